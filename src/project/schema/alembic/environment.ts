/** What env.py says: which metadata it compares with, and which tables it leaves alone. */
import type { Expr, Stmt } from '../../../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../../../model/python-walk.ts';
import { type Db, query } from '../../db.ts';
import { findModule } from '../../modules.ts';
import { metadataKey } from '../models/metadata.ts';

export interface Environment {
  /** What identifies the metadata it compares with; empty where one could not be told. */
  readonly metadata: readonly string[];
  readonly excluded: readonly string[];
}

/** Names under which projects list the tables that autogenerate must not touch. */
const EXCLUDED = /exclu|ignor|skip|keep|unmanaged|external|reserved/i;

/** What `include_object` is asked about. */
const OBJECT_TYPES = new Set([
  'table',
  'column',
  'index',
  'unique_constraint',
  'foreign_key_constraint',
  'schema',
  'public',
]);

export const environmentOf = query<Environment>('alembic-environment', (db, path) => {
  const body = db.facts(path)?.python?.body ?? [];
  const metadata: (string | null)[] = [];
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
  const known = metadata.filter((one) => one !== null);
  return {
    metadata: known.length === metadata.length ? [...new Set(known)] : [],
    excluded: [...new Set(excluded)].filter((one) => !OBJECT_TYPES.has(one)),
  };
});

function* allStatements(body: readonly Stmt[]): Iterable<Stmt> {
  for (const stmt of statementsOf(body)) {
    yield stmt;
    if (stmt.k === 'def') yield* allStatements(stmt.body);
  }
}

function metadataIn(db: Db, path: string, value: Expr): (string | null)[] {
  if (value.k === 'list' || value.k === 'tuple') return value.items.flatMap((item) => metadataIn(db, path, item));
  return value.k === 'const' ? [] : [imported(db, path, value, metadataKey(db, { path, within: [] }, value))];
}

/** `try: from app.db import Base` / `except ImportError: Base = declarative_base()`: what is imported is what is meant. */
function imported(db: Db, path: string, value: Expr, key: string | null): string | null {
  const name = value.k === 'attr' && value.obj.k === 'name' ? value.obj.id : null;
  if (name === null || key !== `${path}#${name}`) return key;
  for (const { from, level, names } of db.facts(path)?.python?.imports ?? []) {
    const taken = names.find((one) => (one.as ?? one.name) === name);
    const module = taken && from !== null ? findModule(db, path, from, level) : null;
    if (!taken || !module) continue;
    const owner: Expr = { k: 'name', id: taken.name, s: 0, e: 0 };
    const found = metadataKey(
      db,
      { path: module.path, within: [] },
      { ...value, k: 'attr', name: 'metadata', obj: owner },
    );
    if (found !== null) return found;
  }
  return key;
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
