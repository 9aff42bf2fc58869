/** What the worker keeps beside jobs, all of it in one database. */
import type { AnalysisStore } from '../audit/analyse-pull-request.ts';
import type { AuditStore } from '../audit/audit-record.ts';
import type { DecisionStore, FactStore, OpenChecks } from '../audit/ports.ts';
import { WRITE_SPACING } from '../jobs/pace.ts';
import { analysisStore } from '../store/analysis-store.ts';
import { auditStore } from '../store/audit-store.ts';
import type { Database } from '../store/database.ts';
import { decisionStore } from '../store/decision-store.ts';
import { memoryFactStore } from '../store/memory-fact-store.ts';
import { openChecksIn } from '../store/open-checks.ts';
import { layeredFactStore, storedFacts } from '../store/stored-facts.ts';
import { storedPace } from '../store/write-pace.ts';
import type { PaceOf } from './clients.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface Stores {
  readonly facts: FactStore;
  readonly analyses: AnalysisStore;
  readonly decisions: DecisionStore;
  readonly audits: AuditStore;
  readonly openChecks: OpenChecks;
}

/** All who write share one pace for each installation. `spacing`: milliseconds between two writes. */
export function paceIn(database: Database, spacing = WRITE_SPACING): PaceOf {
  // Who asks for no pause at all measures the App, on a GitHub without limits.
  if (spacing === 0) return () => ({ reserve: async () => 0, hold: async () => undefined });
  return (installation) => storedPace(database, installation, spacing);
}

/** Compressed. A server has room for more than the disk of a laptop. */
const FACT_BYTES = { postgres: 2 ** 30, pglite: 2 ** 29 } as const;

export function storesIn(database: Database, log: Logger): Stores {
  const onTrouble = (err: unknown) =>
    log.warn({ err }, 'facts cannot be kept in the database: they are extracted anew');
  const kept = storedFacts(database, { bytes: FACT_BYTES[database.backend], onTrouble });
  return {
    facts: layeredFactStore(memoryFactStore(), kept),
    analyses: analysisStore(database),
    decisions: decisionStore(database),
    openChecks: openChecksIn(database),
    audits: auditStore(database, (err) => log.warn({ err }, 'a verdict cannot be remembered')),
  };
}

/** The same stores, told to whoever watches. */
export function watched(stores: Stores, metrics: Metrics): Stores {
  return { ...stores, facts: counting(stores.facts, metrics), audits: countingVerdicts(stores.audits, metrics) };
}

function counting(store: FactStore, metrics: Metrics): FactStore {
  return {
    put: (entries) => store.put(entries),
    async get(keys) {
      const found = await store.get(keys);
      metrics.facts(found.size, keys.length - found.size);
      return found;
    },
  };
}

function countingVerdicts(store: AuditStore, metrics: Metrics): AuditStore {
  return {
    async add(record) {
      await store.add(record);
      // What the default branch holds was counted when it came.
      if (record.pullRequest === null) return;
      for (const [rule, count] of Object.entries(record.rules)) metrics.finding(rule, count);
    },
  };
}
