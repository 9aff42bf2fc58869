/** What the worker keeps beside jobs, all of it in one database. */
import type { AnalysisStore } from '../audit/analyse-pull-request.ts';
import type { AuditStore } from '../audit/audit-record.ts';
import type { DecisionStore, FactStore } from '../audit/ports.ts';
import { WRITE_SPACING } from '../jobs/pace.ts';
import { analysisStore } from '../store/analysis-store.ts';
import { auditStore } from '../store/audit-store.ts';
import type { Database } from '../store/database.ts';
import { decisionStore } from '../store/decision-store.ts';
import { memoryFactStore } from '../store/memory-fact-store.ts';
import { layeredFactStore, storedFacts } from '../store/stored-facts.ts';
import { storedPace } from '../store/write-pace.ts';
import type { PaceOf } from './clients.ts';
import type { Logger } from './log.ts';

export interface Stores {
  readonly facts: FactStore;
  readonly analyses: AnalysisStore;
  readonly decisions: DecisionStore;
  readonly audits: AuditStore;
}

/** All who write share one pace for each installation. `spacing`: milliseconds between two writes. */
export function paceIn(database: Database, spacing = WRITE_SPACING): PaceOf {
  return (installation) => storedPace(database, installation, spacing);
}

/** Compressed. A server has room for more than the disk of a laptop. */
const FACT_BYTES = { postgres: 2 ** 30, pglite: 2 ** 29 } as const;

export function storesIn(database: Database, log: Logger): Stores {
  const onTrouble = (err: unknown) =>
    log.warn({ err }, 'facts cannot be kept in the database: they are extracted anew');
  return {
    facts: layeredFactStore(
      memoryFactStore(),
      storedFacts(database, { bytes: FACT_BYTES[database.backend], onTrouble }),
    ),
    analyses: analysisStore(database),
    decisions: decisionStore(database),
    audits: auditStore(database, (err) => log.warn({ err }, 'a verdict cannot be remembered')),
  };
}
