/** Whether a table that a chain of migrations does not make is that chain's affair. */
import type { Expr, Stmt } from '../../model/python.ts';
import { expressionsIn, expressionsOf, statementsOf } from '../../model/python-walk.ts';
import type { Chain, ModelTable } from '../../model/schema.ts';
import { type Db, query } from '../db.ts';
import { importsOf } from '../imports.ts';
import { chainsQuery } from './alembic/chains.ts';
import { modelSchema } from './models/model-schema.ts';
import { sameTable } from './table-names.ts';

/** Asked for the few tables that no migration makes. */
export function isConcerned(db: Db, table: ModelTable, chain: Chain): boolean {
  return !hasOwnHistory(db, table, chain) && !isOfOtherService(db, table, chain) && !isLeftOver(db, table, chain);
}

interface Told {
  readonly path: string;
  readonly texts: readonly string[];
}

/** Migrations outside of all chains that make tables: those of plug-ins, which the host finds when it runs. */
const madeElsewhere = query<readonly Told[]>('tables-made-elsewhere', (db) => {
  const known = new Set(db.get(chainsQuery).flatMap(({ revisions }) => revisions.map(({ path }) => path)));
  return db
    .paths()
    .filter((path) => path.endsWith('.py') && !known.has(path))
    .flatMap((path) => {
      const texts = db.get(textsOfMigration, path);
      return texts.length > 0 ? [{ path, texts }] : [];
    });
});

const textsOfMigration = query<readonly string[]>('texts-of-migration', (db, path) => {
  const module = db.facts(path)?.python;
  if (!module?.names.includes('down_revision') || !module.names.includes('create_table')) return [];
  return expressionsBelow(module.body).flatMap((expr) => (expr.k === 'str' ? [expr.v] : []));
});

function expressionsBelow(body: readonly Stmt[]): Expr[] {
  const found: Expr[] = [];
  for (const stmt of statementsOf(body)) {
    for (const expr of expressionsOf(stmt)) found.push(...expressionsIn(expr));
    if (stmt.k === 'def' || stmt.k === 'class') found.push(...expressionsBelow(stmt.body));
  }
  return found;
}

/** A migration that stands nearer to the class than the chain does makes the table. */
function hasOwnHistory(db: Db, { name, at }: ModelTable, { scriptLocation }: Chain): boolean {
  return db
    .get(madeElsewhere)
    .some(
      ({ path, texts }) =>
        shared(path, at.path) > shared(scriptLocation, at.path) && texts.some((text) => sameTable(text, name)),
    );
}

/** All services of a repository share the metadata that a library brings along; this one is no part of the chain's. */
function isOfOtherService(db: Db, { at: { path }, metadata }: ModelTable, { env, scriptLocation }: Chain): boolean {
  if (env === null || metadata === null || metadata.includes('#')) return false;
  const services = [path, scriptLocation].map((one) => serviceOf(db, one));
  if (services[0] === services[1]) return false;
  const loaded = db.get(loadedWith, env);
  // What a package imports by name is its own.
  return !loaded.some((one) => one === path || (importsByName(db, one) && services.includes(serviceOf(db, one))));
}

const MANIFESTS = ['pyproject.toml', 'setup.py', 'setup.cfg', 'requirements.txt', 'Pipfile'];

/** The folder of the nearest manifest above. */
function serviceOf(db: Db, path: string): string {
  const folders = path.split('/').slice(0, -1);
  while (folders.length > 0 && !MANIFESTS.some((name) => db.facts(`${folders.join('/')}/${name}`) !== undefined))
    folders.pop();
  return folders.join('/');
}

/** The modules of the repository that run when `path` does, but for those that are imported by name. */
const loadedWith = query<readonly string[]>('loaded-with', (db, path) => {
  const found = new Set([path]);
  for (const one of found)
    for (const { to } of db.get(importsOf, one)) for (const each of packagesAround(to).concat(to)) found.add(each);
  return [...found].sort();
});

/** All modules of the repository that another one imports. */
const importedModules = query<readonly string[]>('imported-modules', (db) => {
  const found = new Set<string>();
  for (const path of db.paths()) {
    if (!path.endsWith('.py')) continue;
    for (const { to } of db.get(importsOf, path)) if (to !== path) found.add(to);
  }
  return [...found].sort();
});

/** What may import modules by names that are made while it runs. */
const BY_NAME =
  /^(import_module|__import__|iter_modules|walk_packages|find_modules|import_string|exec_module|load_module|(iter_)?entry_points|load_all_models|import_submodules|import_models|rglob|glob|listdir|scandir)$/;

/** Nothing imports its module, while others of the same metadata are imported: no query ever asks for the table. */
function isLeftOver(db: Db, { at: { path }, metadata }: ModelTable, { env }: Chain): boolean {
  if (env === null || metadata === null) return false;
  const imported = new Set(db.get(importedModules));
  const packages = packagesAround(path);
  if (imported.has(path) || packages.concat(env).some((one) => importsByName(db, one))) return false;
  // `from app.models import *` loads what `__all__` of the package names.
  if (isNamedIn(db, packages.at(-1) ?? '', path.slice(path.lastIndexOf('/') + 1, -'.py'.length))) return false;
  return db.get(modelSchema).tables.some((other) => other.metadata === metadata && imported.has(other.at.path));
}

function isNamedIn(db: Db, package_: string, name: string): boolean {
  return (db.facts(package_)?.python?.body ?? []).some(
    (stmt) =>
      stmt.k === 'assign' &&
      stmt.v !== null &&
      expressionsIn(stmt.v).some((expr) => expr.k === 'str' && expr.v === name),
  );
}

function packagesAround(path: string): string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.map((_, i) => `${folders.slice(0, i + 1).join('/')}/__init__.py`);
}

function importsByName(db: Db, path: string): boolean {
  return db.facts(path)?.python?.names.some((name) => BY_NAME.test(name)) ?? false;
}

function shared(a: string, b: string): number {
  const [left, right] = [a.split('/'), b.split('/')];
  let depth = 0;
  while (depth < left.length && left[depth] === right[depth]) depth++;
  return depth;
}
