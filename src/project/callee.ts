/** Which function or class of the repository a call runs, methods of instances and of `self` included. */
import type { Expr } from '../model/python.ts';
import type { Db } from './db.ts';
import { attributeOf, resolve, type Site, type Target } from './resolve.ts';
import { type ClassTarget, instanceClass } from './types.ts';

/** What calling `fn` runs, or `null` where that is nothing of the repository, or cannot be told. */
export function calledBy(db: Db, site: Site, fn: Expr): (Target & { kind: 'function' | 'class' }) | null {
  const target = resolve(db, site, fn);
  if (target.kind === 'function' || target.kind === 'class') return target;
  if (fn.k !== 'attr' || (target.kind !== 'unknown' && target.kind !== 'variable')) return null;
  const owner = ownClass(site, fn.obj) ?? instanceClass(db, site, fn.obj);
  const member = owner && attributeOf(db, owner, fn.name);
  return member?.kind === 'function' || member?.kind === 'class' ? member : null;
}

/** The class that `self` or `cls` stands for. */
function ownClass(site: Site, expr: Expr): ClassTarget | null {
  if (expr.k !== 'name' || (expr.id !== 'self' && expr.id !== 'cls')) return null;
  const index = site.within.findLastIndex((def) => def.k === 'class');
  const def = site.within[index];
  const at = { path: site.path, within: site.within.slice(0, index) };
  return def?.k === 'class' ? { kind: 'class', site: at, def } : null;
}
