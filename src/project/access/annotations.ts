/** Where parameters ask for dependencies: `Depends(f)` as a default, inside `Annotated`, behind names for it. */
import type { Expr, FunctionDef, Param } from '../../model/python.ts';
import { argument, dottedName, statementsOf } from '../../model/python-walk.ts';
import type { Db } from '../db.ts';
import { externalName, resolve, type Site } from '../resolve.ts';

export interface Asked {
  readonly site: Site;
  /** What is depended on. */
  readonly expr: Expr;
  /** By `Security`. */
  readonly isSecurity: boolean;
}

const MAX_DEPTH = 6;

export function dependencyIn(db: Db, site: Site, param: Pick<Param, 'default' | 'annotation'>): Asked | null {
  return (
    (param.default && dependsIn(db, site, param.default, param.annotation)) ??
    (param.annotation && annotated(db, site, param.annotation, 0))
  );
}

/** An empty `Depends()` means the annotated class. */
export function dependsIn(db: Db, site: Site, expr: Expr, annotation: Expr | null): Asked | null {
  // `events = Depends(get_events)`, once for all handlers of a module.
  if (expr.k === 'name') {
    const target = resolve(db, site, expr);
    const last = target.kind === 'variable' ? target.bindings.at(-1) : undefined;
    return target.kind === 'variable' && last?.kind === 'value' && last.value?.k === 'call'
      ? dependsIn(db, target.site, last.value, annotation)
      : null;
  }
  if (expr.k !== 'call') return null;
  const target = resolve(db, site, expr.fn);
  const callee = target.kind === 'external' ? target.dotted : '';
  // `Annotated[Role, require("admin")]` where the function returns `Depends(…)`.
  if (target.kind === 'function' && returnsDepends(target.def)) return { site, expr, isSecurity: false };
  if (!/(^|\.)(Depends|Security)$/.test(callee)) return null;
  const of = argument(expr, 0, 'dependency') ?? annotation;
  return of ? { site, expr: of, isSecurity: callee.endsWith('Security') } : null;
}

function annotated(db: Db, site: Site, annotation: Expr, depth: number): Asked | null {
  if (depth > MAX_DEPTH) return null;
  if (annotation.k === 'bin' && annotation.op === '|') {
    return annotated(db, site, annotation.l, depth + 1) ?? annotated(db, site, annotation.r, depth + 1);
  }
  if (annotation.k === 'sub') {
    const outer = externalName(db, site, annotation.obj) ?? '';
    const items = annotation.index.flatMap((item) => (item.k === 'tuple' ? item.items : [item]));
    if (/(^|\.)Optional$/.test(outer)) return items[0] ? annotated(db, site, items[0], depth + 1) : null;
    if (!/(^|\.)Annotated$/.test(outer)) return null;
    const [first] = items;
    for (const item of items.slice(1)) {
      const found = dependsIn(db, site, item, first ?? null);
      if (found) return found;
    }
    return first ? annotated(db, site, first, depth + 1) : null;
  }
  if (annotation.k !== 'name' && annotation.k !== 'attr') return null;
  const target = resolve(db, site, annotation);
  const last = target.kind === 'variable' ? target.bindings.at(-1) : undefined;
  if (target.kind !== 'variable' || last?.kind !== 'value' || !last.value) return null;
  return annotated(db, target.site, last.value, depth + 1);
}

function returnsDepends(def: FunctionDef): boolean {
  return statementsOf(def.body).some(
    (stmt) =>
      stmt.k === 'return' && stmt.v?.k === 'call' && /(^|\.)(Depends|Security)$/.test(dottedName(stmt.v.fn) ?? ''),
  );
}
