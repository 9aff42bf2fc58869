/** Carries out revisions on a database, one after the other. */
import type { Operation } from '../../../model/migration.ts';
import type { Revision } from '../../../model/schema.ts';
import type { Db } from '../../db.ts';
import { deepEqual } from '../../deep-equal.ts';
import type { Catalog } from './catalog.ts';
import type { Database } from './database.ts';
import { upgradeOf } from './migration.ts';
import { MAX_COST } from './revisions.ts';
import { type MigrationRun, runMigration, type Server } from './run-migration.ts';

/**
 * Carries them out up to `stop`. A revision that asks what tables and columns there are runs once more, with the answer of
 * the replay, so that guards are told and loops over tables are gone through; as long as that stays within the bound.
 */
export function replay(
  db: Db,
  database: Database,
  { revisions, stop }: { readonly revisions: readonly Revision[]; readonly stop: Revision | null },
): void {
  const server = { catalog: database.catalog(), apply: database.apply.bind(database) };
  let cost = 0;
  for (const revision of revisions) {
    const run = revision === stop || cost >= MAX_COST ? null : db.get(upgradeOf, revision.path);
    if (run?.asks) cost += runOn(server, run, (on) => runMigration(db, revision.path, 'upgrade', on));
    else for (const operation of revision.operations) database.apply(operation);
    if (revision === stop) break;
  }
}

/** What happened while a revision ran: it asked, or it did something. */
type Event =
  | { readonly ask: (catalog: Catalog) => unknown; readonly answer: unknown }
  | { readonly operation: Operation };

interface Recorded {
  readonly events: readonly Event[];
  readonly cost: number;
}

/**
 * How revisions ran, by what they do without a server: that object is another as soon as anything has changed that the
 * revision is made of. The same answers lead to the same operations.
 */
const recorded = new WeakMap<MigrationRun, Recorded>();

/** Runs a revision, unless it has run already and would be answered as it was then; gives what that costs. */
function runOn(server: Server, run: MigrationRun, start: (server: Server) => MigrationRun): number {
  const known = recorded.get(run);
  const same = known ? repeated(server, known) : [];
  if (known && same.length === known.events.length) return known.cost;
  const events: Event[] = [];
  const ask = <T>(question: (catalog: Catalog) => T): T => {
    // Before the answers part, the same run puts the same question: it is answered as it was (`T` is its own answer).
    const before = same[events.length];
    const answer = before && 'ask' in before ? (before.answer as T) : question(server.catalog);
    events.push({ ask: question, answer });
    return answer;
  };
  const { cost } = start({
    catalog: {
      names: (schema, views) => ask((catalog) => catalog.names(schema, views)),
      has: (table) => ask((catalog) => catalog.has(table)),
      columns: (table) => ask((catalog) => catalog.columns(table)),
    },
    apply(operation) {
      if (events.length >= same.length) server.apply(operation);
      events.push({ operation });
    },
  });
  recorded.set(run, { events, cost });
  return cost;
}

/** Does again what was done as long as the answers are the same; gives what that was. */
function repeated(server: Server, { events }: Recorded): readonly Event[] {
  for (const [at, event] of events.entries()) {
    if ('operation' in event) server.apply(event.operation);
    else if (!deepEqual(event.ask(server.catalog), event.answer)) return events.slice(0, at);
  }
  return events;
}
