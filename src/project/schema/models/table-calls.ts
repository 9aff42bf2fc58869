/** `Table(…)` at module level: association tables, imperative mappings, SQLAlchemy Core. */
import type { Call, Expr, Stmt } from '../../../model/python.ts';
import { expressionsOf, statementsOf, subexpressions } from '../../../model/python-walk.ts';
import type { ModelTable, Unread } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { tableElements } from '../columns/table-elements.ts';
import { placeOf } from '../place.ts';
import { assign, iterable } from '../python/evaluate.ts';
import type { Machine } from '../python/machine.ts';
import { machine } from '../python/start-machine.ts';
import { nameOf, shortName, textOf, type Value } from '../python/value.ts';
import { exemptPath } from './exempt.ts';
import { metadataKey } from './metadata.ts';
import { exemption, metadataSchema } from './table-args.ts';

export interface TableCalls {
  readonly tables: readonly ModelTable[];
  readonly unknown: readonly Unread[];
}

const NO_CALLS: TableCalls = { tables: [], unknown: [] };

export const tableCalls = query<TableCalls>('table-calls', (db, path) => {
  const tables: ModelTable[] = [];
  const unknown: Unread[] = [];
  const module = db.facts(path)?.python;
  if (!module?.names.includes('Table')) return NO_CALLS;
  for (const candidate of candidates(module.body)) {
    for (const vars of rounds(db, path, candidate.loops)) {
      const found = readTable(db, path, candidate, vars);
      if (found === null) continue;
      if ('reason' in found) unknown.push(found);
      else tables.push(found);
    }
  }
  return { tables, unknown };
});

/** A call of `Table` and the name that it is bound to. */
export interface Candidate {
  readonly call: Call;
  readonly symbol: string;
  /** `for entity in ("user", "group"):` around it, outermost first. */
  readonly loops: readonly Loop[];
}

type Loop = Stmt & { readonly k: 'for' };

export function candidates(body: readonly Stmt[], owner = ''): Candidate[] {
  const found: Candidate[] = [];
  const around = new Map<Stmt, readonly Loop[]>();
  for (const stmt of statementsOf(body)) {
    const loops = around.get(stmt) ?? [];
    if (stmt.k === 'for') for (const inner of statementsOf(stmt.body)) around.set(inner, [...loops, stmt]);
    if (stmt.k === 'class') found.push(...candidates(stmt.body, stmt.name));
    if (stmt.k === 'class' || stmt.k === 'def') continue;
    const [target] = stmt.k === 'assign' ? stmt.targets : [];
    const symbol = owner || (target?.k === 'name' ? target.id : '');
    for (const expr of expressionsOf(stmt)) found.push(...tablesIn(expr).map((call) => ({ call, symbol, loops })));
  }
  return found;
}

/** Loops beyond these make no tables. */
const MAX_LOOPS = 3;
const MAX_ROUNDS = 200;

/** The variables of each time that what stands in `loops` runs. */
function rounds(db: Db, path: string, loops: readonly Loop[]): Map<string, Value>[] {
  let all: Map<string, Value>[] = [new Map()];
  const m = machine(db);
  for (const loop of loops.slice(0, MAX_LOOPS)) {
    all = all.flatMap((vars) => {
      const frame = { vars, site: { path, within: [] }, parent: null };
      const items = iterable(m.evaluate(m, frame, loop.iter));
      if (items === null) return [vars];
      return items.slice(0, MAX_ROUNDS).map((item) => {
        const inner = { ...frame, vars: new Map(vars) };
        assign(m, inner, loop.target, item);
        return inner.vars;
      });
    });
  }
  return all.slice(0, MAX_ROUNDS);
}

function tablesIn(expr: Expr): Call[] {
  if (expr.k === 'call') {
    const name = expr.fn.k === 'attr' ? expr.fn.name : expr.fn.k === 'name' ? expr.fn.id : '';
    if (name === 'Table') return [expr];
  }
  return expr.k === 'lambda' ? [] : subexpressions(expr).flatMap(tablesIn);
}

function readTable(
  db: Db,
  path: string,
  { call, symbol }: Candidate,
  vars: Map<string, Value>,
): ModelTable | Unread | null {
  const m = machine(db);
  const site = { path, within: [] };
  const value = m.evaluate(m, { vars, site, parent: null }, call);
  if (value.k !== 'call' || !isTable(m, value.fn)) return null;
  const [first, second] = call.args;
  const name = textOf(value.args[0] ?? value.kw.name);
  const at = placeOf(db, path, call.fn);
  if (first === undefined) return null;
  if (name === null) return { ...at, table: null, reason: `the name of the table \`${symbol}\` could not be read` };
  // `db.Table("name", Column(…))` of Flask-SQLAlchemy knows its metadata.
  const isBound = value.fn.k === 'attr' && value.args[1]?.k === 'call' && !isMetadata(value.args[1]);
  const owner = isBound && call.fn.k === 'attr' ? call.fn.obj : second;
  const metadataExpr = owner ?? call.kw.find((one) => one.name === 'metadata')?.v;
  const metadata = metadataExpr ? metadataKey(db, site, metadataExpr) : null;
  const schema = textOf(value.kw.schema) ?? metadataSchema(m, metadata);
  const { columns, declared, unread, constraints } = tableElements(
    m,
    value.args.slice(isBound || second === undefined ? 1 : 2),
    value.partial,
  );
  const full = schema === null || schema === 'public' ? name : `${schema}.${name}`;
  const reflected = 'autoload' in value.kw || 'autoload_with' in value.kw;
  return {
    name: full,
    columns: columns.map((column, i) => ({
      ...column,
      attribute: null,
      inheritedFrom: null,
      pythonDefault: declared[i]?.pythonDefault ?? false,
    })),
    symbol,
    at,
    metadata,
    constraints: constraints ?? [],
    unknown: unread === null ? [] : [{ ...at, table: full, reason: unread }],
    exempt: exemptPath(path) ?? (reflected ? 'external' : exemption(value.kw.info)),
  };
}

function isMetadata(value: Value): boolean {
  return value.k === 'call' && shortName(value.fn) === 'MetaData';
}

function isTable(m: Machine, fn: Value): boolean {
  const name = nameOf(fn);
  if (name !== null) return /^sqlalchemy(\.|$).*\.Table$|^sqlalchemy\.Table$/.test(name);
  // `db.Table(…)` of Flask-SQLAlchemy: `db` is made by a call, or imported from where it cannot be followed.
  return fn.k === 'attr' && (fn.on.k === 'call' || fn.on.k === 'unknown') && m.steps > 0;
}
