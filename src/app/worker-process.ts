/** The worker in a process of its own: as many of them as the load asks for, on one database. */
import { type ConnectionOverrides, checkIdentity, connect } from './connect.ts';
import { readSettings } from './credentials.ts';
import { createLog } from './log.ts';
import { createMetrics, renderMetrics } from './metrics.ts';
import { serveMetrics } from './metrics-server.ts';
import { runJobs } from './run-jobs.ts';
import { GRACE, stopped } from './server.ts';
import { openDatabase, openStorage } from './storage.ts';
import { paceIn, storesIn } from './stores.ts';
import { systemClock } from './system-clock.ts';

/** Carries out jobs until the process is told to stop. Throws `AuditError` (config) with what to do. */
export async function workUntilStopped(
  variables: Readonly<Record<string, string | undefined>>,
  overrides: ConnectionOverrides = {},
): Promise<void> {
  const settings = await readSettings(variables);
  const log = createLog(settings.logLevel);
  const clock = systemClock;
  const database = await openDatabase(settings, log);
  const metrics = createMetrics();
  const paceOf = paceIn(database, overrides.spacing);
  const { clients } = connect({ settings, overrides, log, clock, metrics, paceOf });
  await checkIdentity(clients, log);
  const storage = await openStorage(database, { works: true, log, silence: overrides.silence });
  const runner = await runJobs({
    settings,
    log,
    clients,
    clock,
    lanes: storage.lanes,
    stores: storesIn(database, log),
    metrics,
  });
  const { metricsPort, host } = settings;
  const render = async () => await renderMetrics([await metrics.counted()]);
  const server = metricsPort === null ? null : await serveMetrics(metricsPort, host, render);
  log.info('working');
  await stopped();
  await runner.drain(AbortSignal.timeout(GRACE));
  server?.close();
  server?.closeAllConnections();
  await storage.close();
  await database.close();
  log.info('stopped');
}
