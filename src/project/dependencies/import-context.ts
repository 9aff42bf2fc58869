/** Whether the code around an import does without what is imported. */
import type { ExceptHandler, Expr, Stmt } from '../../model/python.ts';
import { blocksOf, dottedName, expressionsIn } from '../../model/python-walk.ts';

export interface ImportContext {
  /** The failure is caught, something is asked before, or only type checkers read it. */
  readonly optional: boolean;
  /** Inside a function. */
  readonly lazy: boolean;
}

/** The context of the statement that begins at `offset`, found by descending to it. */
export function importContext(body: readonly Stmt[], offset: number): ImportContext {
  let optional = false;
  let lazy = false;
  let block: readonly Stmt[] | null = body;
  while (block !== null) {
    const stmt: Stmt | undefined = block.find(({ s, e }) => s <= offset && offset < e);
    if (stmt === undefined || stmt.k === 'import') break;
    if (stmt.k === 'def') lazy = true;
    if (stmt.k === 'if') optional ||= asksBefore(stmt.test, lazy);
    if (stmt.k === 'try') optional ||= isOptionalTry(stmt, offset);
    if (stmt.k === 'with')
      optional ||= stmt.items.some(
        ({ v }) => v.k === 'call' && /suppress|skip|raises|warn/.test(dottedName(v.fn) ?? ''),
      );
    block = blockAt(stmt, offset);
  }
  return { optional, lazy };
}

function blockAt(stmt: Stmt, offset: number): readonly Stmt[] | null {
  const holds = (block: readonly Stmt[]) => block.some(({ s, e }) => s <= offset && offset < e);
  const blocks = stmt.k === 'def' || stmt.k === 'class' ? [stmt.body] : blocksOf(stmt);
  return blocks.find(holds) ?? null;
}

/** What a condition is about that asks for a feature, and not for the data at hand. */
const ASKS =
  /settings|config|environ|getenv|enable|avail|install|platform|version|backend|provider|driver|engine|dialect|storage|type_checking|find_spec|debug|local|dev|test|feature|flag|use_|has_/i;
const UPPER = /(^|\.)_*[A-Z][A-Z\d_]+$/;

/** Whether the code below a condition may never run where something is not installed: any of a module, those of a function that ask for it. */
function asksBefore(test: Expr, lazy: boolean): boolean {
  if (test.k === 'const' && test.v === true) return false;
  if (!lazy) return true;
  return expressionsIn(test).some((expr) => {
    const name = dottedName(expr) ?? '';
    return expr.k === 'str' || expr.k === 'unknown' || ASKS.test(name) || UPPER.test(name);
  });
}

/** It catches the failure of the import; what catches everything does so for the import only where that is all it tries. */
function isOptionalTry(stmt: Stmt & { k: 'try' }, offset: number): boolean {
  // A fallback for something else is optional as a whole.
  if (stmt.handlers.some(({ body }) => body.some(({ s, e }) => s <= offset && offset < e))) return true;
  if (!stmt.body.some(({ s, e }) => s <= offset && offset < e)) return false;
  if (stmt.handlers.some((handler) => catches(handler, /(^|\.)(ImportError|ModuleNotFoundError)$/))) return true;
  const isPlain = stmt.body.every(({ k }) => k === 'import' || k === 'assign' || k === 'expr' || k === 'pass');
  return (
    isPlain && stmt.handlers.some((handler) => handler.type === null || catches(handler, /(^|\.)(Base)?Exception$/))
  );
}

function catches({ type }: ExceptHandler, pattern: RegExp): boolean {
  return type !== null && expressionsIn(type).some((expr) => pattern.test(dottedName(expr) ?? ''));
}
