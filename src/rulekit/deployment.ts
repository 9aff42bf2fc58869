/** Questions about what runs where that several rules ask. */
import type { EnvSetting, EnvValue, Manifest, Service } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import type { Expr } from '../model/python.ts';
import type { CodeSite, Environment, Flow } from '../model/settings.ts';

export interface DeployedService {
  readonly manifest: Manifest;
  readonly service: Service;
}

/** The services of production that can run the Python file at `path`; Dockerfiles, which only build images, aside. */
export function productionServices(project: Project, path: string): readonly DeployedService[] {
  return project
    .deployment()
    .manifests.filter(({ kind, purpose }) => purpose === 'production' && kind !== 'dockerfile' && kind !== 'env-file')
    .flatMap((manifest) => manifest.services.map((service) => ({ manifest, service })))
    .filter(({ service }) => mayRunPython(service) && holds(service, path));
}

const PYTHON =
  /\b(python[\d.]*|uvicorn|gunicorn|hypercorn|granian|daphne|flask|fastapi|celery|poetry|pipenv|uv|rq|arq)\b/;
const OTHERS =
  /\b(npm|npx|yarn|pnpm|node|next|nginx|java|postgres|redis-server|mysqld|caddy|traefik|serve|bun|deno|rails|php)\b/;
const STORES =
  /(^|\/)(postgres|postgis|pgvector|timescale|mysql|mariadb|redis|valkey|mongo|rabbitmq|elasticsearch|opensearch|nginx|traefik|caddy|grafana|prom|prometheus|loki|minio|mailhog|mailpit|adminer|pgadmin\w*|kafka|zookeeper|memcached|keycloak|vault|jaeger|flower|node|haproxy|qdrant|weaviate|clickhouse)([:/@\w.-]|$)/i;

/** Whether a service is, or may be, Python: no database, proxy or front end. */
export function mayRunPython({ commands, image, node }: Service): boolean {
  const started = commands.filter(({ role }) => role === 'start' || role === 'entrypoint').map(({ text }) => text);
  if (started.some((text) => PYTHON.test(text))) return true;
  if (started.some((text) => OTHERS.test(text))) return false;
  const runtime = node?.k === 'map' ? node.entries.find(({ key }) => key === 'runtime')?.v : undefined;
  if (runtime?.k === 'scalar' && /^(node|static|go|ruby|rust|elixir|nodejs\d*)$/.test(String(runtime.v))) return false;
  return image === null || !STORES.test(image);
}

function holds({ build, name }: Service, path: string): boolean {
  if (/front|web-?ui|nginx|^ui$|client$/i.test(name)) return false;
  return build === null || build.context === '' || path.startsWith(`${build.context}/`);
}

/**
 * The variables of a service, upper case: those of the images that the repository builds for production, of the tracked
 * files that it names, and its own. `null`: set to what the repository does not hold.
 */
export function environmentOf(project: Project, { service }: DeployedService): Environment {
  const found = new Map<string, string | null>();
  const add = (env: readonly EnvSetting[]) => {
    for (const { variable, value } of env) found.set(variable.toUpperCase(), textOf(value));
  };
  for (const manifest of project.deployment().manifests) {
    const isImage = manifest.kind === 'dockerfile' && (manifest.purpose ?? 'production') === 'production';
    const isNamed = manifest.kind === 'env-file' && service.envFiles.includes(manifest.path);
    if (isImage || isNamed) for (const one of manifest.services) add(one.env);
  }
  add(service.env);
  return found;
}

function textOf(value: EnvValue): string | null {
  return value.kind === 'constant' ? value.text : value.kind === 'reference' ? value.fallback : null;
}

export interface DeployedValue extends DeployedService {
  readonly flow: Flow;
  /** Variables may come from elsewhere: what the manifest does not set may be set all the same. */
  readonly isOpen: boolean;
}

/** The value of an expression in each production service that can run it. */
export function deployedValues(project: Project, site: CodeSite, expr: Expr): readonly DeployedValue[] {
  return productionServices(project, site.path).map((deployed) => {
    const environment = environmentOf(project, deployed);
    const flow = project.flow(site, expr, environment);
    const isSet = flow.variables.some((variable) => environment.has(variable));
    const { openEnv, envFiles } = deployed.service;
    const isOpen = !isSet && (openEnv || envFiles.some((file) => project.file(file) === undefined));
    return { ...deployed, flow, isOpen };
  });
}

/** The command of a deployment (not of a test or of somebody's own machine) that runs the file at `path` as a script. */
export function startedBy(
  project: Project,
  path: string,
): { readonly manifest: Manifest; readonly text: string } | null {
  const file = path.slice(path.lastIndexOf('/') + 1);
  const module = path.replace(/(\/__main__|\/__init__)?\.py$/, '').replaceAll('/', '.');
  for (const manifest of project.deployment().manifests) {
    if (manifest.purpose === 'test' || manifest.purpose === 'development') continue;
    for (const { commands } of manifest.services) {
      for (const { role, text } of commands) {
        if (role === 'build') continue;
        const run = /\bpython[\d.]*\s+(?:-[uBOEsI]+\s+)*(?:(-m)\s+)?([\w./-]+)/.exec(text);
        const [, byModule, name = ''] = run ?? [];
        const isRun = byModule ? name !== '' && `.${module}`.endsWith(`.${name}`) : name.split('/').at(-1) === file;
        if (isRun) return { manifest, text };
      }
    }
  }
  return null;
}

/** Whether a manifest starts a server for production: what a script does under `__main__` is then for its author alone. */
export function hasServerCommand(project: Project): boolean {
  return project
    .deployment()
    .manifests.filter(({ purpose }) => purpose !== 'test' && purpose !== 'development')
    .some(({ services }) =>
      services.some(({ commands }) =>
        commands.some(
          ({ role, text }) =>
            role !== 'build' &&
            /\b(gunicorn|uwsgi|waitress\S*|hypercorn|uvicorn|granian|flask run|mod_wsgi\S*)\b/.test(text),
        ),
      ),
    );
}
