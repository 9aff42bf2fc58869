/** Every step of every migration, judged by what the steps before it have made of the database. */
import type { Operation } from '../../../model/migration.ts';
import type { Downgrade, MigrationSafety, MigrationStep, RevisionSafety } from '../../../model/migration-safety.ts';
import type { Stmt } from '../../../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../../../model/python-walk.ts';
import type { Chain, Revision } from '../../../model/schema.ts';
import { type Db, query } from '../../db.ts';
import { chainsQuery } from '../alembic/chains.ts';
import { downgrades } from './downgrade.ts';
import { Ledger, type LedgerTable } from './ledger.ts';
import { lockingOf, type Server } from './locks.ts';
import { orderFailure, type Surroundings } from './order-failure.ts';
import { type DatabaseServer, databaseServer, importsPostgres } from './server.ts';
import { sqlLine } from './sql-line.ts';
import { typeChangeOf } from './type-change.ts';

export const migrationSafety = query<MigrationSafety>('migration-safety', (db) => {
  const server = db.get(databaseServer);
  const chains = db.get(chainsQuery);
  const back = downgrades(
    db,
    chains.flatMap((chain) => chain.revisions),
  );
  const revisions = chains.flatMap((chain) => judgeChain(db, chain, { server, back }));
  return {
    revisions,
    postgresVersion: server.version,
    careful: revisions.some(({ steps }) => steps.some(({ operation }) => isCareful(operation))),
  };
});

interface Known {
  readonly server: DatabaseServer;
  readonly back: ReadonlyMap<Revision, Downgrade>;
}

function judgeChain(db: Db, chain: Chain, { server, back }: Known): RevisionSafety[] {
  const folder = chain.versionLocations[0] ?? chain.scriptLocation;
  const other = /sqlite|mysql|mariadb|mssql|oracle/i.test(folder);
  const postgres = !other && (server.postgres || chain.revisions.some(({ path }) => importsPostgres(db, path)));
  const autocommit = chain.env !== null && db.get(runsInAutocommit, chain.env);
  const ledger = new Ledger();
  return chain.revisions.map((revision) => ({
    revision,
    scriptLocation: chain.scriptLocation,
    steps: judgeRevision(revision, ledger, server),
    downgrade: back.get(revision) ?? { kind: 'unread', at: revision.at, left: [] },
    postgres,
    mysql: server.mysql && !postgres,
    autocommit,
  }));
}

/** Whether env.py gives migrations a connection without transaction. */
const runsInAutocommit = query<boolean>('alembic-autocommit', (db, path) => {
  const body = db.facts(path)?.python?.body ?? [];
  return saysAutocommit(body);
});

function saysAutocommit(body: readonly Stmt[]): boolean {
  return statementsOf(body).some(
    (stmt) =>
      expressionsOf(stmt)
        .flatMap(expressionsIn)
        .some((expr) => expr.k === 'str' && expr.v.toUpperCase() === 'AUTOCOMMIT') ||
      (stmt.k === 'def' && saysAutocommit(stmt.body)),
  );
}

function isCareful(operation: Operation): boolean {
  return operation.op === 'create-index'
    ? operation.concurrently
    : operation.op === 'add-constraint' && operation.notValid;
}

function judgeRevision(revision: Revision, ledger: Ledger, server: Server): MigrationStep[] {
  const started = ledger.now;
  const gone = new Map<string, Operation & { op: 'drop-column' }>();
  const makers = makersOf(revision.operations);
  const remade = remadeIn(revision.operations);
  return revision.operations.map((operation, position) => {
    const step = judge(operation, { position, started, server, remade, around: { ledger, gone, makers } });
    const taken = ledger.apply(operation, revision.path);
    if (operation.op === 'drop-column' && !operation.guarded && !operation.doubtful)
      for (const name of taken) gone.set(name, operation);
    else if ('name' in operation && operation.name !== null && /^(add|create)-/.test(operation.op))
      gone.delete(operation.name);
    return step;
  });
}

function makersOf(operations: readonly Operation[]): Surroundings['makers'] {
  const makers = new Map<string, { readonly operation: Operation; readonly position: number }>();
  for (const [position, operation] of operations.entries()) {
    if (operation.op === 'create-table') makers.set(operation.table, { operation, position });
    else if (operation.op === 'add-column')
      makers.set(`${operation.table}.${operation.column.name}`, { operation, position });
  }
  return makers;
}

/** Tables that the revision drops before it makes another of that name: until then, they hold rows. */
function remadeIn(operations: readonly Operation[]): ReadonlySet<string> {
  const gone = new Set<string>();
  const remade = new Set<string>();
  for (const one of operations) {
    if (one.op === 'create-table' && gone.has(one.table)) remade.add(one.table);
    else if ((one.op === 'drop-table' || one.op === 'rename-table') && !one.guarded && !one.doubtful)
      gone.add(one.table);
  }
  return remade;
}

interface Judging {
  readonly position: number;
  /** Number of the last step before this revision. */
  readonly started: number;
  readonly server: Server;
  readonly remade: ReadonlySet<string>;
  readonly around: Surroundings;
}

function judge(operation: Operation, { position, started, server, remade, around }: Judging): MigrationStep {
  const { ledger } = around;
  const name = tableOf(operation, ledger);
  const table = name === null ? undefined : ledger.find(name);
  const known =
    'column' in operation && typeof operation.column === 'string' ? table?.columns.get(operation.column) : undefined;
  const typeChange =
    operation.op === 'alter-column' && operation.type ? typeChangeOf(known?.column.type ?? null, operation.type) : null;
  // Also where another branch of the same revision makes it.
  const isMade = table !== undefined && around.makers.has(table.name) && !remade.has(table.name);
  const fresh = table !== undefined && (table.since > started || isMade);
  const locking = fresh || operation.op === 'create-table' ? null : lockingOf(operation, typeChange, server);
  return {
    operation,
    sql: sqlLine(operation),
    table: name,
    madeBy: table?.madeBy ?? null,
    fresh: fresh || operation.op === 'create-table',
    before: known?.column ?? null,
    columnFresh: known !== undefined && known.since > started,
    rowsTouched: isTouched(table, known?.since ?? started, ledger, started),
    lock: locking?.lock ?? 'none',
    lasting: locking?.lasting ?? 'instant',
    typeChange,
    loses:
      operation.op === 'drop-table' && !fresh ? 'table' : operation.op === 'drop-column' && !fresh ? 'column' : null,
    failure: orderFailure(operation, position, around),
  };
}

function isTouched(table: LedgerTable | undefined, since: number, ledger: Ledger, started: number): boolean {
  return (table !== undefined && table.written > since) || ledger.written > started;
}

/** The table of an operation, that of an index by the index's name. */
function tableOf(operation: Operation, ledger: Ledger): string | null {
  if (operation.op === 'drop-index' && operation.table === null && operation.name !== null)
    return ledger.ownerOf(operation.name)?.name ?? null;
  return 'table' in operation ? operation.table : null;
}
