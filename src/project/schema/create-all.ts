/** Whether the application creates its tables itself when it starts. */
import type { Stmt } from '../../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import { query } from '../db.ts';
import { exemptPath } from './models/exempt.ts';

const callsCreateAll = query<boolean>('calls-create-all', (db, path) => {
  const isIn = (body: readonly Stmt[]): boolean => {
    for (const stmt of statementsOf(body)) {
      if ((stmt.k === 'def' || stmt.k === 'class') && isIn(stmt.body)) return true;
      for (const expr of expressionsOf(stmt)) {
        for (const one of expressionsIn(expr)) if (one.k === 'attr' && one.name === 'create_all') return true;
      }
    }
    return false;
  };
  const module = db.facts(path)?.python;
  return module?.names.includes('create_all') === true && isIn(module.body);
});

/** The files that call `metadata.create_all`, those of tests left out. */
export const createAllFiles = query<readonly string[]>('create-all-files', (db) =>
  db.paths().filter((path) => path.endsWith('.py') && exemptPath(path) === null && db.get(callsCreateAll, path)),
);
