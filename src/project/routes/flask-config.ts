/** `app.config["AUTH_URL_PREFIX"]`: the value that the repository's configuration classes and modules give by default. */
import { moduleBindings } from '../bindings.ts';
import { type Constant, evaluate } from '../constants.ts';
import { query } from '../db.ts';
import { inside, type Site } from '../resolve.ts';
import { isTestPath } from './frameworks.ts';

const FILES = /(^|\/)[^/]*(config|settings|defaults?)[^/]*(\.py$|\/)/i;

/** Upper-case names of configuration files; a name with two values has that of the first class in path order. */
export const flaskConfig = query<ReadonlyMap<string, Constant>>('flask-config', (db) => {
  const found = new Map<string, Constant>();
  for (const path of db.paths()) {
    if (!path.endsWith('.py') || !FILES.test(path) || isTestPath(path)) continue;
    const module: Site = { path, within: [] };
    const sites: Site[] = [module];
    for (const [binding] of db.get(moduleBindings, path).names.values()) {
      if (binding?.kind === 'class') sites.push(inside(module, binding.def));
    }
    for (const site of sites) {
      const body = site.within[0]?.body ?? db.facts(path)?.python?.body ?? [];
      for (const stmt of body) {
        const [target] = stmt.k === 'assign' ? stmt.targets : [];
        if (stmt.k !== 'assign' || target?.k !== 'name' || !/^[A-Z][A-Z0-9_]*$/.test(target.id) || !stmt.v) continue;
        const value = found.has(target.id) ? undefined : evaluate(db, site, stmt.v);
        if (value !== undefined) found.set(target.id, value);
      }
    }
  }
  return found;
});
