/** Attributes that code asks of a mapped class and that the class, everything considered, does not have. */
import type { ModelUse, UnknownAttribute } from '../../../model/model-uses.ts';
import type { ClassDef, Expr, Stmt } from '../../../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../../../model/python-walk.ts';
import { classBindings } from '../../bindings.ts';
import { type Db, query } from '../../db.ts';
import { ancestryOf } from '../models/ancestry.ts';
import { classDefinition, classKeys } from '../models/class-shape.ts';
import { modelSchema } from '../models/model-schema.ts';
import { modelUses } from './model-uses.ts';

export const unknownAttributes = query<readonly UnknownAttribute[]>('unknown-attributes', (db, path) => {
  const asked = db.get(hasattrNames, path);
  return db.get(modelUses, path).flatMap((use): UnknownAttribute[] => {
    if (use.attribute.startsWith('_') || asked.has(use.attribute)) return [];
    const known = db.get(knownAttributes, use.classKey);
    if (known === null || known.has(use.attribute) || db.get(givenNames).has(use.attribute)) return [];
    // An instance of a base may be one of a class that derives from it.
    if (use.on === 'instance' && db.get(derivedNames).get(use.classKey)?.has(use.attribute)) return [];
    // So may one that is annotated as the model and is its Pydantic schema.
    if (use.on === 'instance' && (OF_PYDANTIC.has(use.attribute) || isOfNamesake(db, use))) return [];
    return [{ use, meant: nearest(use.attribute, known) }];
  });
});

/** What a class has by its own body and all of its bases; `null` where something may add to that. */
const knownAttributes = query<ReadonlySet<string> | null>('known-attributes', (db, key) => {
  const { classes, external, unknown, root } = db.get(ancestryOf, key);
  if (root === null || unknown.length > 0) return null;
  const names = new Set(OF_ALL);
  for (const base of external) {
    const given = EXTERNAL[base.slice(base.lastIndexOf('.') + 1)];
    if (given === undefined) return null;
    for (const name of given.split(' ')) names.add(name);
  }
  if (root.kind === 'sqlmodel') for (const name of PYDANTIC.split(/\s+/)) names.add(name);
  for (const one of classes) {
    const found = classDefinition(db, one);
    if (!found || !isPlain(found.def)) return null;
    for (const name of namesOf(found.def)) names.add(name);
  }
  const [path = '', symbol = ''] = key.split('#');
  const tables = db.get(modelSchema).tables.filter((table) => table.at.path === path && table.symbol === symbol);
  if (tables.some((table) => table.unknown.length > 0)) return null;
  for (const { columns } of tables) for (const { attribute } of columns) if (attribute !== null) names.add(attribute);
  return names;
});

const OF_ALL = ['metadata', 'registry', 'query', 'query_class'];

/** What classes of libraries give: those that are not listed may give anything. */
const EXTERNAL: Readonly<Record<string, string>> = {
  object: '',
  Generic: '',
  ABC: '',
  AsyncAttrs: 'awaitable_attrs',
  MappedAsDataclass: '',
  UserMixin: 'is_active is_authenticated is_anonymous get_id',
};

const PYDANTIC = `copy dict json construct validate parse_obj parse_raw parse_file from_orm schema schema_json update_forward_refs
  model_dump model_dump_json model_validate model_validate_json model_validate_strings model_construct model_copy
  model_json_schema model_post_init model_rebuild model_fields model_fields_set model_computed_fields model_config
  model_extra model_parametrized_name sqlmodel_update`;

const OF_PYDANTIC: ReadonlySet<string> = new Set(PYDANTIC.split(/\s+/));

function isPlain(def: ClassDef): boolean {
  return (
    def.decorators.length === 0 &&
    def.keywords.every(({ name }) => name === 'table' || name === 'abstract') &&
    !def.body.some((stmt) => stmt.k === 'def' && DYNAMIC.has(stmt.name)) &&
    // Statements that make names in a way of their own: loops, `locals()`.
    !def.body.some((stmt) => stmt.k === 'for' || stmt.k === 'with' || stmt.k === 'unknown')
  );
}

const DYNAMIC = new Set([
  '__getattr__',
  '__getattribute__',
  '__init_subclass__',
  '__declare_last__',
  '__declare_first__',
]);

function namesOf(def: ClassDef): string[] {
  const own = [...classBindings(def).names.keys()];
  const declared = statementsOf(def.body).flatMap((stmt) =>
    stmt.k === 'assign' ? stmt.targets.flatMap((target) => (target.k === 'name' ? [target.id] : [])) : [],
  );
  return [...own, ...declared];
}

/** Names that somebody gives to objects from outside: `x.name = …`, `setattr(x, "name", …)`, `backref="name"`. */
const givenIn = query<readonly string[]>('given-attribute-names', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module) return [];
  const names = new Set<string>();
  const enter = (body: readonly Stmt[]): void => {
    for (const stmt of statementsOf(body)) {
      if (stmt.k === 'assign') for (const target of stmt.targets) noteTargets(target, names);
      if (stmt.k === 'for') noteTargets(stmt.target, names);
      for (const expr of expressionsOf(stmt)) for (const inner of expressionsIn(expr)) noteCall(inner, names);
      if (stmt.k === 'def' || stmt.k === 'class') enter(stmt.body);
    }
  };
  enter(module.body);
  return [...names];
});

function noteTargets(target: Expr, names: Set<string>): void {
  if (target.k === 'attr') names.add(target.name);
  if (target.k === 'tuple' || target.k === 'list') for (const item of target.items) noteTargets(item, names);
}

function noteCall(expr: Expr, names: Set<string>): void {
  if (expr.k !== 'call') return;
  for (const { name, v } of expr.kw) {
    if (name !== 'backref') continue;
    const text = v.k === 'call' ? v.args[0] : v;
    if (text?.k === 'str') names.add(text.v);
  }
  const callee = expr.fn.k === 'name' ? expr.fn.id : expr.fn.k === 'attr' ? expr.fn.name : '';
  const second = expr.args[1];
  if ((callee === 'setattr' || callee === 'add_property' || callee === 'set_committed_value') && second?.k === 'str')
    names.add(second.v);
}

const givenNames = query<ReadonlySet<string>>(
  'all-given-attribute-names',
  (db) => new Set(db.paths().flatMap((path) => (path.endsWith('.py') ? db.get(givenIn, path) : []))),
);

/** Names that a file asks for before it uses them: `hasattr(user, "x")`. */
const hasattrNames = query<ReadonlySet<string>>('hasattr-names', (db, path) => {
  const names = new Set<string>();
  const enter = (body: readonly Stmt[]): void => {
    for (const stmt of statementsOf(body)) {
      for (const expr of expressionsOf(stmt))
        for (const inner of expressionsIn(expr)) {
          const second =
            inner.k === 'call' && inner.fn.k === 'name' && /^(has|get)attr$/.test(inner.fn.id) ? inner.args[1] : null;
          if (second?.k === 'str') names.add(second.v);
        }
      if (stmt.k === 'def' || stmt.k === 'class') enter(stmt.body);
    }
  };
  enter(db.facts(path)?.python?.body ?? []);
  return names;
});

/** What the classes that derive from a class declare, by the key of that class. */
const derivedNames = query<ReadonlyMap<string, ReadonlySet<string>>>('derived-attribute-names', (db) => {
  const names = new Map<string, Set<string>>();
  for (const path of db.paths()) {
    for (const key of path.endsWith('.py') ? db.get(classKeys, path) : []) {
      const found = classDefinition(db, key);
      for (const above of found && found.def.bases.length > 0 ? db.get(ancestryOf, key).classes.slice(1) : []) {
        const known = names.get(above) ?? new Set<string>();
        for (const name of found ? namesOf(found.def) : []) known.add(name);
        names.set(above, known);
      }
    }
  }
  return names;
});

/** Whether a class named alike has it: annotations say `Plugin` where a `PluginInstance` comes. */
function isOfNamesake(db: Db, { className, classKey, attribute }: ModelUse): boolean {
  return db.get(modelSchema).tables.some(({ at, symbol }) => {
    const key = `${at.path}#${symbol}`;
    if (key === classKey || !(symbol.startsWith(className) || className.startsWith(symbol))) return false;
    return symbol !== '' && (db.get(knownAttributes, key)?.has(attribute) ?? true);
  });
}

/** The known name that differs in one or two letters. */
function nearest(name: string, known: ReadonlySet<string>): string | null {
  let best: string | null = null;
  let least = name.length > 4 ? 3 : 2;
  for (const one of known) {
    if (one.startsWith('_') || Math.abs(one.length - name.length) >= least) continue;
    const apart = distance(name, one, least);
    if (apart < least) [best, least] = [one, apart];
  }
  return best;
}

/** How many letters to change, at most `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (a.length > 60 || b.length > 60) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(
        Math.min(
          (next[j - 1] ?? limit) + 1,
          (row[j] ?? limit) + 1,
          (row[j - 1] ?? limit) + (a[i - 1] === b[j - 1] ? 0 : 1),
        ),
      );
    row = next;
  }
  return Math.min(limit, row[b.length] ?? limit);
}
