/** What env.py says: which metadata it compares with, and which tables it leaves alone. */
import type { Expr, Stmt } from '../../../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../../../model/python-walk.ts';
import { type Db, query } from '../../db.ts';
import { moduleName } from '../../modules.ts';
import { resolve } from '../../resolve.ts';

export interface Environment {
  /** The classes or variables whose `.metadata` it uses, and metadata objects: dotted names. */
  readonly metadata: readonly string[];
  readonly excluded: readonly string[];
}

/** Names under which projects list the tables that autogenerate must not touch. */
const EXCLUDED = /exclu|ignor|skip|keep|unmanaged|external|reserved/i;

export const environmentOf = query<Environment>('alembic-environment', (db, path) => {
  const body = db.facts(path)?.python?.body ?? [];
  const metadata: string[] = [];
  const excluded: string[] = [];
  for (const stmt of allStatements(body)) {
    if (stmt.k !== 'assign' || stmt.v === null) continue;
    const [target] = stmt.targets;
    if (target?.k !== 'name') continue;
    if (target.id === 'target_metadata') metadata.push(...metadataIn(db, path, stmt.v));
    else if (EXCLUDED.test(target.id)) excluded.push(...textsIn(stmt.v));
  }
  for (const stmt of allStatements(body)) {
    if (stmt.k !== 'def' || !/include|exclude|skip|filter/.test(stmt.name)) continue;
    for (const inner of allStatements(stmt.body))
      for (const expr of expressionsOf(inner)) excluded.push(...comparedTexts(expr));
  }
  return { metadata: [...new Set(metadata)], excluded: [...new Set(excluded)] };
});

function* allStatements(body: readonly Stmt[]): Iterable<Stmt> {
  for (const stmt of statementsOf(body)) {
    yield stmt;
    if (stmt.k === 'def') yield* allStatements(stmt.body);
  }
}

function metadataIn(db: Db, path: string, value: Expr): string[] {
  if (value.k === 'list' || value.k === 'tuple') return value.items.flatMap((item) => metadataIn(db, path, item));
  const base = value.k === 'attr' && value.name === 'metadata' ? value.obj : value;
  const target = resolve(db, { path, within: [] }, base);
  if (target.kind === 'class') return [`${moduleName(db, target.site.path)}.${target.def.name}`];
  if (target.kind === 'variable') return [`${moduleName(db, target.site.path)}.${target.name}`];
  return target.kind === 'external' ? [target.dotted] : [];
}

function textsIn(value: Expr): string[] {
  const found: string[] = [];
  for (const expr of expressionsIn(value)) if (expr.k === 'str') found.push(expr.v);
  return found;
}

/** `name == "spatial_ref_sys"`, `name in ("a", "b")`. */
function comparedTexts(expr: Expr): string[] {
  const found: string[] = [];
  for (const one of expressionsIn(expr))
    if (one.k === 'bin' && /^(==|!=|in|not in)$/.test(one.op)) found.push(...textsIn(one.r));
  return found;
}
