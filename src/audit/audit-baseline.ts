/**
 * The default branch after a push: its score, for trends, and its facts and links, so that the next pull request need not wait
 * for them. Nothing is published.
 */

import type { CatalogueEntry } from '../rulekit/catalogue.ts';
import { type AuditTools, audit } from './audit.ts';
import { type AuditStore, recordOf } from './audit-record.ts';
import type { Clock, PullRequestSource } from './ports.ts';
import { type ConfigurationReader, InvalidConfiguration, readConfiguration } from './read-configuration.ts';

export interface BaselineTools extends AuditTools {
  readonly source: Pick<PullRequestSource, 'text' | 'shared' | 'snapshot'>;
  readonly catalogue: readonly CatalogueEntry[];
  readonly parseConfiguration: ConfigurationReader;
  readonly clock: Clock;
  readonly audits: AuditStore;
}

export interface Baseline {
  /** GitHub's id. */
  readonly repository: number;
  readonly repositoryUrl: string;
  readonly sha: string;
}

/** A broken configuration is told by the next pull request. Throws `AuditError`. */
export async function auditBaseline(
  tools: BaselineTools,
  { sha, ...place }: Baseline,
): Promise<'audited' | 'misconfigured'> {
  const { source, catalogue, clock } = tools;
  const started = clock.now();
  try {
    const configuration = await readConfiguration(source, sha, tools.parseConfiguration);
    const today = new Date(started).toISOString().slice(0, 10);
    // Against itself: what is linked as a base is kept, and a pull request starts from there.
    const snapshot = source.snapshot(sha);
    const trees = { head: snapshot, base: snapshot, renames: new Map() };
    const { result } = await audit({ ...trees, configuration, catalogue, today }, tools);
    const ended = clock.now();
    const engine = tools.extractor.version;
    const state = { ...place, number: null, headSha: sha };
    await tools.audits.add(recordOf({ state, mergeBase: sha, result, conclusion: 'neutral', engine, started, ended }));
    return 'audited';
  } catch (error) {
    if (error instanceof InvalidConfiguration) return 'misconfigured';
    throw error;
  }
}
