/** Who calls a function of the repository, tests and scripts aside: where the values of its parameters come from. */
import type { Call, FunctionDef } from '../../model/python.ts';
import { callsIn, definitionsIn } from '../../model/python-walk.ts';
import { type Db, query } from '../db.ts';
import { inside, resolve, type Site } from '../resolve.ts';
import { isTestPath } from '../routes/frameworks.ts';

export interface CallAt {
  readonly call: Call;
  readonly site: Site;
}

/** Every call in a file, with the definitions around it. Cost: one pass over the file. */
const callsOfFile = query<readonly CallAt[]>('calls-of-file', (db, path) => {
  const body = db.facts(path)?.python?.body ?? [];
  const top: Site = { path, within: [] };
  return [
    ...callsIn(body).map((call) => ({ call, site: top })),
    ...definitionsIn(body).flatMap(({ def, within }) => {
      const site = inside({ path, within }, def);
      return callsIn(def.body).map((call) => ({ call, site }));
    }),
  ];
});

/** Files that write a name; `names` of the facts makes this cheap. */
export const filesNaming = query<readonly string[]>('files-naming', (db, name) =>
  db
    .paths()
    .filter((path) => path.endsWith('.py') && !isTestPath(path) && db.facts(path)?.python?.names.includes(name)),
);

/** A name that stands in more files than this is no factory of an application. */
const MAX_FILES = 40;

/** The calls of `def`, outside of tests. */
export function callersOf(db: Db, path: string, def: FunctionDef): readonly CallAt[] {
  const files = db.get(filesNaming, def.name);
  if (files.length > MAX_FILES) return [];
  return files.flatMap((file) =>
    db.get(callsOfFile, file).filter(({ call, site }) => {
      const name = call.fn.k === 'name' ? call.fn.id : call.fn.k === 'attr' ? call.fn.name : '';
      if (name !== def.name) return false;
      const target = resolve(db, site, call.fn);
      return target.kind === 'function' && target.def === def && target.site.path === path;
    }),
  );
}
