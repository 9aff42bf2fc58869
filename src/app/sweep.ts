/**
 * Takes up, at the start and every hour, what was left behind. INVARIANT: an event that was answered ends in a completed check-run, even
 * if the process that answered it was killed.
 */

import type { Clock } from '../audit/ports.ts';
import { AuditError } from '../audit/ports.ts';
import { listRepositories, listUnfinished } from '../github/unfinished.ts';
import { STOPPED } from '../jobs/queue.ts';
import type { Clients } from './clients.ts';
import type { Logger } from './log.ts';
import type { ReviewTask } from './task.ts';

/** As far back as GitHub itself keeps deliveries to be sent again: https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks */
const REACH = 3 * 24 * 3_600_000;

/** An audit that was ended because we stopped is ours to repeat: nobody else would. */
const isFinal = (title: string): boolean => !title.includes(STOPPED);

/** Asks GitHub for the webhooks that did not arrive. Returns how many; a refusal is said in the log. Throws what passes. */
export async function redeliver({ clients, clock, log }: Pick<Sweeping, 'clients' | 'clock' | 'log'>): Promise<number> {
  try {
    return await clients.redeliverFailed(clock.now() - REACH);
  } catch (err) {
    if (!(err instanceof AuditError) || err.kind === 'transient') throw err;
    log.info({ err }, 'failed deliveries cannot be asked for again');
    return 0;
  }
}

interface Sweeping {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Reviews for all pull requests that wait. An installation that cannot be read is left out, and said so in the log. */
export async function findUnfinished(
  { clients, clock, log }: Sweeping,
  signal: AbortSignal,
): Promise<readonly ReviewTask[]> {
  const app = await clients.identity();
  const found: ReviewTask[] = [];
  for (const installation of await clients.installations()) {
    try {
      const client = await clients.forInstallation(installation, signal);
      for (const repository of await listRepositories(client)) {
        const numbers = await listUnfinished(client, repository, app, clock.now() - REACH, isFinal);
        const place = { installation, ...repository };
        found.push(
          ...numbers.map((number) => ({
            kind: 'review' as const,
            ...place,
            number,
            full: false,
            reuse: false,
            asked: [],
          })),
        );
      }
    } catch (err) {
      if (!(err instanceof AuditError) || signal.aborted) throw err;
      log.info({ err, installation }, 'cannot look for unfinished audits here');
    }
  }
  return found;
}
