/** Calls that begin to answer requests: `uvicorn.run(…)`, Flask's `app.run(…)`, `web.run_app(…)`. */
import type { Project } from '../model/project.ts';
import type { Call } from '../model/python.ts';
import type { Place } from '../model/span.ts';
import { codeOf } from './code.ts';
import { placeIn } from './index.ts';

export interface ServingCall {
  readonly name: string;
  readonly call: Call;
  readonly at: Place;
  /** The function around it, empty at module level. */
  readonly symbol: string;
}

const SERVES =
  /^(uvicorn(\.main)?\.(run|Server)|hypercorn\.\w+\.serve|granian\.Granian|waitress\.serve|aiohttp\.web\.run_app|gevent\.pywsgi\.WSGIServer|werkzeug\.serving\.run_simple)$/;

/** Those that running a Python file leads to: its own, else those in functions that it imports. None for a file that is not there. */
export function servingCalls(project: Project, path: string): readonly ServingCall[] {
  const own = callsIn(project, path);
  if (own.length > 0 || project.file(path) === undefined) return own;
  return project.importsOf(path).flatMap(({ to, names }) => {
    const homes = new Map([[to, new Set<string>()]]);
    for (const { name, path: home } of names) {
      homes.set(home ?? to, (homes.get(home ?? to) ?? new Set<string>()).add(name));
    }
    return [...homes].flatMap(([home, imported]) =>
      callsIn(project, home).filter(({ symbol }) => names.length === 0 || imported.has(symbol.split('.')[0] ?? '')),
    );
  });
}

function callsIn(project: Project, path: string): readonly ServingCall[] {
  const file = project.file(path);
  const names = file?.facts.python?.names ?? [];
  if (!file || !names.some((name) => /^(run|serve|Server|Granian|run_app|WSGIServer|run_simple)$/.test(name)))
    return [];
  return codeOf(file).calls.flatMap(({ call, name, symbol }): ServingCall[] => {
    const isMethod =
      call.fn.k === 'attr' &&
      call.fn.name === 'run' &&
      call.fn.obj.k === 'name' &&
      /^(\w*app|application|server|socketio|sio)$/i.test(call.fn.obj.id);
    return (name !== null && SERVES.test(name)) || isMethod
      ? [{ name: name ?? 'run', call, symbol, at: placeIn(file, call) }]
      : [];
  });
}
