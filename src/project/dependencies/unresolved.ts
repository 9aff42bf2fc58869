/** Imports of this repository's own names and modules that do not exist. */
import type { UnresolvedImport } from '../../model/dependencies.ts';
import type { Import, Stmt } from '../../model/python.ts';
import { definitionsIn, statementsOf } from '../../model/python-walk.ts';
import { spanOf } from '../../model/span.ts';
import { moduleBindings } from '../bindings.ts';
import { type Db, query } from '../db.ts';
import { findModule, moduleName, submodule } from '../modules.ts';
import { isTestPath } from '../routes/frameworks.ts';
import { importContext } from './import-context.ts';
import { isInstalled } from './undeclared.ts';

/** The names of a module, as far as its text tells them all. */
interface Table {
  readonly names: ReadonlySet<string>;
  /** Names may come to be that the text does not show. */
  readonly open: boolean;
}

/** Code that makes names of a module without writing them down. */
const DYNAMIC = new Set([
  'globals',
  '__getattr__',
  'exec',
  'execfile',
  'setattr',
  'lazy_loader',
  'import_module',
  'modules',
  '__path__',
  'vars',
  'locals',
  '__import__',
  'attach',
  'extend_path',
]);
const EMPTY: Table = { names: new Set(), open: true };

const tableOf = query<Table>('names-of-module', (db: Db, path) => {
  const facts = db.facts(path);
  const module = facts?.python;
  if (!module || module.errors.length > 0 || facts.problems.length > 0) return EMPTY;
  if (module.names.some((name) => DYNAMIC.has(name))) return EMPTY;
  const { names, stars } = db.get(moduleBindings, path);
  const found = new Set([
    ...names.keys(),
    ...globalNames(module.body),
    '__home_',
    '__file__',
    '__doc__',
    '__path__',
    '__package__',
    '__spec__',
    '__dict__',
    '__all__',
    '__version__',
  ]);
  return { names: found, open: stars.length > 0 && isOpenStar(db, path, found, new Set([path])) };
});

/** Follows star imports, adding what they bring; whether one of them brings what is not known. */
function isOpenStar(db: Db, path: string, into: Set<string>, seen: Set<string>): boolean {
  for (const { dotted, level } of db.get(moduleBindings, path).stars) {
    const module = findModule(db, path, dotted, level);
    if (module === null || module.path.endsWith('/')) return true;
    if (seen.has(module.path)) continue;
    seen.add(module.path);
    if (seen.size > 100) return true;
    const facts = db.facts(module.path);
    if (!facts?.python || facts.python.errors.length > 0 || facts.python.names.some((name) => DYNAMIC.has(name)))
      return true;
    for (const name of db.get(moduleBindings, module.path).names.keys()) into.add(name);
    if (isOpenStar(db, module.path, into, seen)) return true;
  }
  return false;
}

/** `global CACHE` in a function, which then assigns it. */
function globalNames(body: readonly Stmt[]): readonly string[] {
  return definitionsIn(body).flatMap(({ def }) =>
    def.k === 'def' ? statementsOf(def.body).flatMap((stmt) => (stmt.k === 'global' ? stmt.names : [])) : [],
  );
}

export const unresolvedImports = query<readonly UnresolvedImport[]>('unresolved-imports', (db, path) => {
  const facts = db.facts(path);
  const module = facts?.python;
  if (!module || module.errors.length > 0) return [];
  return module.imports.flatMap((stmt) => {
    const missing = missingIn(db, path, stmt);
    if (missing.length === 0) return [];
    const { optional, lazy } = importContext(module.body, stmt.s);
    if (optional) return [];
    const at = { path, span: spanOf(facts.lineStarts, stmt) };
    return missing.map((one) => ({ ...one, lazy, at }));
  });
});

/** An absolute import means this file for certain: it is below a folder above the importer, and no other file has its name. */
function isCertain(db: Db, from: string, dotted: string, found: string): boolean {
  const tail = dotted.replaceAll('.', '/');
  const root = found.slice(0, found.lastIndexOf(tail));
  return from.startsWith(root) && moduleName(db, found) === dotted && db.get(namesakes, tail).length === 1;
}

/** The modules and packages of the tree whose dotted name ends so. */
const namesakes = query<readonly string[]>('namesakes', (db, tail) => {
  const ends = [`${tail}.py`, `${tail}/__init__.py`];
  return db.paths().filter((path) => ends.some((end) => path === end || path.endsWith(`/${end}`)));
});

type Missing = Omit<UnresolvedImport, 'lazy' | 'at'>;

function missingIn(db: Db, path: string, { from, level, names }: Import): readonly Missing[] {
  const absolute = level > 0 ? [] : from === null ? names.map(({ name }) => name) : [from];
  if (absolute.some((dotted) => isInstalled(db, path, dotted))) return [];
  if (from === null && level === 0) {
    return names.flatMap(({ name }) =>
      findModule(db, path, name, 0) === null ? missingModule(db, path, name, 0) : [],
    );
  }
  const module = findModule(db, path, from ?? '', level);
  if (module === null) return missingModule(db, path, from ?? '', level);
  if (module.path.endsWith('/') || module.path === path) return [];
  const table = db.get(tableOf, module.path);
  if (table.open) return [];
  const isMissing = (name: string) =>
    name !== '*' && !table.names.has(name) && submodule(db, module.path, name) === null;
  const missing = names.filter(({ name }) => isMissing(name) && !isBuiltOtherwise(db, module.path, name));
  if (missing.length === 0 || (level === 0 && !isCertain(db, path, from ?? '', module.path))) return [];
  return missing.map(
    ({ name }): Missing => ({
      module: moduleName(db, module.path),
      name,
      target: module.path,
      similar: nearlySame(name, table.names),
      elsewhere: elsewhere(db, name, module.path),
    }),
  );
}

/** `import app.services.mail` where `app.services` is a package of this repository that has no `mail`. */
function missingModule(db: Db, path: string, dotted: string, level: number): readonly Missing[] {
  const parts = dotted.split('.');
  for (let length = parts.length - 1; length >= (level > 0 ? 0 : 1); length--) {
    const parent = findModule(db, path, parts.slice(0, length).join('.'), level);
    if (parent === null) continue;
    // A file is no package, and a folder without `__init__.py` may continue elsewhere.
    if (!parent.path.endsWith('/__init__.py')) return [];
    if (level === 0 && !isCertain(db, path, parts.slice(0, length).join('.'), parent.path)) return [];
    const name = parts[length] ?? '';
    if (name === '' || isBuiltOtherwise(db, parent.path, name) || isBesideRust(db, parent.path)) return [];
    const table = db.facts(parent.path)?.python;
    if (!table || table.names.some((one) => DYNAMIC.has(one))) return [];
    return [
      {
        module: `${moduleName(db, parent.path)}.${name}`,
        name: null,
        target: parent.path,
        similar: null,
        elsewhere: null,
      },
    ];
  }
  return [];
}

/** Made by a compiler or a generator: stubs, Cython, C, Rust, protocol buffers, version files. */
function isBuiltOtherwise(db: Db, path: string, name: string): boolean {
  if (/_pb2(_grpc)?$|^_?version$|^__version__$|^_/.test(name)) return true;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return db.get(otherSources).has(`${folder}${name}`);
}

/** Rust that becomes a module of the package says so in a manifest above it. */
function isBesideRust(db: Db, path: string): boolean {
  return db.get(crates).some((folder) => folder === '' || path.startsWith(`${folder}/`));
}

const crates = query<readonly string[]>('rust-crates', (db) =>
  db.paths().flatMap((path) => (/(^|\/)Cargo\.toml$/.test(path) ? [path.slice(0, -'/Cargo.toml'.length)] : [])),
);

/** Symbolic links, submodules, files beside Python's that may become modules, and everything that is stubbed, without their endings. */
const otherSources = query<ReadonlySet<string>>('other-sources', (db) => {
  const found = new Set<string>();
  for (const path of db.paths()) {
    if (!path.slice(path.lastIndexOf('/') + 1).includes('.')) found.add(path);
    const match =
      /^(.*\/)?([^/.]+)[^/]*\.(pyi|pyx|pxd|so|pyd|c|cpp|cc|rs|proto|thrift|j2|jinja2?|in|tmpl|template)$/.exec(path);
    if (match?.[2] !== undefined) found.add(`${match[1] ?? ''}${match[2]}`);
  }
  return found;
});

/** A name that differs by its case, an underscore or a plural. */
function nearlySame(name: string, names: ReadonlySet<string>): string | null {
  const bare = (text: string) => text.toLowerCase().replace(/_/g, '').replace(/e?s$/, '');
  const wanted = bare(name);
  for (const other of names) if (bare(other) === wanted) return other;
  return null;
}

/** The one module that defines a class or function of this name. */
function elsewhere(db: Db, name: string, not: string): string | null {
  const homes = db.get(definers, name);
  const [only, another] = homes.filter((path) => path !== not && !isTestPath(path));
  if (only === undefined || another !== undefined) return null;
  const home = moduleName(db, only);
  return home === moduleName(db, not) ? null : home;
}

const definers = query<readonly string[]>('definers-of-name', (db, name) =>
  db.paths().filter((path) => {
    const module = path.endsWith('.py') ? db.facts(path)?.python : undefined;
    if (!module?.names.includes(name)) return false;
    return module.body.some((stmt) => (stmt.k === 'def' || stmt.k === 'class') && stmt.name === name);
  }),
);
