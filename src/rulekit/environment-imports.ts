/** What env.py imports, however indirectly: the mapped classes that autogenerate can see. */
import type { Project } from '../model/project.ts';

/**
 * The files of the repository that run when Alembic loads `env`, in path order. `null` where that cannot be told: something
 * on the way imports modules by names that are made while it runs.
 */
export function importedByEnvironment(project: Project, env: string): readonly string[] | null {
  return project.memo(`environment-imports:${env}`, (at) => {
    const found = new Set<string>([env]);
    const packages = new Set(at.paths().filter((path) => path.endsWith('/__init__.py')));
    for (const path of found) {
      if (importsByName(at, path)) return null;
      for (const { to } of at.importsOf(path)) {
        for (const package_ of packagesAround(to)) if (packages.has(package_)) found.add(package_);
        found.add(to);
      }
    }
    return [...found].sort();
  });
}

/** `import app.db.models` runs `app/__init__.py` and `app/db/__init__.py` first. */
function packagesAround(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.map((_, i) => `${folders.slice(0, i + 1).join('/')}/__init__.py`);
}

const BY_NAME = new Set([
  'import_module',
  '__import__',
  'iter_modules',
  'walk_packages',
  'find_modules',
  'import_string',
  'exec_module',
  'load_module',
  'entry_points',
  'iter_entry_points',
  'load_all_models',
  'import_submodules',
  'import_models',
  'rglob',
  'glob',
  'listdir',
  'scandir',
]);

function importsByName(project: Project, path: string): boolean {
  return project.file(path)?.facts.python?.names.some((name) => BY_NAME.has(name)) ?? false;
}
