/** The App as GitHub knows it: who it is, what it may do and is told, and whether its webhooks arrive. */
import type { ProbotOctokit } from 'probot';
import type { AuditError } from '../../audit/ports.ts';
import { PAGE } from '../../github/client.ts';
import { EVENTS, missingEvents, missingPermissions } from '../../github/registration.ts';
import { WEBHOOK_PATH } from '../http.ts';
import { bad, doubtful, type Examined, good } from './examined.ts';

/** A token of an App is refused when it was signed a minute away from GitHub's time: https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
const TOLERANCE = 30_000;

export interface AppSettings {
  /** `VIGIE_BASE_URL`, or `null`. */
  readonly baseUrl: string | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** `app` signs as the App itself. Throws what GitHub answers when it does not know us. */
export async function examineApp(app: ProbotOctokit, settings: AppSettings): Promise<readonly Examined[]> {
  const { data, headers } = await app.rest.apps.getAuthenticated();
  if (data === null) return [bad('App', 'GitHub does not name the App', 'Check APP_ID and the private key.')];
  const missing = missingPermissions(data.permissions);
  const unheard = missingEvents(data.events);
  return [
    good('App', `${data.name} (${data.slug}, id ${data.id})`),
    examineClock(headers.date, settings.now()),
    missing.length === 0
      ? good('Permissions', 'all that is needed')
      : bad(
          'Permissions',
          `missing: ${missing.join(', ')}`,
          'Grant them on the settings page of the App, "Permissions & events".',
        ),
    unheard.length === 0
      ? good('Events', `subscribed to all ${EVENTS.length}`)
      : bad(
          'Events',
          `not subscribed: ${unheard.join(', ')}`,
          'Subscribe on the settings page of the App, "Permissions & events".',
        ),
    ...(await examineWebhook(app, settings)),
    ...(await examineInstallations(app)),
  ];
}

function examineClock(date: string | undefined, now: number): Examined {
  const theirs = Date.parse(date ?? '');
  if (Number.isNaN(theirs))
    return doubtful('Clock', 'GitHub did not say what time it is', 'Check the time of this machine.');
  const apart = Math.round(Math.abs(now - theirs) / 1_000);
  if (Math.abs(now - theirs) <= TOLERANCE) return good('Clock', `${apart} s apart from GitHub's`);
  return bad(
    'Clock',
    `${apart} s apart from GitHub's`,
    'Set the time of this machine: GitHub refuses tokens signed a minute away.',
  );
}

async function examineWebhook(app: ProbotOctokit, { baseUrl }: AppSettings): Promise<readonly Examined[]> {
  const { data } = await app.rest.apps.getWebhookConfigForApp();
  const examined: Examined[] = [];
  const url = data.url ?? '';
  if (url === '') {
    examined.push(bad('Webhook', 'the App has no webhook address', `Set it to <public address>${WEBHOOK_PATH}.`));
  } else if (!url.endsWith(WEBHOOK_PATH)) {
    examined.push(
      bad('Webhook', `the address is ${url}`, `It must end in ${WEBHOOK_PATH}: nothing listens elsewhere.`),
    );
  } else if (baseUrl !== null && url !== `${baseUrl}${WEBHOOK_PATH}`) {
    examined.push(doubtful('Webhook', `GitHub sends to ${url}, VIGIE_BASE_URL is ${baseUrl}`, 'Make the two agree.'));
  } else examined.push(good('Webhook', url));
  if (data.content_type !== undefined && data.content_type !== 'json')
    examined.push(bad('Webhook', `the content type is ${data.content_type}`, 'Choose application/json.'));
  if (!data.secret)
    examined.push(bad('Webhook', 'no secret is set at GitHub', 'Set the secret of WEBHOOK_SECRET there.'));
  if (data.insecure_ssl === '1' || data.insecure_ssl === 1)
    examined.push(doubtful('Webhook', 'certificates are not verified', 'Enable SSL verification.'));
  examined.push(await examineDeliveries(app));
  return examined;
}

/** GitHub keeps deliveries for three days: https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/viewing-webhook-deliveries */
async function examineDeliveries(app: ProbotOctokit): Promise<Examined> {
  const { data } = await app.rest.apps.listWebhookDeliveries({ per_page: PAGE });
  const [newest] = data;
  if (newest === undefined)
    return doubtful(
      'Deliveries',
      'none in the last three days',
      'Install the App on a repository, and open a pull request.',
    );
  const failed = data.filter(({ status_code }) => status_code < 200 || status_code >= 300);
  const said = `${failed.length} of the last ${data.length} failed`;
  if (failed.length === 0) return good('Deliveries', `the last ${data.length} were answered`);
  const codes = [...new Set(failed.map(({ status_code }) => (status_code === 0 ? 'no answer' : status_code)))].join(
    ', ',
  );
  const recovered = newest.status_code >= 200 && newest.status_code < 300;
  const remedy = 'Failed ones are asked for again at start and every hour; look at the log, and at the address above.';
  return recovered
    ? doubtful('Deliveries', `${said} (${codes}), the newest did not`, remedy)
    : bad('Deliveries', `${said} (${codes}), the newest as well`, remedy);
}

async function examineInstallations(app: ProbotOctokit): Promise<readonly Examined[]> {
  const all = await app.paginate(app.rest.apps.listInstallations, { per_page: PAGE });
  if (all.length === 0)
    return [bad('Installations', 'the App is not installed anywhere', 'Install it from its public page.')];
  return all.map((installation) => {
    const { account } = installation;
    // An enterprise has no login.
    const name = account !== null && 'login' in account ? account.login : installation.id;
    const subject = `Installation ${name}`;
    if (installation.suspended_at) return bad(subject, 'suspended', 'Its owner can unsuspend it in the settings.');
    const missing = missingPermissions(installation.permissions);
    if (missing.length === 0) return good(subject, `${installation.repository_selection} repositories`);
    return bad(subject, `missing: ${missing.join(', ')}`, 'Its owner has to accept the new permissions of the App.');
  });
}

/** What went wrong on the way to GitHub, said as a finding. */
export function unreachable(error: AuditError): Examined {
  return bad('GitHub', error.message, 'Check APP_ID, the private key, GHE_HOST, and the way out of this machine.');
}
