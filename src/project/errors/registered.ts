/** Functions that an application registers to answer exceptions and status codes. */
import type { RegisteredHandler } from '../../model/errors.ts';
import type { Expr, FunctionDef, Stmt } from '../../model/python.ts';
import { callsIn, definitionsIn, keywordArgument, statementsOf } from '../../model/python-walk.ts';
import { spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { describe } from '../describe.ts';
import { inside, resolve, type Site } from '../resolve.ts';
import { caughtBy } from './caught.ts';

const REGISTERING =
  /^(exception_handler|exception_handlers|add_exception_handler|errorhandler|app_errorhandler|register_error_handler|error_handler_spec)$/;

/** Those that one file registers. */
const registeredIn = query<readonly RegisteredHandler[]>('registered-error-handlers', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module?.names.some((name) => REGISTERING.test(name))) return [];
  const found: RegisteredHandler[] = [];
  const lookAt = (site: Site, body: readonly Stmt[]) => {
    for (const call of callsIn(body)) {
      const name = call.fn.k === 'attr' ? call.fn.name : call.fn.k === 'name' ? call.fn.id : '';
      const [type, handler] = call.args;
      if (name === 'add_exception_handler' && type && handler) found.push(describeHandler(db, site, type, handler));
      if (name === 'register_error_handler' && type && handler)
        found.push(ofFlask(type, describeHandler(db, site, type, handler)));
      const table = keywordArgument(call, 'exception_handlers');
      if (table) found.push(...fromTable(db, site, table));
    }
  };
  lookAt({ path, within: [] }, module.body);
  for (const { def, within } of definitionsIn(module.body)) {
    const site: Site = { path, within };
    if (def.k === 'def') found.push(...fromDecorators(db, site, def));
    lookAt(inside(site, def), def.body);
  }
  return found;
});

function fromDecorators(db: Db, site: Site, def: FunctionDef): RegisteredHandler[] {
  return def.decorators.flatMap((decorator) => {
    if (decorator.k !== 'call' || decorator.fn.k !== 'attr') return [];
    if (!/^(exception_handler|errorhandler|app_errorhandler)$/.test(decorator.fn.name)) return [];
    const [type] = decorator.args;
    if (!type) return [];
    const handler = describeDefined(db, { site, type, home: site, def });
    return [decorator.fn.name === 'exception_handler' ? handler : ofFlask(type, handler)];
  });
}

/** Flask hands an `InternalServerError` with a text of its own to the handler of 500; Starlette hands over the exception. */
function ofFlask(type: Expr, handler: RegisteredHandler): RegisteredHandler {
  return type.k === 'num' ? { ...handler, caught: 'expected' } : handler;
}

/** `exception_handlers={404: not_found}`, also as a variable or as what a function returns. */
function fromTable(db: Db, site: Site, table: Expr): RegisteredHandler[] {
  if (table.k === 'dict')
    return table.items.flatMap(([type, handler]) => (type ? [describeHandler(db, site, type, handler)] : []));
  const target = resolve(db, site, table.k === 'call' ? table.fn : table);
  if (target.kind === 'function') {
    const at = inside(target.site, target.def);
    return statementsOf(target.def.body).flatMap((stmt) =>
      stmt.k === 'return' && stmt.v?.k === 'dict' ? fromTable(db, at, stmt.v) : [],
    );
  }
  const last = target.kind === 'variable' ? target.bindings.at(-1) : undefined;
  return target.kind === 'variable' && last?.kind === 'value' && last.value?.k === 'dict'
    ? fromTable(db, target.site, last.value)
    : [];
}

function describeHandler(db: Db, site: Site, type: Expr, handler: Expr): RegisteredHandler {
  const target = resolve(db, site, handler);
  if (target.kind === 'function') return describeDefined(db, { site, type, home: target.site, def: target.def });
  const span = spanOf(db.facts(site.path)?.lineStarts ?? [0], handler);
  return { ...describeType(db, site, type), path: site.path, start: -1, at: { path: site.path, span } };
}

function describeType(db: Db, site: Site, type: Expr): Pick<RegisteredHandler, 'type' | 'caught' | 'exception'> {
  const target = resolve(db, site, type);
  const exception = target.kind === 'class' ? { path: target.site.path, start: target.def.s } : null;
  return { type: describe(type), caught: widthOf(db, site, type), exception };
}

interface Defined {
  /** Where it is registered, and for what. */
  readonly site: Site;
  readonly type: Expr;
  /** Where it is defined. */
  readonly home: Site;
  readonly def: FunctionDef;
}

function describeDefined(db: Db, { site, type, home, def }: Defined): RegisteredHandler {
  const span = spanOf(db.facts(home.path)?.lineStarts ?? [0], def.head);
  const at = { path: home.path, span };
  return { ...describeType(db, site, type), path: home.path, start: def.s, at };
}

/** A handler of status 500 gets the exceptions that nobody caught; one of 404 gets what the framework says. */
function widthOf(db: Db, site: Site, type: Expr): RegisteredHandler['caught'] {
  if (type.k === 'num') return type.v === '500' ? 'error' : 'expected';
  if (type.k === 'attr' && /500|INTERNAL_SERVER_ERROR/.test(type.name)) return 'error';
  return caughtBy(db, site, type);
}

/** Those of the whole repository, by `path start` of the function. */
export const registeredHandlers = query<readonly RegisteredHandler[]>('all-registered-error-handlers', (db) =>
  db
    .paths()
    .filter((path) => path.endsWith('.py'))
    .flatMap((path) => db.get(registeredIn, path)),
);

/** Those whose function stands in this file. */
export const registeredFor = query<readonly RegisteredHandler[]>('registered-error-handlers-of', (db, path) =>
  db.get(registeredHandlers).filter((handler) => handler.path === path && handler.start >= 0),
);
