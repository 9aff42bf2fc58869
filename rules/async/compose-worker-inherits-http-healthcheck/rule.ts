import { commandOf, composeFiles, hasOwnCheck, stagesOf } from '../../../src/rulekit/compose-services.ts';
import {
  defineProjectRule,
  type Found,
  type Manifest,
  type Place,
  type Project,
  type Service,
} from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) =>
  composeFiles(project).flatMap((manifest) => {
    const workers = manifest.services.flatMap((service) => inheriting(project, manifest, service) ?? []);
    return workers.length === 0 ? [] : [foundOf(workers)];
  }),
);

interface Inheriting {
  readonly service: Service;
  readonly command: string;
  readonly check: { readonly command: string; readonly at: Place };
}

const WORKER =
  /\bcelery\b.*\s(worker|beat)\b|celery[-_]?(worker|beat)\b|\brq\s+worker\b|\brqworker\b|\barq\s+[\w.]+|\bdramatiq\s+[\w.]|\btaskiq\s+(worker|scheduler)\b|\bhuey_consumer\b|\bprocrastinate\b.*\bworker\b|\bfaststream\s+run\b/;
const SERVER = /\b(uvicorn|gunicorn|hypercorn|granian|daphne|waitress|runserver|flower|fastapi (run|dev)|flask run)\b/;
const HTTP = /\b(curl|wget|httpx?|https?:|urllib|requests|urlopen)\b|localhost:|127\.0\.0\.1:/;

/** A worker that nothing asks by HTTP, in an image whose check asks by HTTP. */
function inheriting(project: Project, manifest: Manifest, service: Service): Inheriting | null {
  if (hasOwnCheck(service)) return null;
  const stages = stagesOf(project, manifest, service);
  const command = commandOf(service, stages);
  if (!WORKER.test(command) || SERVER.test(command)) return null;
  const check = stages.findLast(({ healthcheck }) => healthcheck !== null)?.healthcheck;
  if (!check?.command || !HTTP.test(check.command)) return null;
  return { service, command, check: { command: check.command, at: check.at } };
}

function foundOf(workers: readonly Inheriting[]): Found {
  const first = workers.find(({ command }) => /\sworker\b/.test(command)) ?? workers[0];
  if (!first) throw new Error('a finding has at least one worker');
  const app = /\bcelery\b.*?(?:-A|--app)[= ]?\s*(\S+)/.exec(first.command)?.[1];
  const isPinged = app !== undefined && /\sworker\b/.test(first.command);
  return {
    at: first.service.at,
    subject: 'worker',
    symbol: '',
    values: { service: first.service.name, check: first.check.command.slice(0, 120), app: app ?? '' },
    ...(isPinged ? { variant: 'celery' } : {}),
    parts: workers.map(({ service }) => ({
      subject: `${service.at.path} ${service.name}`,
      label: service.name,
      at: service.at,
    })),
    related: [{ ...first.check.at, note: 'check' }],
  };
}
