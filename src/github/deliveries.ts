/** Webhooks that did not arrive: GitHub never sends them again by itself, and keeps them for three days. */
import type { ProbotOctokit } from 'probot';
import { PAGE } from './client.ts';

/** The least that lists: 3,000 deliveries, more than an outage of three days brings to most. */
const MAX_PAGES = 30;

/** What fails so often fails for a reason that another attempt does not mend. */
const MAX_TRIES = 3;

interface Listed {
  readonly id: number;
  readonly guid: string;
  readonly status_code: number;
  readonly delivered_at: string;
}

/**
 * Asks for every delivery since `since` (milliseconds) that was never answered with success. Returns how many that are.
 * `app` signs as the App itself. https://docs.github.com/rest/apps/webhooks#list-deliveries-for-an-app-webhook
 */
export async function redeliverFailed(app: ProbotOctokit, since: number): Promise<number> {
  const failed = neverSucceeded(await listDeliveries(app, since));
  for (const { id } of failed) await app.rest.apps.redeliverWebhookDelivery({ delivery_id: id });
  return failed.length;
}

async function listDeliveries(app: ProbotOctokit, since: number): Promise<readonly Listed[]> {
  const listed: Listed[] = [];
  let pages = 0;
  for await (const { data } of app.paginate.iterator(app.rest.apps.listWebhookDeliveries, { per_page: PAGE })) {
    const recent = data.filter(({ delivered_at }) => Date.parse(delivered_at) >= since);
    listed.push(...recent);
    pages += 1;
    if (recent.length < data.length || pages === MAX_PAGES) break;
  }
  return listed;
}

/** The newest attempt of each event of which none succeeded. A redelivery keeps the guid. */
function neverSucceeded(listed: readonly Listed[]): readonly Listed[] {
  return [...Map.groupBy(listed, ({ guid }) => guid).values()].flatMap((attempts) => {
    const succeeded = attempts.some(({ status_code }) => status_code >= 200 && status_code < 300);
    const newest = attempts.toSorted((a, b) => b.id - a.id)[0];
    return succeeded || attempts.length >= MAX_TRIES || newest === undefined ? [] : [newest];
  });
}
