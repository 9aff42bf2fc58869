/** Whether whoever runs a service can tell that it works: what a manifest or an image checks, and by which path. */
import { entriesOf, entryOf, itemsOf, textOf, valueAt } from '../model/data-walk.ts';
import type { DataNode } from '../model/facts.ts';
import type { Project } from '../model/project.ts';
import type { Place } from '../model/span.ts';
import { type Launch, launches } from './launches.ts';
import { servedApplications } from './served-application.ts';

export interface HealthCheck {
  /** The path that is asked for, `null` for a check by other means. */
  readonly path: string | null;
  /** The command, for a check that is one. */
  readonly command: string | null;
  readonly at: Place;
}

/** web services that answer requests, each with its check; `undefined` where the platform has no such thing or it cannot be told. */
export function checkOf(launch: Launch): HealthCheck | null | undefined {
  const { manifest, service, stages } = launch;
  const { node } = service;
  switch (manifest.kind) {
    case 'render':
      return ofPath(textOf(valueAt(node, 'healthCheckPath')), service.at);
    case 'railway':
      return ofPath(textOf(valueAt(node, 'deploy', 'healthcheckPath')), service.at);
    case 'fly':
      return ofFly(node, service.at);
    case 'kubernetes':
      return entryOf(node, 'ports') ? ofContainer(node, service.at) : undefined;
    case 'compose': {
      const check = valueAt(node, 'healthcheck');
      // What it extends may have one.
      if (check === null) return entryOf(node, 'extends') ? undefined : ofImage(launch);
      if (valueAt(check, 'disable') !== null) return null;
      const test = valueAt(check, 'test');
      const words = test?.k === 'seq' ? itemsOf(test).map((item) => textOf(item) ?? '') : [textOf(test) ?? ''];
      return ofCommand(words.filter((word) => !/^CMD(-SHELL)?$/.test(word)).join(' '), service.at);
    }
    case 'dockerfile':
      return stages.length === 0 ? undefined : ofImage(launch);
    default:
      return undefined;
  }
}

/** Services that answer requests of the repository's application, those of production first. */
export function webLaunches(project: Project): readonly Launch[] {
  if (servedApplications(project).length === 0) return [];
  const web = launches(project).filter(({ role }) => role === 'web');
  return web.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Platforms, then clusters, then compose and images of which nothing says that they are for production. */
function rankOf({ manifest: { kind, purpose } }: Launch): number {
  const order = [
    'render',
    'railway',
    'fly',
    'heroku',
    'procfile',
    'app-engine',
    'kubernetes',
    'helm',
    'compose',
    'dockerfile',
  ];
  return (purpose === 'production' ? 0 : 100) + order.indexOf(kind);
}

function ofImage({ stages }: Launch): HealthCheck | null | undefined {
  // An image that is not built here may have a check of its own.
  if (stages.length === 0) return undefined;
  const said = stages.findLast(({ healthcheck }) => healthcheck !== null)?.healthcheck;
  return said?.command ? ofCommand(said.command, said.at) : null;
}

function ofPath(path: string | null, at: Place): HealthCheck | null {
  return path === null ? null : { path, command: null, at };
}

function ofCommand(command: string, at: Place): HealthCheck {
  const path = /(?:https?:\/\/[\w.-]+(?::[\w${}:-]+)?|\b[\w-]+:\d{2,5})(\/[\w./-]*)?/.exec(command);
  return { path: path ? (path[1] ?? '/') : null, command, at };
}

function ofFly(node: DataNode | null, at: Place): HealthCheck | null {
  const services = [valueAt(node, 'http_service'), ...itemsOf(valueAt(node, 'services'))];
  const lists = services.flatMap((service) =>
    ['checks', 'http_checks', 'tcp_checks', 'machine_checks'].flatMap((key) => itemsOf(valueAt(service, key))),
  );
  const all = [...lists, ...entriesOf(valueAt(node, 'checks')).map(({ v }) => v)];
  if (all.length === 0) return null;
  return {
    path: all.map((check) => textOf(valueAt(check, 'path'))).find((path) => path !== null) ?? null,
    command: null,
    at,
  };
}

function ofContainer(node: DataNode | null, at: Place): HealthCheck | null {
  const probes = ['readinessProbe', 'livenessProbe', 'startupProbe'].flatMap((key) => valueAt(node, key) ?? []);
  if (probes.length === 0) return null;
  const path = probes.map((probe) => textOf(valueAt(probe, 'httpGet', 'path'))).find((one) => one !== null);
  return { path: path ?? null, command: null, at };
}

const HEALTH =
  /\/(_?_?health(z|check|_check|-check)?|readyz?|readiness|livez?|liveness)(\/\w+)?\/?$|^(\/(api|v\d+|internal|system|core|common|utils|public))*\/(_?status|ping|heartbeat|alive|up)\/?$/i;

/** The path at which the application says how it is; `null` where it does not. */
export function healthPath(project: Project): string | null {
  const [app] = servedApplications(project);
  const paths = (app?.routes ?? []).filter(({ methods }) => methods.includes('GET')).map(({ path }) => path);
  const found = paths.filter((path) => HEALTH.test(path) && !/[{<]/.test(path));
  return (
    found.toSorted((a, b) => Number(!/health/i.test(a)) - Number(!/health/i.test(b)) || a.length - b.length)[0] ?? null
  );
}

/** Whether some application certainly does not answer this path: all of its routes are known, and none fits. */
export function isUnserved(project: Project, path: string): boolean {
  const apps = servedApplications(project);
  const { routes, unresolved, routers } = project.routes();
  if (apps.length === 0 || unresolved.length > 0 || routers.some(({ dynamic }) => dynamic)) return false;
  if (routes.length < 3 || /^\/(docs|redoc|openapi\.json|static|metrics)?\/?$/.test(path) || /[${]/.test(path))
    return false;
  const asked = path.split('?')[0]?.split('/').filter(Boolean) ?? [];
  return !routes.some(({ pathKey }) => fits(pathKey.split('/').filter(Boolean), asked));
}

function fits(pattern: readonly string[], asked: readonly string[]): boolean {
  for (const [index, part] of pattern.entries()) {
    if (part.includes('{*}')) return true;
    const given = asked[index];
    if (given === undefined || (part !== given && !part.includes('{'))) return false;
  }
  return pattern.length === asked.length;
}

/** The program of a check, where the image certainly does not hold it: Debian's slim images and Alpine have no `curl`. */
export function missingTool({ stages }: Launch, { command }: HealthCheck): string | null {
  const tool = /^(?:\S*\/)?(curl|wget)\b/.exec(command ?? '')?.[1];
  const base = stages[0]?.base ?? '';
  const isPython = /^(docker\.io\/)?(library\/)?python:/.test(base);
  if (!tool || !isPython || !(/-slim/.test(base) || (tool === 'curl' && /alpine/.test(base)))) return null;
  const runs = stages.flatMap((stage) => stage.runs).join('\n');
  return new RegExp(`\\b${tool}\\b|with-deps|\\.sh\\b|apt\\.txt|packages?\\.txt`).test(runs) ? null : tool;
}
