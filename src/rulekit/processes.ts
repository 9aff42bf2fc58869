/** How many processes a start command makes for requests. */
import type { Project } from '../model/project.ts';
import type { Launch } from './launches.ts';
import { type ServingCall, servingCalls } from './serving-calls.ts';

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
export function singleProcess(project: Project, launch: Launch): SingleProcess | null {
  const { commands, service, runs, stages } = launch;
  if (service.env.some(({ variable }) => MANY.test(variable))) return null;
  // These images start as many as there are cores.
  if (stages.some(({ base }) => /uvicorn-gunicorn|unit/.test(base ?? ''))) return null;
  const said = commands.flatMap(({ text }) => SERVER.exec(text) ?? [])[0];
  if (said !== undefined) return ofCommand(said.trim());
  const made = runs.flatMap((path) => servingCalls(project, path).slice(0, 1))[0];
  return made ? ofCall(made) : null;
}

const MANY = /^(WEB_CONCURRENCY|GUNICORN_CMD_ARGS|(\w+_)?WORKERS)$/;
const SERVER = /\b(?:uvicorn|hypercorn|granian|gunicorn|flask\b(?=[^;&|]*\brun\b)|fastapi\s+run)\b[^;&|]*/;

function ofCommand(command: string): SingleProcess | null {
  if (command.startsWith('flask')) {
    return { server: 'flask run', kind: 'development', instead: 'gunicorn --workers 4 "app:create_app()"' };
  }
  // `--workers 1` is a decision.
  if (COUNT.test(command)) return null;
  const instead = `${command.replace(/\s--reload\b/, '').slice(0, 150)} --workers 4`;
  return { server: command.slice(0, 120), kind: 'single', instead };
}

function ofCall({ name, call }: ServingCall): SingleProcess | null {
  if (/(^|\.)(\w*app|application)\.run$/.test(name)) {
    return { server: name, kind: 'development', instead: 'gunicorn --workers 4 app:app' };
  }
  const isDecided = call.kw.some((keyword) => keyword.name === null || keyword.name === 'workers');
  if (isDecided || !/^uvicorn(\.main)?\.run$/.test(name)) return null;
  return { server: `${name}(…)`, kind: 'single', instead: 'uvicorn.run("app.main:app", workers=4)' };
}
