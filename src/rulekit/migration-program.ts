/** What a migration does, told in a way that survives formatting, comments and type hints: two texts, one program. */
import { createHash } from 'node:crypto';
import type { SourceFile } from '../model/project.ts';
import type { Expr, Stmt } from '../model/python.ts';
import { callsIn, expressionsIn, expressionsOf, statementsOf } from '../model/python-walk.ts';
import type { Revision } from '../model/schema.ts';
import { spanOf } from '../model/span.ts';
import { functionIn } from './revisions.ts';

/**
 * A digest of what `upgrade()` does: of the operations where all of them are known, so that a guard or a loop that comes to
 * the same is the same; else of its code and of the code that it uses. `null` where there is no `upgrade()`.
 */
export function upgradeDigest(file: SourceFile, revision: Revision): string | null {
  const upgrade = functionIn(file, 'upgrade');
  if (!upgrade) return null;
  const code = [...upgrade.body, ...usedBy(upgrade.body, file.facts.python?.body ?? [])];
  const { operations } = revision;
  const isKnown =
    operations.length > 0 &&
    operations.every(({ op, doubtful }) => !doubtful && !UNCERTAIN.has(op)) &&
    isAllSqlRead(file, code, operations);
  return digest(isKnown ? JSON.stringify(operations, sameSchema) : programText(code));
}

/** SQL of which nothing is known (a trigger, a grant, a query) is compared as it is written. */
function isAllSqlRead(file: SourceFile, code: readonly Stmt[], operations: Revision['operations']): boolean {
  if (!namesIn(code).has('execute')) return true;
  const read = new Set(operations.map(({ at }) => `${at.path} ${at.span.line} ${at.span.column}`));
  const calls = code.flatMap((stmt) => callsIn(stmt.k === 'def' ? stmt.body : [stmt]));
  return calls.every((call) => {
    if (call.fn.k !== 'attr' || call.fn.name !== 'execute') return true;
    const { line, column } = spanOf(file.facts.lineStarts, call);
    return read.has(`${file.path} ${line} ${column}`);
  });
}

const UNCERTAIN = new Set(['data', 'unread', 'create-all']);

/** Code as text: two that differ in layout, comments, docstrings, annotations and imports only are equal. */
function programText(body: readonly Stmt[]): string {
  return JSON.stringify(body, sameProgram);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Module-level functions, classes and constants that the code needs, however indirectly, as they stand in the file. */
function usedBy(code: readonly Stmt[], module: readonly Stmt[]): readonly Stmt[] {
  const left = new Map(module.flatMap((stmt) => boundBy(stmt).map((name) => [name, stmt] as const)));
  const found = new Set<Stmt>();
  let names: Iterable<string> = namesIn(code);
  for (let fresh = true; fresh; ) {
    const next: Stmt[] = [];
    for (const name of names) {
      const stmt = left.get(name);
      if (stmt && !found.has(stmt) && !next.includes(stmt)) next.push(stmt);
    }
    for (const stmt of next) found.add(stmt);
    names = namesIn(next);
    fresh = next.length > 0;
  }
  return module.filter((stmt) => found.has(stmt));
}

function boundBy(stmt: Stmt): readonly string[] {
  if (stmt.k === 'def' || stmt.k === 'class') return [stmt.name];
  if (stmt.k !== 'assign') return [];
  // `(first, second) = load()` binds both.
  return stmt.targets
    .flatMap(expressionsIn)
    .flatMap((one) => (one.k === 'name' && !HEADER.has(one.id) ? [one.id] : []));
}

const HEADER = new Set(['revision', 'down_revision', 'branch_labels', 'depends_on']);

/** Every name and attribute that code mentions, nested definitions included. */
function namesIn(code: readonly Stmt[]): Set<string> {
  const found = new Set<string>();
  const enter = (body: readonly Stmt[]): void => {
    for (const stmt of statementsOf(body)) {
      for (const expr of expressionsOf(stmt)) {
        for (const one of expressionsIn(expr)) {
          if (one.k === 'name') found.add(one.id);
          else if (one.k === 'attr') found.add(one.name);
        }
      }
      if (stmt.k === 'def' || stmt.k === 'class') enter(stmt.body);
    }
  };
  enter(code);
  return found;
}

const PLACES = new Set(['s', 'e', 'at', 'head']);

/** Two ways to write one type, or a table that is created only where it is missing, leave the same schema behind. */
function sameSchema(key: string, value: unknown): unknown {
  return PLACES.has(key) || /^(path|span|guarded|doubtful|ifNotExists|python)$/.test(key) ? undefined : value;
}

function sameProgram(key: string, value: unknown): unknown {
  if (PLACES.has(key) || key === 'annotation' || key === 'returns') return undefined;
  if (Array.isArray(value)) return value.filter((item) => !isIdle(item));
  if (!isNode(value)) return value;
  if (value.k === 'str') return value.v.replace(/\s+/g, ' ').trim();
  if (value.k === 'return' && value.v?.k === 'const' && value.v.v === null) return { k: 'return', v: null };
  if (value.k === 'fstr' && value.parts.every((part) => typeof part === 'string'))
    return value.parts.join('').replace(/\s+/g, ' ').trim();
  // SQLAlchemy 2 wants `text("…")` where a bare string did.
  if (value.k === 'call' && value.args.length === 1 && value.kw.length === 0 && isText(value.fn))
    return sameProgram('', value.args[0]);
  return value;
}

function isText(fn: Expr): boolean {
  return (fn.k === 'name' && fn.id === 'text') || (fn.k === 'attr' && fn.name === 'text');
}

/** A statement without effect on the database: it may come and go. */
function isIdle(item: unknown): boolean {
  if (!isNode(item)) return false;
  if (item.k === 'pass' || item.k === 'import') return true;
  if (item.k !== 'expr') return false;
  const { v } = item;
  if (v.k === 'str') return true;
  if (v.k !== 'call') return false;
  if (v.fn.k === 'name') return v.fn.id === 'print';
  if (v.fn.k === 'attr' && v.fn.name === 'execute') return isSessionSetting(v.args[0]);
  return v.fn.k === 'attr' && v.fn.obj.k === 'name' && /^_?(log|logger|logging|warnings)$/i.test(v.fn.obj.id);
}

/** How long a statement may wait or run says nothing about what it leaves behind. */
function isSessionSetting(sql: Expr | undefined): boolean {
  const text = sql?.k === 'call' && isText(sql.fn) ? sql.args[0] : sql;
  return text?.k === 'str' && /^\s*(SET\s+(LOCAL\s+|SESSION\s+)?\w*timeout\b|COMMIT\b|ANALYZE\b)/i.test(text.v);
}

function isNode(value: unknown): value is Expr | Stmt {
  return typeof value === 'object' && value !== null && 'k' in value;
}
