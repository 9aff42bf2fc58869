/** Where Alembic looks for migrations: `alembic.ini`, `[tool.alembic]` of pyproject, else a folder with `env.py`. */
import type { DataEntry, DataNode } from '../../../model/facts.ts';
import { type Db, query } from '../../db.ts';
import { findModule } from '../../modules.ts';
import { revisionHeader } from './revision-header.ts';

export interface ScriptLocation {
  readonly folder: string;
  readonly versions: readonly string[];
  readonly recursive: boolean;
  readonly configuredBy: string;
  readonly env: string | null;
  /** `[alembic:exclude] tables = …`, which env.py reads in many projects. */
  readonly excluded: readonly string[];
}

/** Every tree of migrations that Alembic is told of, in path order. */
export const scriptLocations = query<readonly ScriptLocation[]>('script-locations', (db) => {
  const found = new Map<string, ScriptLocation>();
  for (const path of db.paths()) {
    if (!/\.(ini|cfg|toml)$/.test(path) || isAside(path)) continue;
    for (const location of db.get(configuredLocations, path)) {
      const known = found.get(location.folder);
      const [versions = location.folder] = location.versions;
      if (!known) found.set(location.folder, location);
      // `alembic -n other`: a second database, with revisions in a folder of its own and the same env.py.
      else if (known.versions.join() !== location.versions.join() && !found.has(versions))
        found.set(versions, { ...location, folder: versions });
    }
  }
  const configured = [...found.values()];
  for (const env of db.paths()) {
    if (!/(^|\/)env\.py$/.test(env) || isAside(env) || !usesAlembic(db, env)) continue;
    const folder = parent(env);
    // A second tree beside a configured one is not what Alembic applies.
    const beside = configured.some((one) => one.folder === folder || isWithin(folder, parent(one.configuredBy)));
    if (!beside) found.set(folder, location(db, folder, [], false, env, []));
  }
  return [...found.values()].flatMap((one) => perDialect(db, one)).sort((a, b) => (a.folder < b.folder ? -1 : 1));
});

/** Folders inside `versions` and no revision beside them: one chain for each dialect or tenant, chosen while Alembic runs. */
function perDialect(db: Db, location: ScriptLocation): readonly ScriptLocation[] {
  const [versions] = location.versions;
  if (versions === undefined || location.versions.length > 1 || location.recursive) return [location];
  const folders = new Set<string>();
  for (const path of db.paths()) {
    if (!path.startsWith(`${versions}/`) || !path.endsWith('.py') || path.endsWith('/__init__.py')) continue;
    const inside = path.slice(versions.length + 1).split('/');
    if (inside.length === 1) return [{ ...location, recursive: continuesInside(db, versions) }];
    if (inside.length === 2) folders.add(inside[0] ?? '');
  }
  if (folders.size === 0) return [location];
  return [...folders]
    .sort()
    .map((name) => ({ ...location, folder: `${versions}/${name}`, versions: [`${versions}/${name}`] }));
}

/**
 * Whether folders inside `versions` hold most of the tree that begins there: one for each release, which a program passes to
 * Alembic as further locations.
 */
function continuesInside(db: Db, versions: string): boolean {
  const headers = db
    .paths()
    .filter((path) => path.startsWith(`${versions}/`) && path.endsWith('.py') && !SET_ASIDE.test(path))
    .flatMap((path) => {
      const header = db.get(revisionHeader, path);
      return header === null || 'kind' in header ? [] : [header];
    });
  const ids = new Set(headers.map(({ id }) => id));
  const inner = headers.filter(({ path }) => path.includes('/', versions.length + 1));
  return inner.length > headers.length / 2 && inner.every(({ down }) => down.every((id) => ids.has(id)));
}

/** Where projects keep migrations that are applied no more. */
const SET_ASIDE = /\/_?(archived?|old|backup|unused|disabled|deprecated|legacy|squashed|obsolete)s?\//;

/** Tests and examples have migrations of their own, which no deployment runs. */
function isAside(path: string): boolean {
  return /(^|\/)(tests?|testing|fixtures|examples?|docs|templates|node_modules|site-packages|\.venv|venv)\//.test(path);
}

function isWithin(folder: string, outer: string): boolean {
  return outer === '' || folder === outer || folder.startsWith(`${outer}/`);
}

function usesAlembic(db: Db, env: string): boolean {
  const body = db.facts(env)?.python?.body ?? [];
  return body.some(
    (stmt) =>
      stmt.k === 'import' && (stmt.from === 'alembic' || stmt.names.some(({ name }) => name.startsWith('alembic'))),
  );
}

const configuredLocations = query<readonly ScriptLocation[]>('configured-script-locations', (db, path) => {
  const found: ScriptLocation[] = [];
  for (const document of db.facts(path)?.documents ?? []) {
    const sections = path.endsWith('.toml')
      ? [child(child(document, 'tool'), 'alembic')]
      : entries(document).map((entry) => entry.v);
    const excluded = words(scalar(child(child(document, 'alembic:exclude'), 'tables')), /[\s,]+/);
    for (const section of sections) {
      const written = scalar(child(section, 'script_location'));
      if (written === null) continue;
      const folder = locate(db, path, written);
      const separator = scalar(child(section, 'version_path_separator') ?? child(section, 'path_separator'));
      const listed = items(child(section, 'version_locations'), separatorOf(separator));
      const versions = listed.map((one) => locate(db, path, one.replaceAll('%(script_location)s', written)));
      if (!hasFolder(db, folder) && !versions.some((one) => hasFolder(db, one))) continue;
      const recursive = scalar(child(section, 'recursive_version_locations')) === 'true';
      found.push(location(db, folder, versions, recursive, path, excluded));
    }
  }
  return found;
});

/** Without a word about it, Alembic splits at blanks and commas: `package:folder` stays whole. */
function separatorOf(written: string | null): RegExp {
  if (written === null) return /[\s;,]+/;
  if (written === 'space') return /\s+/;
  return written === 'newline' ? /\n/ : /[\s;,:]+(?![\\/]{2})/;
}

function location(
  db: Db,
  folder: string,
  versions: readonly string[],
  recursive: boolean,
  configuredBy: string,
  excluded: readonly string[],
): ScriptLocation {
  const env = join(folder, 'env.py');
  return {
    folder,
    versions: versions.length > 0 ? versions : [join(folder, 'versions')],
    recursive,
    configuredBy,
    env: db.facts(env)?.python ? env : null,
    excluded,
  };
}

/** The folder that a configuration names: `%(here)s/migrations`, `package:migrations`, `migrations`. */
function locate(db: Db, config: string, written: string): string {
  const here = parent(config);
  const clean = written.replaceAll('%(here)s', '.').replaceAll('%%', '%').replaceAll('\\', '/').trim();
  // `package:folder:folder` is a folder inside an installed package.
  const [first = '', ...more] = clean.split(':');
  const second = more.length > 0 ? more.join('/') : undefined;
  if (second !== undefined) {
    const found = findModule(db, config, first, 0);
    if (found) return join(found.path.replace(/\/?(__init__\.py)?$/, ''), second);
  }
  const wanted = join(here, second ?? first);
  if (hasFolder(db, wanted)) return wanted;
  const fromRoot = join('', second ?? first);
  if (hasFolder(db, fromRoot)) return fromRoot;
  // Alembic is started somewhere else: the only folder of that name is meant.
  const ending = `/${fromRoot}/env.py`;
  const others = db.paths().filter((path) => path.endsWith(ending));
  return others.length === 1 ? parent(others[0] ?? '') : wanted;
}

function hasFolder(db: Db, folder: string): boolean {
  return db.paths().some((path) => path.startsWith(`${folder}/`));
}

function join(...parts: readonly string[]): string {
  const names: string[] = [];
  for (const name of parts.join('/').split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

function parent(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

function entries(node: DataNode | null): readonly DataEntry[] {
  return node?.k === 'map' ? node.entries : [];
}

function child(node: DataNode | null, key: string): DataNode | null {
  return entries(node).findLast((entry) => entry.key === key)?.v ?? null;
}

function scalar(node: DataNode | null): string | null {
  return node?.k === 'scalar' && node.v !== null ? String(node.v) : null;
}

function items(node: DataNode | null, separator: RegExp): readonly string[] {
  return node?.k === 'seq' ? node.items.flatMap((item) => scalar(item) ?? []) : words(scalar(node), separator);
}

function words(text: string | null, separator: RegExp): readonly string[] {
  return (text ?? '')
    .split(separator)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
