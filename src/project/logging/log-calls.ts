/** Every call of a file that writes to a log or to standard output. */
import type { LogCall } from '../../model/logging.ts';
import type { Call, Expr, FunctionDef, Import, PythonModule, Stmt } from '../../model/python.ts';
import { callsIn, definitionsIn, dottedName, expressionsIn, statementsOf } from '../../model/python-walk.ts';
import { type Range, spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { isDebugTest } from '../errors/debug.ts';
import { inside, resolve, type Site } from '../resolve.ts';
import { exposedIn } from './exposed.ts';
import { loggerKind } from './loggers.ts';

const METHODS = /^(debug|info|warning|warn|error|critical|fatal|exception|log|success|trace)$/;
const LOGGER_NAMES = /^_*(log|logger|logging|log_\w+|\w+_log|\w*logger)$/i;

/** Cost: one pass over the file; what is logged is followed to where it was assigned. */
export const logCalls = query<readonly LogCall[]>('log-calls', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module?.names.some((name) => name === 'print' || METHODS.test(name))) return [];
  const isCommandLine = isScript(module) || COMMAND_LINE.test(path) || module.imports.some(importsCommandLine);
  const isAside = (symbol: string, logger: LogCall['logger']) =>
    MOCK.test(`${path} ${symbol}`) || (isCommandLine && logger === 'print');
  const kinds = new Map<string, ReturnType<typeof loggerKind>>();
  const lineStarts = db.facts(path)?.lineStarts ?? [0];
  const scopes: { site: Site; body: FunctionDef['body']; isCommand: boolean }[] = [
    { site: { path, within: [] }, body: module.body, isCommand: false },
  ];
  for (const { def, within } of definitionsIn(module.body)) {
    scopes.push({ site: inside({ path, within }, def), body: def.body, isCommand: isCommand(def.decorators) });
  }
  const found = scopes.flatMap(({ site, body, isCommand }) => {
    const symbol = site.within.map(({ name }) => name).join('.');
    const remembered = (receiver: Expr) => {
      // A bare name means the same in the whole scope; the scope and the name find it again.
      const key = `${symbol} ${dottedName(receiver) ?? receiver.s}`;
      const known = kinds.get(key) ?? loggerKind(db, site, receiver);
      kinds.set(key, known);
      return known;
    };
    const forDevelopers = developerBlocks(body);
    return callsIn(body).flatMap((call): (LogCall & { s: number })[] => {
      const logger = loggerOf(db, site, call, remembered);
      if (logger === null) return [];
      const at = { path, span: spanOf(lineStarts, call) };
      const exposed = isCommand || isAside(symbol, logger) ? [] : exposedIn(db, site, call);
      const isAsked = exposed.length > 0 && forDevelopers.some(({ s, e }) => s <= call.s && call.e <= e);
      return [
        {
          s: call.s,
          at,
          symbol,
          logger,
          call: dottedName(call.fn) ?? '',
          keywords: call.kw,
          exposed: isAsked ? [] : exposed,
        },
      ];
    });
  });
  return found.sort((a, b) => a.s - b.s).map(({ s: _, ...call }) => call);
});

function namesSqlite(test: Expr): boolean {
  return expressionsIn(test).some((expr) => expr.k === 'str' && expr.v.startsWith('sqlite'));
}

/** `@click.command()`, `@app.cli.command("create-token")`: what is written there is for whoever runs it. */
function isCommand(decorators: readonly Expr[]): boolean {
  return decorators.some((decorator) =>
    /(^|[._])command$/.test(dottedName(decorator.k === 'call' ? decorator.fn : decorator) ?? ''),
  );
}

/** A module that runs itself and is no web application. */
function isScript({ body, imports }: PythonModule): boolean {
  const isWeb = imports.some(({ from, names }) =>
    /^(fastapi|starlette|flask|quart|aiohttp|uvicorn)\b/.test(from ?? names[0]?.name ?? ''),
  );
  return !isWeb && body.some((stmt) => stmt.k === 'if' && isMainTest(stmt.test));
}

function isMainTest(test: Expr): boolean {
  return test.k === 'bin' && test.l.k === 'name' && test.l.id === '__name__';
}

/** What a command prints is its answer to the one who runs it. */
const COMMAND_LINE = /(^|\/)commands?\//;
function importsCommandLine({ from, names }: Import): boolean {
  return [from ?? '', ...(from === null ? names.map(({ name }) => name) : [])].some((name) =>
    /^(argparse|click|typer|fire|flask\.cli|cmd|getpass)(\.|$)/.test(name),
  );
}

/** Stand-ins that write instead of sending. */
const MOCK = /mock|fake|dummy|(^|[/_.])(console|stub)([/_.]|$)|Console\w*(Mail|Email|Sender|Backend)/i;

/** Blocks that run in debug mode or as a script, whose reader has asked for it, or for a file as database, which has no password. */
function developerBlocks(body: readonly Stmt[]): readonly Range[] {
  return statementsOf(body).flatMap((stmt) => {
    if (stmt.k !== 'if') return [];
    return isMainTest(stmt.test) || isDebugTest(stmt.test) || namesSqlite(stmt.test)
      ? [{ s: stmt.test.e, e: stmt.orelse[0]?.s ?? stmt.e }]
      : [];
  });
}

function loggerOf(
  db: Db,
  site: Site,
  call: Call,
  kindOf: (receiver: Expr) => ReturnType<typeof loggerKind>,
): LogCall['logger'] | null {
  const { fn } = call;
  if (fn.k === 'name') return fn.id === 'print' && resolve(db, site, fn).kind === 'external' ? 'print' : null;
  if (fn.k !== 'attr' || !METHODS.test(fn.name)) return null;
  const receiver = fn.obj.k === 'name' ? fn.obj.id : fn.obj.k === 'attr' ? fn.obj.name : '';
  if (LOGGER_NAMES.test(receiver)) return kindOf(fn.obj);
  const kind = fn.obj.k === 'call' ? kindOf(fn.obj) : 'unknown';
  return kind === 'unknown' ? null : kind;
}
