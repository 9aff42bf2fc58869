/** Functions that make an application: which they are, and which of them to run first. */
import type { Call, Expr, FunctionDef, Stmt } from '../../model/python.ts';
import { callsIn, definitionsIn } from '../../model/python-walk.ts';
import { type Db, query } from '../db.ts';
import { externalName, inside, resolve, type Site } from '../resolve.ts';
import { routerClass } from './frameworks.ts';

export interface Factory {
  readonly site: Site;
  readonly def: FunctionDef;
}

/** What the search for factories needs to know of a file: for each of its functions, in order, and for the module itself. */
interface Makers {
  readonly moduleMakesApp: boolean;
  readonly functions: readonly { readonly makesApp: boolean; readonly calls: readonly string[] }[];
  /** All that its functions call. */
  readonly calls: ReadonlySet<string>;
}

const makersIn = query<Makers>('makers', (db, path) => {
  const functions = functionsIn(db, path).map(({ site, def }) => {
    const calls = callsIn(def.body);
    return {
      makesApp: makeApp(db, inside(site, def), calls),
      calls: [...new Set(calls.map(({ fn }) => lastName(fn)))].filter((name) => name !== '').sort(),
    };
  });
  return {
    moduleMakesApp: makeApp(db, { path, within: [] }, callsIn(db.facts(path)?.python?.body ?? [])),
    functions,
    calls: new Set(functions.flatMap(({ calls }) => calls)),
  };
});

/** Modules that make an application come first: what imports them back finds it. */
export function makesApp(db: Db, path: string): boolean {
  return db.get(makersIn, path).moduleMakesApp;
}

/** How many functions may stand between a server and the one that makes the application. */
const MAX_FACTORY_LEVELS = 3;

/**
 * Functions that make an application, and those that call them: a server or a command calls one of these, with arguments
 * that are known inside the repository only to the outermost, so that comes first.
 */
export function factoriesIn(db: Db, files: readonly string[]): readonly Factory[] {
  const makers = files.map((path) => [path, db.get(makersIn, path)] as const);
  const select = (wanted: (maker: Makers['functions'][number]) => boolean, among = makers): Factory[] =>
    among.flatMap(([path, { functions }]) =>
      functions.some(wanted) ? functionsIn(db, path).filter((_, i) => wanted(functions[i] ?? NO_MAKER)) : [],
    );
  const levels: Factory[][] = [select((maker) => maker.makesApp)];
  for (let level = 0; level < MAX_FACTORY_LEVELS; level++) {
    const known = levels.flat();
    const inner = new Set(known.map(({ site, def }) => placeOf(site, def)));
    const names = new Set(known.map(({ def }) => def.name));
    const callers = makers.filter(([, { calls }]) => [...names].some((name) => calls.has(name)));
    const candidates = select((maker) => maker.calls.some((name) => names.has(name)), callers);
    levels.push(
      candidates.filter(
        ({ site, def }) => !inner.has(placeOf(site, def)) && callsAny(db, inside(site, def), def.body, inner, names),
      ),
    );
  }
  return levels
    .toReversed()
    .flat()
    .filter(({ def }) => !NOT_SERVED.test(def.name));
}

/** Applications that are made to be described or tested. */
const NOT_SERVED = /(^|_)(docs?|openapi|swagger|spec|schema|tests?|mock|fake|dummy)(_|$)/;

const NO_MAKER: Makers['functions'][number] = { makesApp: false, calls: [] };

/** A definition may come from facts of two states of its file: the place tells whether it is the same. */
function placeOf(site: Site, def: FunctionDef): string {
  return `${site.path} ${def.s}`;
}

function lastName(fn: Expr): string {
  return fn.k === 'name' ? fn.id : fn.k === 'attr' ? fn.name : '';
}

function functionsIn(db: Db, path: string): Factory[] {
  return [...definitionsIn(db.facts(path)?.python?.body ?? [])].flatMap(({ def, within }) =>
    def.k === 'def' && !within.some((outer) => outer.k === 'def') ? [{ site: { path, within }, def }] : [],
  );
}

function callsAny(
  db: Db,
  site: Site,
  body: readonly Stmt[],
  functions: ReadonlySet<string>,
  names: ReadonlySet<string>,
): boolean {
  for (const call of callsIn(body)) {
    if (!names.has(lastName(call.fn))) continue;
    const target = resolve(db, site, call.fn);
    if (target.kind === 'function' && functions.has(placeOf(target.site, target.def))) return true;
  }
  return false;
}

function makeApp(db: Db, site: Site, calls: readonly Call[]): boolean {
  for (const call of calls) {
    const last = lastName(call.fn);
    // Classes begin with a capital; resolving every other call would cost more than the table itself.
    if (!/^[A-Z]/.test(last)) continue;
    const name = externalName(db, site, call.fn);
    if (name !== null && routerClass(name)?.kind === 'app') return true;
  }
  return false;
}
