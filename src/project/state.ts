/** Lists, dictionaries and sets that live as long as the process, and the functions that change and read them. */
import type { ContainerAccess, SharedContainer } from '../model/layering.ts';
import type { ClassDef, Expr, FunctionDef } from '../model/python.ts';
import { definitionsIn, qualifiedName } from '../model/python-walk.ts';
import { spanOf } from '../model/span.ts';
import { type Db, query } from './db.ts';
import { isAside } from './layers.ts';
import { inside, resolve, type Site } from './resolve.ts';
import { isTestPath } from './routes/frameworks.ts';
import { servedFunctions, servingKey } from './served.ts';
import { singletons } from './singletons.ts';
import { type Access, accessesIn } from './state-accesses.ts';
import { containersIn } from './state-containers.ts';

/** All that outlives a request. Cost: the functions of the files that use the name of a container. */
export const sharedState = query<readonly SharedContainer[]>('shared-state', (db) => {
  const files = db.paths().filter((path) => path.endsWith('.py') && !isTestPath(path) && !isAside(path));
  const single = db.get(singletons);
  const containers = files
    .flatMap((path) => db.get(containersIn, path))
    .filter(({ owner, key, ofClass }) => owner === null || ofClass || single.has(ownerKey(key)));
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
  return containers.map(({ key, ofClass: _, ...container }) => ({
    ...container,
    name: container.owner === null ? container.attribute : `${container.owner}.${container.attribute}`,
    accesses: accesses.get(key) ?? [],
  }));
});

/** `key` of an attribute is the class's and its name. */
function ownerKey(key: string): string {
  return key.slice(0, key.lastIndexOf('.'));
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
