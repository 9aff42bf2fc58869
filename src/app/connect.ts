/** The App as GitHub knows it: one connection for whoever speaks to GitHub in this thread. */
import { Probot } from 'probot';
import { AuditError, type Clock } from '../audit/ports.ts';
import { localPace, WRITE_SPACING } from '../jobs/pace.ts';
import { type Clients, createClients, type PaceOf, QuietOctokit } from './clients.ts';
import type { Settings } from './credentials.ts';
import { type Logger, logOfLibraries } from './log.ts';
import type { Metrics } from './metrics.ts';

/** What tests and the demonstration replace, and threads are told. */
export interface ConnectionOverrides {
  /** Of GitHub's API, without a slash at the end. */
  readonly baseUrl?: string;
  /** Milliseconds between two writes to GitHub. */
  readonly spacing?: number;
  /** Seconds after which a worker that is not heard of has lost its jobs. */
  readonly silence?: number;
}

export interface Connection {
  readonly probot: Probot;
  readonly clients: Clients;
}

/** What a connection is made of; `paceOf`: absent where this process writes alone. */
export interface ConnectionParts {
  readonly settings: Settings;
  readonly overrides: ConnectionOverrides;
  readonly log: Logger;
  readonly clock: Clock;
  readonly paceOf?: PaceOf;
  readonly metrics: Metrics;
}

export function connect({ settings, overrides, log, clock, metrics, ...rest }: ConnectionParts): Connection {
  const paceOf = rest.paceOf ?? (() => localPace(clock, overrides.spacing ?? WRITE_SPACING));
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: overrides.baseUrl ?? apiOf(settings),
    log: logOfLibraries(log),
    Octokit: QuietOctokit,
  });
  return { probot, clients: createClients(probot, { clock, paceOf, metrics }) };
}

/** Credentials that GitHub refuses now would be refused at the first webhook, when nobody looks. */
export async function checkIdentity(clients: Clients, log: Logger): Promise<void> {
  try {
    const { login } = await clients.identity();
    log.info({ login }, 'known to GitHub');
  } catch (cause) {
    if (!(cause instanceof AuditError)) throw cause;
    if (cause.kind === 'transient') {
      log.warn({ err: cause }, 'GitHub cannot be reached: starting all the same');
      return;
    }
    const message = `GitHub does not accept these credentials (${cause.message}): take APP_ID and a new private key from the settings page of the same GitHub App, and check GHE_HOST.`;
    throw new AuditError('config', message, { cause });
  }
}

function apiOf({ enterprise }: Settings): string {
  return enterprise === null ? 'https://api.github.com' : `${enterprise.protocol}://${enterprise.host}/api/v3`;
}
