/** How many processes a start command makes for requests. */
import type { Project } from '../model/project.ts';
import { keywordArgument } from '../model/python-walk.ts';
import type { Launch } from './launches.ts';
import { servingCalls } from './serving-calls.ts';

export interface SingleProcess {
  /** As the command or the code says it: `uvicorn app.main:app`, `uvicorn.run`. */
  readonly server: string;
  /** development: made for one developer at a time. */
  readonly kind: 'single' | 'development';
  /** What to start instead. */
  readonly instead: string;
}

const COUNT = /(^|\s)(--workers|-w|--worker-num|--processes|--threads)[= ]?\s*\S+|(^|\s)(-c|--config|--ini|--yaml)[= ]/;

/** The one process that answers all requests of a service, `null` where there are more or it cannot be told. */
export function singleProcess(project: Project, { commands, service, runs, stages }: Launch): SingleProcess | null {
  const env = [...service.env].map(({ variable }) => variable);
  if (
    env.some((variable) => /^(WEB_CONCURRENCY|WORKERS|GUNICORN_CMD_ARGS|UVICORN_WORKERS|\w*_WORKERS)$/.test(variable))
  )
    return null;
  if (stages.some(({ base }) => /uvicorn-gunicorn|unit/.test(base ?? ''))) return null;
  for (const { text } of commands) {
    const said = /\b(uvicorn|hypercorn|granian|gunicorn|flask\b(?=[^;&|]*\brun\b)|fastapi\s+run)\b[^;&|]*/.exec(text);
    if (!said) continue;
    const [command, server = ''] = said;
    if (server === 'flask')
      return { server: 'flask run', kind: 'development', instead: 'gunicorn --workers 4 "app:create_app()"' };
    const count = /(?:--workers|-w|--processes)[= ]\s*(\S+)/.exec(command)?.[1];
    if (count === '1' || !COUNT.test(command))
      return { server: command.trim().slice(0, 120), kind: 'single', instead: withWorkers(command) };
    return null;
  }
  for (const path of runs) {
    const [made] = servingCalls(project, path);
    if (!made) continue;
    if (!/^uvicorn/.test(made.name))
      return /(^|\.)(\w*app|application)\.run$/.test(made.name)
        ? { server: made.name, kind: 'development', instead: 'gunicorn --workers 4 app:app' }
        : null;
    const workers = keywordArgument(made.call, 'workers');
    const isOpen =
      made.call.kw.some(({ name }) => name === null) || (workers && !(workers.k === 'num' && workers.v === '1'));
    return isOpen || !/uvicorn(\.main)?\.run$/.test(made.name)
      ? null
      : { server: `${made.name}(…)`, kind: 'single', instead: 'uvicorn.run("app.main:app", workers=4)' };
  }
  return null;
}

function withWorkers(command: string): string {
  return `${command
    .trim()
    .replace(/\s+(--workers|-w)[= ]\s*1\b/, '')
    .replace(/\s--reload\b/, '')
    .slice(0, 150)} --workers 4`;
}
