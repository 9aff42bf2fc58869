/** Lists, dictionaries and sets that live as long as the process, and the functions that change and read them. */
import type { ContainerAccess, SharedContainer } from '../model/layering.ts';
import type { ClassDef, Expr, FunctionDef, Stmt } from '../model/python.ts';
import { definitionsIn, dottedName, qualifiedName, statementsOf } from '../model/python-walk.ts';
import { type Place, type Range, spanOf } from '../model/span.ts';
import { moduleBindings } from './bindings.ts';
import { type Db, query } from './db.ts';
import { describe } from './describe.ts';
import { isAside } from './layers.ts';
import { inside, resolve, type Site } from './resolve.ts';
import { isTestPath } from './routes/frameworks.ts';
import { servedFunctions, servingKey } from './served.ts';
import { type Access, accessesIn } from './state-accesses.ts';

/** Where a container is bound: `path start`, the start being that of the variable or of the class with the attribute. */
interface Container {
  readonly key: string;
  readonly attribute: string;
  readonly owner: string | null;
  readonly at: Place;
  readonly kind: SharedContainer['kind'];
  readonly annotation: string;
  readonly empty: boolean;
}

/** All that outlives a request. Cost: the functions of the files that use the name of a container. */
export const sharedState = query<readonly SharedContainer[]>('shared-state', (db) => {
  const files = db.paths().filter((path) => path.endsWith('.py') && !isTestPath(path) && !isAside(path));
  const single = new Set(files.flatMap((path) => db.get(singletonsIn, path)));
  const containers = files
    .flatMap((path) => db.get(containersIn, path))
    .filter(({ owner, key }) => owner === null || single.has(ownerKey(key)));
  const names = new Set(containers.map(({ attribute }) => attribute));
  const served = db.get(servedFunctions);
  const accesses = new Map<string, ContainerAccess[]>();
  for (const path of files) {
    if (!db.facts(path)?.python?.names.some((name) => names.has(name))) continue;
    for (const { key, serving, ...access } of db.get(fileAccesses, path)) {
      const one = { ...access, served: (serving === null ? undefined : served.get(serving)) ?? null };
      const known = accesses.get(key);
      if (known) known.push(one);
      else accesses.set(key, [one]);
    }
  }
  return containers.map(({ key, ...container }) => ({
    ...container,
    name: container.owner === null ? container.attribute : `${container.owner}.${container.attribute}`,
    accesses: accesses.get(key) ?? [],
  }));
});

/** `key` of an attribute is the class's and its name. */
export function ownerKey(key: string): string {
  return key.slice(0, key.lastIndexOf('.'));
}

const containersIn = query<readonly Container[]>('containers-in', (db, path) => {
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
  const add = (attribute: string, target: Expr, value: Expr, annotation: string): void => {
    const made = containerMade(value);
    if (!made || found.has(attribute)) return;
    found.set(attribute, {
      key: `${path} ${def.s}.${attribute}`,
      attribute,
      owner: def.name,
      at: place(target),
      annotation,
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

function assigned(stmt: Stmt): readonly (readonly [Expr, Expr])[] {
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

/** Classes of which a module keeps one instance: `path start` of each. */
const singletonsIn = query<readonly string[]>('singletons-in', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module) return [];
  const found = new Set<string>();
  const add = (site: Site, value: Expr | null): void => {
    const target = value?.k === 'call' ? resolve(db, site, value.fn) : null;
    if (target?.kind === 'class') found.add(`${target.site.path} ${target.def.s}`);
  };
  for (const bindings of db.get(moduleBindings, path).names.values()) {
    for (const binding of bindings) if (binding.kind === 'value') add({ path, within: [] }, binding.value);
  }
  for (const { def, within } of definitionsIn(module.body)) {
    if (def.k === 'class') {
      // Mutable attributes of the class itself are shared by all instances, as is the one that `__new__` keeps.
      if (def.body.some((stmt) => isShared(stmt))) found.add(`${path} ${def.s}`);
    } else for (const value of keptBy(def)) add(inside({ path, within }, def), value);
  }
  return [...found];
});

function isShared(stmt: Stmt): boolean {
  return assigned(stmt).some(
    ([target, value]) =>
      target.k === 'name' && (/^_?_?(instance|singleton)$/.test(target.id) || containerMade(value) !== null),
  );
}

/** What a function makes once: cached by `lru_cache`, given to a global, or kept in the application's state. */
function keptBy(def: FunctionDef): readonly Expr[] {
  const isCached = def.decorators.some((d) =>
    /(^|\.)(lru_cache|cache)$/.test(dottedName(d.k === 'call' ? d.fn : d) ?? ''),
  );
  const found: Expr[] = [];
  const globals = new Set(statementsOf(def.body).flatMap((stmt) => (stmt.k === 'global' ? stmt.names : [])));
  for (const stmt of statementsOf(def.body)) {
    if (stmt.k === 'return' && stmt.v && isCached) found.push(stmt.v);
    for (const [target, value] of assigned(stmt)) {
      if (target.k === 'name' && globals.has(target.id)) found.push(value);
      if (target.k === 'attr' && /\.state$/.test(dottedName(target.obj) ?? '')) found.push(value);
    }
  }
  return found;
}

interface KeyedAccess extends Omit<ContainerAccess, 'served'> {
  readonly key: string;
  readonly serving: string | null;
}

const fileAccesses = query<readonly KeyedAccess[]>('container-accesses', (db, path) => {
  const facts = db.facts(path);
  const found: KeyedAccess[] = [];
  for (const definition of definitionsIn(facts?.python?.body ?? [])) {
    const { def, within } = definition;
    if (def.k !== 'def') continue;
    const site = inside({ path, within }, def);
    const symbol = qualifiedName(definition);
    const serving = servingKey(path, [...within, def]);
    for (const access of accessesIn(def)) {
      const key = containerOf(db, site, access, within);
      if (key === null) continue;
      const at = { path, span: spanOf(facts?.lineStarts ?? [0], access.at) };
      found.push({ key, serving, symbol, at, how: access.how, value: access.value });
    }
  }
  return found;
});

/** Which container a name or attribute is, or `null` for anything else. */
function containerOf(db: Db, site: Site, { of }: Access, within: readonly (FunctionDef | ClassDef)[]): string | null {
  const target = resolve(db, site, of);
  if (target.kind === 'variable') {
    const isClass = target.site.within.at(-1);
    if (target.site.within.length === 0) return `${target.site.path} ${target.name}`;
    return isClass?.k === 'class' ? `${target.site.path} ${isClass.s}.${target.name}` : null;
  }
  if (of.k !== 'attr' || target.kind !== 'unknown') return null;
  const owner = ownerOf(db, site, of.obj, within);
  return owner && `${owner}.${of.name}`;
}

function ownerOf(db: Db, site: Site, expr: Expr, within: readonly (FunctionDef | ClassDef)[]): string | null {
  if (expr.k === 'name' && /^(self|cls)$/.test(expr.id)) {
    const def = within.findLast((one) => one.k === 'class');
    return def ? `${site.path} ${def.s}` : null;
  }
  const target = resolve(db, site, expr);
  if (target.kind !== 'variable' || target.site.within.length > 0) return null;
  const value = target.bindings.findLast((binding) => binding.kind === 'value')?.value;
  const made = value?.k === 'call' ? resolve(db, target.site, value.fn) : null;
  return made?.kind === 'class' ? `${made.site.path} ${made.def.s}` : null;
}
