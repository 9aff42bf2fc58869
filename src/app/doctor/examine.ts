/** Everything that has to be right before the App can work, looked at from where it would run. */
import { AuditError } from '../../audit/ports.ts';
import { toAuditError } from '../../github/errors.ts';
import { migrate } from '../../store/migrate.ts';
import { type ConnectionOverrides, connect } from '../connect.ts';
import { readSettings, type Settings } from '../credentials.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { openDatabase } from '../storage.ts';
import { systemClock } from '../system-clock.ts';
import { examineApp, unreachable } from './examine-app.ts';
import { examineRepository } from './examine-repository.ts';
import { bad, doubtful, type Examined, good } from './examined.ts';

export interface DoctorOptions extends ConnectionOverrides {
  /** Only this one (`owner/name`); `null`: some of each installation. */
  readonly repository: string | null;
}

/** Repositories that are looked at without being named: each costs three requests. */
const REPOSITORIES = 10;

/** Milliseconds. */
const PATIENCE = 5_000;

type Variables = Readonly<Record<string, string | undefined>>;

/** Never throws because of what is wrong: that is what it tells. */
export async function examine(variables: Variables, options: DoctorOptions): Promise<readonly Examined[]> {
  let settings: Settings;
  try {
    settings = await readSettings(variables);
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    return error.message.split('\n').map((line) => bad('Settings', line, 'See .env.example.'));
  }
  return [
    good('Settings', 'complete'),
    await examineDatabase(settings),
    ...(await examineAddress(settings.baseUrl)),
    ...(await examineGitHub(settings, options)),
  ];
}

async function examineDatabase(settings: Settings): Promise<Examined> {
  const embedded = settings.databaseUrl === null;
  const subject = 'Database';
  try {
    const database = await openDatabase(settings, createLog('silent'));
    try {
      await migrate(database);
      return good(
        subject,
        embedded ? `embedded, in ${settings.dataDirectory}` : 'PostgreSQL, its schema is that of this version',
      );
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof AuditError)) throw error;
    const remedy = embedded
      ? 'A running Vigie holds its directory: then all is well. Otherwise see VIGIE_DATA_DIR.'
      : 'Check DATABASE_URL, and that the server can be reached from here.';
    return embedded ? doubtful(subject, error.message, remedy) : bad(subject, error.message, remedy);
  }
}

async function examineAddress(baseUrl: string | null): Promise<readonly Examined[]> {
  const subject = 'Public address';
  if (baseUrl === null)
    return [
      doubtful(
        subject,
        'VIGIE_BASE_URL is not set: nobody knows where GitHub reaches this App',
        'Set it to the public address.',
      ),
    ];
  try {
    const { status } = await fetch(`${baseUrl}/health`, { signal: AbortSignal.timeout(PATIENCE) });
    if (status === 200) return [good(subject, `${baseUrl} answers`)];
    return [bad(subject, `${baseUrl}/health answers ${status}`, 'Start the App, and check the proxy in front of it.')];
  } catch {
    // Why it failed depends on the platform; what to do does not.
    return [
      bad(subject, `${baseUrl}/health does not answer`, 'Start the App, and check DNS, certificate and firewall.'),
    ];
  }
}

async function examineGitHub(settings: Settings, options: DoctorOptions): Promise<readonly Examined[]> {
  const { probot, clients } = connect({
    settings,
    overrides: options,
    log: createLog('silent'),
    clock: systemClock,
    metrics: createMetrics(),
  });
  try {
    const app = await examineApp(await probot.auth(), { baseUrl: settings.baseUrl, now: systemClock.now });
    const identity = await clients.identity();
    const examined: Examined[] = [...app];
    for (const installation of await clients.installations()) {
      const client = await clients.forInstallation(installation);
      const { data } = await client.rest.apps.listReposAccessibleToInstallation({ per_page: 100 });
      const wanted = data.repositories.filter(({ full_name }) => (options.repository ?? full_name) === full_name);
      for (const { name, owner } of wanted.slice(0, REPOSITORIES)) {
        examined.push(...(await examineRepository(client, { owner: owner.login, repo: name }, identity)));
      }
    }
    if (options.repository !== null && !examined.some(({ subject }) => subject === options.repository))
      examined.push(bad(options.repository, 'the App is not installed there', 'Install it, or give it access.'));
    return examined;
  } catch (error) {
    const known = toAuditError(error);
    if (known instanceof AuditError) return [unreachable(known)];
    throw error;
  }
}
