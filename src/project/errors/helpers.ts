/** The helpers that a project has for its error answers, and how much each is used. */
import type { ErrorHandling, ErrorHelper, RegisteredHandler } from '../../model/errors.ts';
import type { ClassDef, FunctionDef } from '../../model/python.ts';
import { callsIn, definitionsIn, statementsOf } from '../../model/python-walk.ts';
import { spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { attributeOf, inside, resolve, type Site } from '../resolve.ts';
import { isTestPath } from '../routes/frameworks.ts';
import { instanceClass } from '../types.ts';
import { answeringOf, keysOf } from './answering.ts';
import { handlersOfFile } from './answering-files.ts';
import { registeredFor, registeredHandlers } from './registered.ts';
import { statusOf } from './status.ts';

type Builder = Omit<ErrorHelper, 'uses'>;

const ERROR_NAME =
  /err(or)?s?(_|$)|Error|fail(ed|ure)?|problem|bad_request|not_found|unauthori[sz]ed|forbidden|conflict/;
const ERROR_KEYS = /^(error|errors|detail|details|message|msg|code|title|error_code|error_message)$/;
/** They wrap applications and handlers; nobody calls them to answer. */
const WRAPPING =
  /^(dispatch|__call__|wrapper|inner|decorated|decorator|middleware|handle_exception|exception_handler)$/;

/** Functions of one file that build error answers, and exception classes that a registered handler answers. */
const buildersIn = query<readonly Builder[]>('error-builders', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module || isTestPath(path)) return [];
  const handlers = new Set([...db.get(handlersOfFile, path), ...db.get(registeredFor, path).map(({ start }) => start)]);
  const lineStarts = db.facts(path)?.lineStarts ?? [0];
  const answered = new Map(
    db
      .get(registeredHandlers)
      .flatMap((handler) => (handler.exception?.path === path ? [[handler.exception.start, handler] as const] : [])),
  );
  return definitionsIn(module.body).flatMap(({ def, within }): Builder[] => {
    const name = [...within.filter(({ k }) => k === 'class'), def].map((one) => one.name).join('.');
    const base = { name, path, start: def.s, at: { path, span: spanOf(lineStarts, def.head) } };
    if (def.k === 'class') {
      const handler = answered.get(def.s);
      return handler ? [{ ...base, kind: 'exception', keys: keysOfHandler(db, handler) }] : [];
    }
    if (handlers.has(def.s) || WRAPPING.test(def.name) || !ERROR_NAME.test(def.name)) return [];
    const keys = builtBy(db, { path, within }, def);
    return keys === undefined ? [] : [{ ...base, kind: 'function', keys }];
  });
});

function keysOfHandler(db: Db, { path, start }: RegisteredHandler): readonly string[] | null {
  const found = definitionsIn(db.facts(path)?.python?.body ?? []).find(({ def }) => def.k === 'def' && def.s === start);
  return found?.def.k === 'def' ? (builtBy(db, { path, within: found.within }, found.def) ?? null) : null;
}

/** The keys of the error body that a function returns; `null` where they are not told, `undefined` if it builds none. */
function builtBy(db: Db, outer: Site, def: FunctionDef): readonly string[] | null | undefined {
  const site = inside(outer, def);
  for (const stmt of statementsOf(def.body)) {
    if (stmt.k !== 'return' || !stmt.v) continue;
    const [body, status] = stmt.v.k === 'tuple' ? stmt.v.items : [stmt.v];
    if (!body) continue;
    const answering = body.k === 'call' ? answeringOf(db, site, body) : null;
    if (answering?.form === 'response') {
      const known = answering.status ?? (status ? statusOf(db, site, status) : null);
      if (known === null || known >= 400) return keysOf(db, site, answering.content[0]);
    }
    const keys = body.k === 'dict' ? keysOf(db, site, body) : null;
    if (keys?.some((key) => ERROR_KEYS.test(key))) return keys;
  }
  return undefined;
}

/** Names that calls and raises are looked up for. */
const builderNames = query<ReadonlySet<string>>('error-builder-names', (db) => {
  const names = pythonFiles(db).flatMap((path) =>
    db.get(buildersIn, path).map(({ name }) => name.split('.').at(-1) ?? name),
  );
  return new Set(names);
});

/** `path start` of the builders that a file uses, once for each use. */
const usesIn = query<readonly string[]>('error-builder-uses', (db, path) => {
  const module = db.facts(path)?.python;
  const names = db.get(builderNames);
  const exceptions = db.get(registeredHandlers).some(({ exception }) => exception !== null);
  if (!module || isTestPath(path)) return [];
  if (!exceptions && !module.names.some((name) => names.has(name))) return [];
  const found: string[] = [];
  const lookAt = (site: Site, def: { readonly body: FunctionDef['body'] }) => {
    for (const { fn } of callsIn(def.body)) {
      const last = fn.k === 'attr' ? fn.name : fn.k === 'name' ? fn.id : '';
      if (!names.has(last)) continue;
      const direct = resolve(db, site, fn);
      const owner = direct.kind === 'unknown' && fn.k === 'attr' ? instanceClass(db, site, fn.obj) : null;
      const target = owner ? attributeOf(db, owner, last) : direct;
      if (target.kind === 'function') found.push(`${target.site.path} ${target.def.s}`);
    }
    for (const stmt of exceptions ? statementsOf(def.body) : []) {
      if (stmt.k !== 'raise' || !stmt.v) continue;
      const target = resolve(db, site, stmt.v.k === 'call' ? stmt.v.fn : stmt.v);
      if (target.kind === 'class') found.push(...ancestry(db, target.site, target.def));
    }
  };
  lookAt({ path, within: [] }, module);
  for (const { def, within } of definitionsIn(module.body)) lookAt(inside({ path, within }, def), def);
  return found;
});

/** The class and its bases in the repository. */
function ancestry(db: Db, site: Site, def: ClassDef, depth = 0): string[] {
  const bases = depth > 8 ? [] : def.bases.map((base) => resolve(db, site, base));
  return [
    `${site.path} ${def.s}`,
    ...bases.flatMap((base) =>
      base.kind === 'class' && base.def !== def ? ancestry(db, base.site, base.def, depth + 1) : [],
    ),
  ];
}

/** How the project answers errors as a whole. */
export const errorHandling = query<ErrorHandling>('error-handling', (db) => {
  const uses = new Map<string, Map<string, number>>();
  for (const path of pythonFiles(db)) {
    for (const key of db.get(usesIn, path)) {
      const byPath = uses.get(key) ?? new Map<string, number>();
      byPath.set(path, (byPath.get(path) ?? 0) + 1);
      uses.set(key, byPath);
    }
  }
  const helpers = pythonFiles(db)
    .flatMap((path) => db.get(buildersIn, path))
    .map((builder): ErrorHelper => {
      const counts = uses.get(`${builder.path} ${builder.start}`) ?? new Map<string, number>();
      return { ...builder, uses: [...counts].map(([path, count]) => ({ path, count })) };
    })
    .filter(({ uses: used }) => used.length > 0);
  return { handlers: db.get(registeredHandlers), helpers: helpers.sort((a, b) => total(b) - total(a)) };
});

function total({ uses }: ErrorHelper): number {
  return uses.reduce((sum, { count }) => sum + count, 0);
}

function pythonFiles(db: Db): readonly string[] {
  return db.paths().filter((path) => path.endsWith('.py'));
}
