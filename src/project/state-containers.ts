/** Lists, dictionaries and sets that a module or a class binds. */
import type { SharedContainer } from '../model/layering.ts';
import type { ClassDef, Expr, Stmt } from '../model/python.ts';
import { definitionsIn, dottedName, statementsOf } from '../model/python-walk.ts';
import { type Place, type Range, spanOf } from '../model/span.ts';
import { query } from './db.ts';
import { describe } from './describe.ts';

/** Where a container is bound: `path start`, the start being that of the variable or of the class with the attribute. */
export interface Container {
  readonly key: string;
  readonly attribute: string;
  readonly owner: string | null;
  readonly at: Place;
  readonly kind: SharedContainer['kind'];
  readonly annotation: string;
  readonly empty: boolean;
  /** An attribute of the class, which no method gives to an instance. */
  readonly ofClass: boolean;
}

/** The containers that a file binds outside of functions, and in the constructors of its classes. */
export const containersIn = query<readonly Container[]>('containers-in', (db, path) => {
  const facts = db.facts(path);
  const body = facts?.python?.body ?? [];
  const place = (range: Range): Place => ({ path, span: spanOf(facts?.lineStarts ?? [0], range) });
  const found: Container[] = [];
  for (const stmt of statementsOf(body)) {
    const annotation = annotationOf(stmt);
    for (const [target, value] of assigned(stmt)) {
      const made = target.k === 'name' ? containerMade(value) : null;
      if (made && target.k === 'name' && !/^__/.test(target.id))
        found.push({
          key: `${path} ${target.id}`,
          attribute: target.id,
          owner: null,
          at: place(target),
          annotation,
          ofClass: false,
          ...made,
        });
    }
  }
  for (const { def } of definitionsIn(body)) {
    if (def.k === 'class' && !isRecord(def)) found.push(...attributesOf(path, def, place));
  }
  return found;
});

function attributesOf(path: string, def: ClassDef, place: (range: Range) => Place): Container[] {
  const found = new Map<string, Container>();
  const ownFields = fieldsOf(def);
  const add = (attribute: string, target: Expr, value: Expr, annotation: string): void => {
    const made = containerMade(value);
    if (!made || found.has(attribute)) return;
    found.set(attribute, {
      key: `${path} ${def.s}.${attribute}`,
      attribute,
      owner: def.name,
      at: place(target),
      annotation,
      ofClass: target.k === 'name' && !ownFields.has(attribute),
      ...made,
    });
  };
  for (const stmt of statementsOf(def.body)) {
    for (const [target, value] of assigned(stmt))
      if (target.k === 'name') add(target.id, target, value, annotationOf(stmt));
    if (stmt.k !== 'def' || !/^(__init__|__new__|__post_init__)$/.test(stmt.name)) continue;
    for (const inner of statementsOf(stmt.body)) {
      for (const [target, value] of assigned(inner)) {
        const isOwn = target.k === 'attr' && target.obj.k === 'name' && /^(self|cls)$/.test(target.obj.id);
        if (isOwn) add(target.name, target, value, annotationOf(inner));
      }
    }
  }
  return [...found.values()];
}

/** What the methods of a class give to `self`: an instance that has its own shares nothing. */
function fieldsOf(def: ClassDef): ReadonlySet<string> {
  const found = new Set<string>();
  for (const method of def.body) {
    if (method.k !== 'def') continue;
    for (const [target] of statementsOf(method.body).flatMap((stmt) => assigned(stmt)))
      if (target.k === 'attr' && target.obj.k === 'name' && target.obj.id === 'self') found.add(target.name);
  }
  return found;
}

/** Schemas, tables and data classes: an attribute of theirs is a field of each instance. */
function isRecord(def: ClassDef): boolean {
  const last = (expr: Expr) =>
    (dottedName(expr.k === 'call' ? expr.fn : expr.k === 'sub' ? expr.obj : expr) ?? '').split('.').at(-1) ?? '';
  return (
    def.decorators.some((decorator) => /dataclass|^define$|^attrs?$|^s$/.test(last(decorator))) ||
    def.bases.some((base) =>
      /(Model|Base|Schema|Enum|TypedDict|NamedTuple|Settings|Config|Document|Form|Serializer|Exception|Error)$/.test(
        last(base),
      ),
    )
  );
}

function annotationOf(stmt: Stmt): string {
  return stmt.k === 'assign' && stmt.annotation ? describe(stmt.annotation) : '';
}

/** Targets and values of an assignment that binds them. */
export function assigned(stmt: Stmt): readonly (readonly [Expr, Expr])[] {
  if (stmt.k !== 'assign' || stmt.op || !stmt.v) return [];
  const value = stmt.v;
  return stmt.targets.map((target): [Expr, Expr] => [target, value]);
}

function containerMade(value: Expr): Pick<Container, 'kind' | 'empty'> | null {
  if (value.k === 'dict') return { kind: 'dict', empty: value.items.length === 0 };
  if (value.k === 'list' || value.k === 'set') return { kind: value.k, empty: value.items.length === 0 };
  if (value.k !== 'call') return null;
  const name = (dottedName(value.fn) ?? '').split('.').at(-1) ?? '';
  if (/^(dict|defaultdict|OrderedDict)$/.test(name)) return { kind: 'dict', empty: value.kw.length === 0 };
  if (/^(list|deque)$/.test(name)) return { kind: 'list', empty: true };
  return name === 'set' ? { kind: 'set', empty: true } : null;
}
