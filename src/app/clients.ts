/** Clients of installations: patient, each installation at its own pace. */
import { type Probot, ProbotOctokit } from 'probot';
import type { Clock } from '../audit/ports.ts';
import { type AppIdentity, type Client, PAGE } from '../github/client.ts';
import { redeliverFailed } from '../github/deliveries.ts';
import { toAuditError } from '../github/errors.ts';
import { bePatient, createPacer, type Pacer } from '../github/patience.ts';
import type { Pace } from '../jobs/pace.ts';
import type { Metrics } from './metrics.ts';

/** The longest wait for a rate limit within one audit, in milliseconds. */
const MAX_WAIT = 5 * 60_000;

/** What the App writes as itself creates nothing that anybody is told of. */
const UNPACED: Pace = { reserve: async () => 0, hold: async () => undefined };

/** How fast an installation may be written to. */
export type PaceOf = (installation: number) => Pace;

export interface ClientParts {
  readonly clock: Clock;
  readonly paceOf: PaceOf;
  readonly metrics: Metrics;
}

export interface Clients {
  /** `signal` ends the requests of this client only. */
  forInstallation(installation: number, signal?: AbortSignal): Promise<Client>;
  /** Who we are, asked once. Throws `AuditError`. */
  identity(): Promise<AppIdentity>;
  /** Ids of all installations that are not suspended. Throws `AuditError`. */
  installations(): Promise<readonly number[]>;
  /** Asks for the webhooks since then (milliseconds) that were never answered with success; how many. Throws `AuditError`. */
  redeliverFailed(since: number): Promise<number>;
}

/**
 * Probot's Octokit without its own throttling and retries: the one shares its pace among all installations, the other
 * repeats writes that may have happened. `bePatient` does both.
 */
export const QuietOctokit = ProbotOctokit.defaults((options: object) => ({
  ...options,
  retry: { enabled: false },
  throttle: { enabled: false },
}));

export function createClients(probot: Probot, { clock, paceOf, metrics }: ClientParts): Clients {
  const pacers = new Map<number, Pacer>();
  let identity: Promise<AppIdentity> | null = null;
  let app: Promise<ProbotOctokit> | null = null;

  const pacerOf = (installation: number): Pacer => {
    const pacer = pacers.get(installation) ?? createPacer(clock, paceOf(installation));
    pacers.set(installation, pacer);
    return pacer;
  };

  /** As the App itself: one client, which Probot shares. */
  const asApp = (): Promise<ProbotOctokit> => {
    app ??= probot.auth().then((client) => {
      bePatient(client, { clock, pacer: createPacer(clock, UNPACED), maxWait: MAX_WAIT });
      return client;
    });
    return app;
  };

  const readIdentity = async (): Promise<AppIdentity> => {
    // Asked for at the start, which waits for nobody.
    const client = await probot.auth();
    const { data } = await client.rest.apps.getAuthenticated();
    if (data?.slug === undefined) throw new Error('GitHub does not name the App');
    return { id: data.id, login: `${data.slug}[bot]` };
  };

  return {
    async forInstallation(installation, signal) {
      const client = await probot.auth(installation);
      bePatient(client, {
        clock,
        pacer: pacerOf(installation),
        maxWait: MAX_WAIT,
        onAnswer({ method, status, remaining }) {
          metrics.request(method, status ?? 0);
          if (remaining !== null) metrics.remaining(installation, remaining);
        },
        ...(signal ? { signal } : {}),
      });
      return client;
    },
    async installations() {
      try {
        const client = await asApp();
        const all = await client.paginate(client.rest.apps.listInstallations, { per_page: PAGE });
        return all.filter(({ suspended_at }) => !suspended_at).map(({ id }) => id);
      } catch (error) {
        throw toAuditError(error);
      }
    },
    async redeliverFailed(since) {
      try {
        return await redeliverFailed(await asApp(), since);
      } catch (error) {
        throw toAuditError(error);
      }
    },
    identity() {
      identity ??= readIdentity().catch((error: unknown) => {
        identity = null;
        throw toAuditError(error);
      });
      return identity;
    },
  };
}
