import { commandOf, composeFiles, hasOwnCheck, stagesOf, startsAfter } from '../../../src/rulekit/compose-services.ts';
import {
  defineProjectRule,
  type Found,
  type Manifest,
  type Project,
  type Service,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  composeFiles(project).flatMap((manifest) => foundOf(project, manifest) ?? []),
);

/** What tells, inside the container, that a store is ready: by the name of its image. */
const STORES: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)(postgres|postgis|pgvector|timescaledb)\b/, '["CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres}"]'],
  [/(^|\/)mysql\b/, '["CMD-SHELL", "mysqladmin ping -h localhost"]'],
  [/(^|\/)mariadb\b/, '["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]'],
  [/(^|\/)(redis|redis-stack)\b/, '["CMD", "redis-cli", "ping"]'],
  [/(^|\/)valkey\b/, '["CMD", "valkey-cli", "ping"]'],
  [/(^|\/)rabbitmq\b/, '["CMD", "rabbitmq-diagnostics", "-q", "ping"]'],
  [/(^|\/)mongo\b/, '["CMD", "mongosh", "--eval", "db.adminCommand(\'ping\')"]'],
];
const WAITING = /wait[-_]?for|dockerize|pg_isready|prestart|\buntil\b|\bsleep\b|entrypoint|start[\w-]*\.sh/;

function foundOf(project: Project, manifest: Manifest): Found | null {
  const waited = new Map<string, Service>();
  for (const service of manifest.services) {
    const stages = stagesOf(project, manifest, service);
    const isOwn = service.build !== null || stages.length > 0;
    const entrypoints = stages.flatMap(({ entrypoint }) => entrypoint?.text ?? []).join(' ');
    if (!isOwn || WAITING.test(`${commandOf(service, stages)} ${entrypoints}`)) continue;
    for (const name of startsAfter(service)) if (!waited.has(name)) waited.set(name, service);
  }
  const bare = manifest.services.flatMap((service) => {
    const test = STORES.find(([image]) => image.test(service.image ?? ''))?.[1];
    const after = waited.get(service.name);
    return test !== undefined && after !== undefined && !hasOwnCheck(service) ? [{ service, test, after }] : [];
  });
  const [first] = bare;
  if (!first) return null;
  return {
    at: first.service.at,
    subject: 'stores',
    symbol: '',
    values: { service: first.service.name, after: first.after.name, test: first.test },
    parts: bare.map(({ service }) => ({
      subject: `${manifest.path} ${service.name}`,
      label: service.name,
      at: service.at,
    })),
    related: [{ ...first.after.at, note: 'after', values: { after: first.after.name } }],
  };
}
