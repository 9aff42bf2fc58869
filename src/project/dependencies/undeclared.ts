/** Imports that the manifests above a module do not ask for. */
import type { DependencyManifest, PythonProject, UndeclaredImport } from '../../model/dependencies.ts';
import type { Import } from '../../model/python.ts';
import { spanOf } from '../../model/span.ts';
import { type Db, query } from '../db.ts';
import { findModule } from '../modules.ts';
import { withBrought } from './brought-along.ts';
import { importContext } from './import-context.ts';
import { providersOf } from './import-names.ts';
import { dependenciesQuery, isWithin } from './projects.ts';
import { isStandardLibrary } from './standard-library.ts';

interface Available {
  /** Distributions that are there once everything is installed. */
  readonly names: ReadonlySet<string>;
  /** The projects themselves. */
  readonly own: readonly string[];
  /** More is installed than can be told. */
  readonly open: boolean;
  /** Where a missing one belongs; `null` where nothing says what the application needs. */
  readonly manifest: string | null;
}

/** What is installed for the modules of a folder that has manifests: by them, those above, and what they include. */
const availableIn = query<Available>('distributions-in', (db: Db, folder) => {
  const { projects } = db.get(dependenciesQuery);
  const chosen = new Set(projects.filter((project) => isWithin(folder, project.folder)));
  // A set grows while it is walked: what is added is looked at as well.
  for (const project of chosen) {
    for (const other of installedBy(db, project)) chosen.add(other);
  }
  const manifests = [...chosen].flatMap((project) => project.manifests);
  const paths = new Set(manifests.map(({ path }) => path));
  const all = db.get(manifestsByPath);
  for (const manifest of manifests) {
    for (const include of manifest.includes) {
      const other = paths.has(include) ? undefined : all.get(include);
      if (other === undefined) continue;
      paths.add(include);
      manifests.push(other);
    }
  }
  const isMissing = (path: string) => !paths.has(path);
  const declared = manifests.flatMap((manifest) => manifest.declared);
  const locked = [...chosen].flatMap((project) => project.locked ?? []);
  const own = [...chosen].flatMap((project) => project.own);
  const extras = declared.flatMap(({ name, extras }) => extras.map((extra) => `${name}[${extra.toLowerCase()}]`));
  const needed = manifests.filter(
    ({ format, declared }) =>
      format !== 'image' && format !== 'constraints' && declared.some(({ role }) => role === 'runtime'),
  );
  const nearest =
    needed.filter(({ path }) => isWithin(path, folder)).sort(byRelevance)[0] ?? needed.sort(byRelevance)[0];
  return {
    names: withBrought([...declared.map(({ name }) => name), ...extras, ...locked, ...own]),
    own,
    open: manifests.some((manifest) => manifest.open || manifest.includes.some(isMissing)),
    manifest: nearest?.path ?? null,
  };
});

const manifestsByPath = query<ReadonlyMap<string, DependencyManifest>>(
  'manifests-by-path',
  (db) =>
    new Map(db.get(dependenciesQuery).projects.flatMap(({ manifests }) => manifests.map((one) => [one.path, one]))),
);

const projectsByName = query<ReadonlyMap<string, PythonProject>>(
  'projects-by-name',
  (db) => new Map(db.get(dependenciesQuery).projects.flatMap((project) => project.own.map((name) => [name, project]))),
);

/** The projects of the repository that a project installs, by their folder or by their name. */
function installedBy(db: Db, { manifests }: PythonProject): readonly PythonProject[] {
  const named = db.get(projectsByName);
  const paths = manifests.flatMap(({ locals }) => locals.filter((path) => path !== ''));
  return [
    ...manifests.flatMap(({ declared }) => declared.flatMap(({ name }) => named.get(name) ?? [])),
    ...(paths.length === 0 ? [] : db.get(dependenciesQuery).projects).filter(({ folder }) =>
      paths.some((path) => isWithin(folder, path)),
    ),
  ];
}

const FORMATS = ['poetry', 'pyproject', 'pipfile', 'requirements', 'setup', 'conda', 'constraints', 'image'];

function byRelevance(a: { format: string; path: string }, b: { format: string; path: string }): number {
  return (
    FORMATS.indexOf(a.format) - FORMATS.indexOf(b.format) || a.path.length - b.path.length || (a.path < b.path ? -1 : 1)
  );
}

export const undeclaredImports = query<readonly UndeclaredImport[]>('undeclared-imports', (db, path) => {
  const facts = db.facts(path);
  const module = facts?.python;
  if (!module) return [];
  const { projects } = db.get(dependenciesQuery);
  const governing = projects.findLast(({ folder }) => isWithin(path, folder));
  if (governing === undefined) return [];
  const available = db.get(availableIn, governing.folder);
  const { manifest } = available;
  if (manifest === null || available.open) return [];
  return module.imports.flatMap((stmt) =>
    modulesOf(stmt).flatMap((dotted): readonly UndeclaredImport[] => {
      const missing = missingFrom(db, path, dotted, available);
      if (missing === null || missing.some((name) => db.get(declaredAnywhere).has(name))) return [];
      if (importContext(module.body, stmt.s).optional) return [];
      const at = { path, span: spanOf(facts.lineStarts, stmt) };
      return [{ module: dotted, at, distribution: missing[0] ?? dotted, manifest }];
    }),
  );
});

/** The modules that a statement imports from outside; of a namespace with the name that is taken from it. */
function modulesOf({ from, level, names }: Import): readonly string[] {
  if (level > 0) return [];
  if (from === null) return names.map(({ name }) => name);
  return /^(google|azure)(\.|$)/.test(from) ? names.map(({ name }) => `${from}.${name}`) : [from];
}

/** Whether a distribution that the project asks for provides the module, whatever else has its name. */
export function isInstalled(db: Db, path: string, dotted: string): boolean {
  if (isStandardLibrary(dotted.split('.', 1)[0] ?? '')) return true;
  const governing = db.get(dependenciesQuery).projects.findLast(({ folder }) => isWithin(path, folder));
  if (governing === undefined) return false;
  const { names, own } = db.get(availableIn, governing.folder);
  return providersOf(dotted)?.some((name) => names.has(name) && !own.includes(name)) ?? false;
}

function missingFrom(db: Db, path: string, dotted: string, available: Available): readonly string[] | null {
  const first = dotted.split('.', 1)[0] ?? dotted;
  if (first === '' || isStandardLibrary(first)) return null;
  const provided = providersOf(dotted);
  if (provided === null || provided.some((name) => available.names.has(name) || hasVariant(name, available.names)))
    return null;
  return findModule(db, path, first, 0) === null ? provided : null;
}

/** `fpdf2`, `passlib-fork`: another distribution of the same module. */
function hasVariant(name: string, available: ReadonlySet<string>): boolean {
  for (const other of available) {
    if (other.startsWith(name) && VARIANT.test(other.slice(name.length))) return true;
  }
  return false;
}

const VARIANT = /^-?\d+$|^-(fork|ng|lite|slim|skinny|binary|compat|next|nightly|headless|python|py3|cpu|gpu|core|ce)$/;

/** Code that several projects of a repository share is installed by the manifest of each. */
const declaredAnywhere = query<ReadonlySet<string>>('declared-anywhere', (db) => {
  const manifests = db.get(dependenciesQuery).projects.flatMap((project) => project.manifests);
  const installed = manifests.filter(({ format }) => format !== 'image');
  return new Set(installed.flatMap(({ declared }) => declared.map(({ name }) => name)));
});
