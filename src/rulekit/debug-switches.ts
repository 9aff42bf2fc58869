/** Where an application is told to show its insides or to restart on changes: debug, reload. */
import type { Project, SourceFile } from '../model/project.ts';
import type { Expr, Stmt } from '../model/python.ts';
import { keywordArgument, statementsOf } from '../model/python-walk.ts';
import type { CodeSite } from '../model/settings.ts';
import { type CallSite, codeOf, scopeOf } from './code.ts';

export interface DebugSwitch {
  /**
   * application: the framework answers errors with tracebacks. console: Flask's development server, whose error pages run
   * code. reload: the server restarts when files change.
   */
  readonly kind: 'application' | 'console' | 'reload';
  /** As the code says it: `FastAPI(debug=…)`. */
  readonly call: string;
  readonly value: Expr;
  readonly site: CodeSite;
  readonly symbol: string;
  /** Reached only when the file is run as a script: under `if __name__ == "__main__"`, or in a function that runs the server. */
  readonly byScript: boolean;
}

const APPLICATIONS =
  /^(fastapi(\.applications)?\.FastAPI|starlette\.applications\.Starlette|litestar(\.app)?\.Litestar)$/;

/** The switches of a file, in source order. */
export function debugSwitches(project: Project, file: SourceFile): readonly DebugSwitch[] {
  const names = file.facts.python?.names ?? [];
  if (!names.includes('debug') && !names.includes('reload')) return [];
  const isFlask = usesFlask(file);
  return [
    ...codeOf(file).calls.flatMap((made) => ofCall(file, made, isFlask) ?? []),
    ...(isFlask || project.layerOf(file.path) === 'handler' ? assigned(file) : []),
  ];
}

function ofCall(file: SourceFile, made: CallSite, isFlask: boolean): DebugSwitch | null {
  const { call, name, symbol } = made;
  const debug = keywordArgument(call, 'debug');
  const reload = keywordArgument(call, 'reload');
  const of = (kind: DebugSwitch['kind'], value: Expr, byScript: boolean): DebugSwitch => {
    const called = (name ?? '').split('.').slice(-2).join('.');
    const shown = kind === 'application' ? called.split('.').at(-1) : called;
    return {
      kind,
      call: `${shown}(${kind === 'reload' ? 'reload' : 'debug'}=…)`,
      value,
      site: scopeOf(file, made),
      symbol,
      byScript,
    };
  };
  if (debug && APPLICATIONS.test(name ?? '')) return of('application', debug, false);
  if (reload && /^(uvicorn(\.main)?|granian|hypercorn)\.run$/.test(name ?? '')) return of('reload', reload, true);
  const receiver = call.fn.k === 'attr' && call.fn.name === 'run' && call.fn.obj.k === 'name' ? call.fn.obj.id : '';
  return debug && isFlask && /^(\w*app|application|server|socketio|sio)$/i.test(receiver)
    ? of('console', debug, true)
    : null;
}

/** `app.debug = True` */
function assigned(file: SourceFile): readonly DebugSwitch[] {
  const scopes: { body: readonly Stmt[]; within: CodeSite['within']; symbol: string }[] = [
    { body: file.facts.python?.body ?? [], within: [], symbol: '' },
    ...codeOf(file).functions.map(({ def, within, symbol }) => ({ body: def.body, within: [...within, def], symbol })),
  ];
  return scopes.flatMap(({ body, within, symbol }) =>
    statementsOf(body).flatMap((stmt): DebugSwitch[] => {
      const [target] = stmt.k === 'assign' ? stmt.targets : [];
      if (stmt.k !== 'assign' || !stmt.v || target?.k !== 'attr' || target.name !== 'debug') return [];
      if (target.obj.k !== 'name' || !/^(app|application)$/.test(target.obj.id)) return [];
      const site = { path: file.path, within };
      const byScript = isUnderMain(file, stmt);
      return [{ kind: 'application', call: `${target.obj.id}.debug`, value: stmt.v, site, symbol, byScript }];
    }),
  );
}

function isUnderMain(file: SourceFile, { s, e }: { readonly s: number; readonly e: number }): boolean {
  return (file.facts.python?.body ?? []).some(
    (stmt) =>
      stmt.k === 'if' &&
      stmt.s <= s &&
      e <= stmt.e &&
      stmt.test.k === 'bin' &&
      stmt.test.l.k === 'name' &&
      stmt.test.l.id === '__name__',
  );
}

function usesFlask(file: SourceFile): boolean {
  return (file.facts.python?.imports ?? []).some(({ from, names, level }) => {
    const modules = from === null ? names.map(({ name }) => name) : [from];
    return modules.some(
      (module) =>
        /^(flask|quart|apiflask|dash)(\b|_)/.test(module) ||
        (level >= 0 && /(^|\.)(app|main|wsgi|application|factory|run|server|api|__init__)$/.test(module)),
    );
  });
}
