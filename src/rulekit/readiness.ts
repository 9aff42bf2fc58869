/** Whether the application can say that it is able to work, and not only that it runs. */
import type { Project } from '../model/project.ts';
import type { Route } from '../model/routes.ts';
import { webLaunches } from './health-checks.ts';
import { reachOf } from './routes.ts';
import { servedApplications } from './served-application.ts';

const LIVE = /(^|\/)(_?_?health(z|check|_check|-check)?|healthcheck|livez?|liveness|ping|status|heartbeat|alive)\/?$/i;
const READY = /ready|readiness|startup|db|database|deep|detailed|full|dependenc|component|health\/\w+/i;
const STORES = new Set(['session', 'transaction', 'cursor', 'engine', 'model']);

export interface ReadinessGap {
  /** A health route that looks at nothing. */
  readonly route: Route;
  readonly others: readonly Route[];
}

/** The health routes of an application with a database, where none of them looks at it; `null` where one does or may. */
export function readinessGap(project: Project): ReadinessGap | null {
  const [app] = servedApplications(project);
  // Where nothing says how it is run, nobody asks.
  if (!app || project.schema().models.tables.length === 0 || webLaunches(project).length === 0) return null;
  const asked = app.routes.filter(({ methods, path }) => methods.includes('GET') && !path.includes('{'));
  if (asked.some(({ path }) => READY.test(path.split('/').slice(-2).join('/')))) return null;
  const [route, ...others] = asked.filter(({ path }) => LIVE.test(path));
  if (!route || [route, ...others].some((one) => mayLook(project, one))) return null;
  return { route, others };
}

function mayLook(project: Project, route: Route): boolean {
  const reach = reachOf(project, route);
  if (!reach) return true;
  return (
    reach.services.length > 0 ||
    reach.registries.length > 0 ||
    reach.uses.some(({ kind }) => STORES.has(kind) || kind === 'http' || kind === 'sdk') ||
    route.dependencies.some(({ from }) => from === 'parameter')
  );
}
