/** Runs `upgrade()` or `downgrade()` of a migration file as far as constants go, and lists what it does. */
import type { Operation, Step } from '../../../model/migration.ts';
import type { Place } from '../../../model/span.ts';
import type { SqlStep } from '../../../model/sql.ts';
import { moduleBindings } from '../../bindings.ts';
import type { Db } from '../../db.ts';
import { resolveMember } from '../../resolve.ts';
import { enumerationOf } from '../columns/enumeration.ts';
import { tableElements } from '../columns/table-elements.ts';
import { placeOf } from '../place.ts';
import type { Machine } from '../python/machine.ts';
import { MAX_STEPS, machine } from '../python/start-machine.ts';
import {
  type CallValue,
  calleeName,
  DB,
  NONE,
  nameOf,
  rawTextOf,
  shortName,
  textOf,
  type Value,
} from '../python/value.ts';
import { answered, asksCatalog, type Catalog } from './catalog.ts';
import { executed, qualified } from './executed-sql.ts';
import { operation } from './op-calls.ts';

/** More operations than any migration has. */
const MAX_OPERATIONS = 3_000;

/** Replaying an operation and judging it takes as long as so many steps. */
const COST_OF_OPERATION = 400;

export interface MigrationRun {
  readonly operations: readonly Operation[];
  /** What following it has cost, in steps; the same on every machine. */
  readonly cost: number;
  /** It asks the database what tables and columns there are. */
  readonly asks: boolean;
}

/** The database that a migration runs on: what it holds, and what changes it. */
export interface Server {
  readonly catalog: Catalog;
  apply(operation: Operation): void;
}

/** What the function `name` of the migration file does, in order; on a server, what it asks is answered by that. */
export function runMigration(
  db: Db,
  path: string,
  name: 'upgrade' | 'downgrade',
  server: Server | null = null,
): MigrationRun {
  const found: Operation[] = [];
  let left = MAX_OPERATIONS;
  let asks = false;
  const carryOut = (operation: Operation) => {
    found.push(operation);
    server?.apply(operation);
  };
  const m: Machine = machine(
    db,
    (call, fn) => {
      const question = questionOf(fn);
      if (question !== null) asks = true;
      if (question !== null && server !== null) return answered(server.catalog, question, call);
      const done = effect(m, call, fn);
      if (done === null) return null;
      const at = placeOf(db, call.path, call);
      // A place in a helper of another file is reported there; the table it concerns is the same.
      for (const step of done.steps) {
        if (step.op === 'unread' && step.table === null && m.running.some(isAboutOthers)) continue;
        if (left-- > 0)
          carryOut({
            ...step,
            at,
            guarded: step.guarded || m.guarded > 0,
            doubtful: step.doubtful === true || m.doubtful > 0,
            autocommit: m.autocommit > 0,
          });
      }
      return done.value;
    },
    MAX_STEPS,
  );
  for (const part of [name, ...partsOf(db, path, name)]) {
    const target = resolveMember(db, path, part);
    if (target.kind !== 'function') continue;
    const fn: Value & { k: 'fn' } = { k: 'fn', def: target.def, site: target.site, closure: null };
    m.run(fn, { k: 'call', path, fn, args: [], kw: {}, partial: false, s: target.def.s, e: target.def.e });
    if (m.steps <= 0 || left < 0) carryOut(tooLong(placeOf(db, path, target.def.head)));
  }
  return { operations: found, cost: MAX_STEPS - m.steps + COST_OF_OPERATION * found.length, asks };
}

/** Alembic's template for several databases: `upgrade(engine_name)` calls `upgrade_users()` by a name made at run time. */
function partsOf(db: Db, path: string, name: string): string[] {
  const main = resolveMember(db, path, name);
  if (main.kind !== 'function' || main.def.params.length === 0) return [];
  return [...db.get(moduleBindings, path).names.keys()].filter((part) => part.startsWith(`${name}_`));
}

/** Stands for all that was not followed. */
export function tooLong(at: Place, reason = 'the migration is too long to be followed'): Operation {
  return {
    op: 'unread',
    table: null,
    reason,
    at,
    guarded: false,
    doubtful: false,
    autocommit: false,
  };
}

/** A helper that says by its name that it makes triggers, functions, indexes … makes no tables. */
function isAboutOthers(name: string): boolean {
  return /trigger|function|procedure|index|view|policy|policies|grant|privilege|sequence|extension|backfill|seed|comment/.test(
    name,
  );
}

interface Effect {
  readonly steps: readonly SqlStep[];
  readonly value: Value;
}

const nothing = (value: Value): Effect => ({ steps: [], value });

/** The question about tables and columns that calling `fn` puts to the database, or `null`. */
function questionOf(fn: Value): string | null {
  return fn.k === 'attr' && fn.on.k === 'db' && asksCatalog(fn.name) ? fn.name : null;
}

function effect(m: Machine, call: CallValue, fn: Value): Effect | null {
  const at = placeOf(m.db, call.path, call);
  const name = nameOf(fn);
  if (name?.startsWith('alembic.op.')) return operator(m, name.slice('alembic.op.'.length), call, null);
  if (name !== null && FROM_DATABASE.test(name)) return nothing(DB);
  if (name?.startsWith('alembic.context.'))
    return nothing(name.endsWith('is_offline_mode') ? { k: 'const', v: false } : DB);
  // `Session = sessionmaker(); session = Session(bind=bind)`
  if (fn.k === 'db') return nothing(DB);
  if (fn.k !== 'attr') return null;
  if (fn.on.k === 'batch') return operator(m, fn.name, call, fn.on);
  if (fn.on.k === 'db') {
    const sql = /^(execute|exec_driver_sql|scalar|scalars)$/.test(fn.name);
    const created = fn.name === 'run_callable' || fn.name === 'run_sync' ? createAll(call.args[0]) : [];
    if (endsTransaction(fn.name, call)) m.autocommit++;
    if (WRITES_ROWS.test(fn.name) && (fn.name !== 'commit' || hasSession(m.db, call.path)))
      return { steps: [plain({ op: 'data', verb: 'other', table: null })], value: DB };
    if (fn.name === 'execution_options' || fn.name === 'connect' || fn.name === 'begin') return nothing(DB);
    return { steps: sql ? executed(m, call.args[0] ?? call.kw.statement, at) : created, value: DB };
  }
  if (fn.name === 'create_all') return { steps: [plain({ op: 'create-all', tables: null })], value: NONE };
  if (fn.name === 'create' || fn.name === 'drop') return objectMade(m, fn.on, fn.name === 'drop');
  return null;
}

/** What gives connections, sessions and inspectors. */
const FROM_DATABASE =
  /^sqlalchemy\.(inspect|engine\.reflection\.Inspector.*|.*\bSession|.*sessionmaker|create_engine|.*Inspector\.from_engine)$/;

function operator(m: Machine, name: string, call: CallValue, batch: (Value & { k: 'batch' }) | null): Effect {
  if (name === 'get_bind' || name === 'get_context') return nothing(DB);
  if (name === 'execute' && isCommit(call.args[0])) m.autocommit++;
  if (name === 'f') return nothing(call.args[0] ?? NONE);
  if (name === 'batch_alter_table') {
    const table = qualified(textOf(call.kw.schema), textOf(call.args[0] ?? call.kw.table_name));
    return nothing({ k: 'batch', table });
  }
  const steps = operation(m, name, call, batch, placeOf(m.db, call.path, call));
  const made = name === 'create_table' ? { ...call, fn: { k: 'ref' as const, name: 'sqlalchemy.Table' } } : NONE;
  return { steps, value: made };
}

/** What a session of the ORM writes, it cannot be told where. */
const WRITES_ROWS = /^(add|add_all|merge|delete|update|flush|commit|bulk_\w+)$/;

/** A connection that commits has executed what there is to tell; a session writes then what was changed in objects. */
function hasSession(db: Db, path: string): boolean {
  return db.facts(path)?.python?.names.some((name) => /session/i.test(name)) === true;
}

/** `connection.execute(text("COMMIT"))`, `connection.execution_options(isolation_level="AUTOCOMMIT")`. */
function endsTransaction(name: string, call: CallValue): boolean {
  if (name === 'execution_options') return textOf(call.kw.isolation_level) === 'AUTOCOMMIT';
  return name === 'commit' || (name.startsWith('exec') && isCommit(call.args[0]));
}

function isCommit(sql: Value | undefined): boolean {
  return /^\s*(commit|end)\b/i.test(rawTextOf(sql) ?? '');
}

function plain(step: Step): SqlStep {
  return { ...step, guarded: false };
}

function createAll(value: Value | undefined): SqlStep[] {
  return value?.k === 'attr' && value.name === 'create_all' ? [plain({ op: 'create-all', tables: null })] : [];
}

/** `Table(…).create(bind)`, `ENUM(…).create(bind)`, `User.__table__.create(bind)`. */
function objectMade(m: Machine, on: Value, dropped: boolean): Effect | null {
  if (on.k === 'attr' && on.name === '__table__') {
    const table = on.on.k === 'class' ? tableName(m, on.on) : null;
    if (table !== null && dropped) return { steps: [plain({ op: 'drop-table', table })], value: NONE };
    return { steps: [plain({ op: 'create-all', tables: table === null ? null : [table] })], value: NONE };
  }
  if (on.k !== 'call') return null;
  const kind = (calleeName(on) ?? shortName(on.fn) ?? '').split('.').at(-1);
  if (kind === 'Table') {
    const table = qualified(textOf(on.kw.schema), textOf(on.args[0]));
    if (table === null)
      return {
        steps: [plain({ op: 'unread', table: null, reason: 'a table object without a name that can be read' })],
        value: NONE,
      };
    if (dropped) return { steps: [plain({ op: 'drop-table', table })], value: NONE };
    const { columns, unread, constraints } = tableElements(m, on.args.slice(2), on.partial);
    const step = plain({ op: 'create-table', table, columns, view: false, ifNotExists: false, constraints });
    return { steps: unread === null ? [step] : [step, plain({ op: 'unread', table, reason: unread })], value: NONE };
  }
  if (kind !== 'Enum' && kind !== 'ENUM') return null;
  const first = on.args[0];
  const name = textOf(on.kw.name) ?? (first?.k === 'class' ? first.def.name.toLowerCase() : null);
  if (name === null) return nothing(NONE);
  if (dropped) return { steps: [plain({ op: 'drop-type', name })], value: NONE };
  const { values } = enumerationOf(m, on);
  return { steps: [plain({ op: 'create-type', name, values })], value: NONE };
}

function tableName(m: Machine, on: Value & { k: 'class' }): string | null {
  const frame = { vars: new Map<string, Value>([['it', on]]), site: on.site, parent: null };
  return textOf(
    m.evaluate(m, frame, { k: 'attr', obj: { k: 'name', id: 'it', s: 0, e: 0 }, name: '__tablename__', s: 0, e: 0 }),
  );
}
