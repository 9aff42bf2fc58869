/** What functions that nobody is seen to call would include: plugins and commands call some of them all the same. */
import type { Expr, FunctionDef } from '../../model/python.ts';
import { callsIn, definitionsIn } from '../../model/python-walk.ts';
import { type Db, query } from '../db.ts';
import { moduleName } from '../modules.ts';
import { inside, resolve, type Site } from '../resolve.ts';
import { routingFiles } from './declarations.ts';
import { isTestPath } from './frameworks.ts';

interface Includer {
  readonly start: number;
  /** Names as routers have them (`app.users:router`); `null` for one that could be any. */
  readonly takes: readonly (string | null)[];
}

const INCLUDING = new Set(['include_router', 'register_blueprint', 'add_namespace', 'register_api', 'mount']);

const includersIn = query<readonly Includer[]>('includers', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module?.names.some((name) => INCLUDING.has(name))) return [];
  return [...definitionsIn(module.body)].flatMap(({ def, within }): Includer[] => {
    if (def.k !== 'def') return [];
    const takes = takenBy(db, inside({ path, within }, def), def);
    return takes.length === 0 ? [] : [{ start: def.s, takes }];
  });
});

/** The names of routers that functions outside `followed` (path and offset) would include; `null` for any of all. */
export function takenByUnfollowed(db: Db, followed: ReadonlySet<string>): ReadonlySet<string | null> {
  const found = new Set<string | null>();
  for (const path of db.get(routingFiles)) {
    if (isTestPath(path)) continue;
    for (const { start, takes } of db.get(includersIn, path)) {
      if (!followed.has(`${path} ${start}`)) for (const name of takes) found.add(name);
    }
  }
  return found;
}

function takenBy(db: Db, site: Site, def: FunctionDef): (string | null)[] {
  return callsIn(def.body).flatMap((call): (string | null)[] => {
    if (call.fn.k !== 'attr' || !INCLUDING.has(call.fn.name)) return [];
    const given = [...call.args, ...call.kw.map(({ v }) => v)].filter(({ k }) => k === 'name' || k === 'attr');
    return given.flatMap((expr) => nameOf(db, site, expr));
  });
}

function nameOf(db: Db, site: Site, expr: Expr): (string | null)[] {
  const target = resolve(db, site, expr);
  if (target.kind === 'unknown') return [null];
  if (target.kind !== 'variable') return [];
  if (target.site.within.length === 0) return [`${moduleName(db, target.site.path)}:${target.name}`];
  // A parameter is what its callers say; what they make on the spot is theirs.
  return target.bindings.some(({ kind }) => kind === 'parameter' || kind === 'value') ? [] : [null];
}
