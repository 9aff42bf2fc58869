/** What an application installs without saying in which version. */
import type { Declared, DependencyManifest, PythonProject } from '../model/dependencies.ts';

export interface OpenDependencies {
  readonly manifest: DependencyManifest;
  /** Runtime dependencies of which any version may be installed. */
  readonly open: readonly Declared[];
  readonly total: number;
}

/** What installs the others. */
const INSTALLERS: ReadonlySet<string> = new Set(['pip', 'setuptools', 'wheel']);

/** Those of the manifest that has most of them; `null` for a project that is locked, or published and not deployed. */
export function openDependencies(
  projects: readonly PythonProject[],
  of: PythonProject,
  deployed: boolean,
): OpenDependencies | null {
  const above = projects.filter(({ folder }) => folder === '' || `${of.folder}/`.startsWith(`${folder}/`));
  if (above.some(({ locks }) => locks.length > 0)) return null;
  const pinned = new Set(above.flatMap(pinnedNames));
  const isOpen = ({ name, source, specifier }: Declared) =>
    source === 'index' && !isExact(specifier) && !pinned.has(name) && !INSTALLERS.has(name);
  const found = installedManifests(of, deployed).flatMap((manifest) => {
    const runtime = manifest.declared.filter(({ role }) => role === 'runtime');
    const open = runtime.filter(isOpen);
    return open.length === 0 ? [] : [{ manifest, open, total: runtime.length }];
  });
  return found.sort((a, b) => b.open.length - a.open.length)[0] ?? null;
}

/** What constraints hold, and what any file of requirements gives exactly: it may be what another one was frozen into. */
function pinnedNames({ manifests }: PythonProject): readonly string[] {
  return manifests.flatMap(({ format, declared }) =>
    declared
      .filter(({ specifier }) => format === 'constraints' || (format === 'requirements' && isExact(specifier)))
      .map(({ name }) => name),
  );
}

/** The manifests from which an application is installed: its requirements as compiled, where it has any. */
function installedManifests({ manifests }: PythonProject, deployed: boolean): readonly DependencyManifest[] {
  const asks = manifests.filter(({ declared }) => declared.some(({ role }) => role === 'runtime'));
  const files = asks.filter(({ format }) => format === 'requirements');
  const compiled = files.filter(({ path }) => path.endsWith('.txt'));
  // The releases of OpenStack are constrained as a whole, elsewhere.
  if (asks.some(({ declared }) => declared.some(({ name }) => name === 'pbr'))) return [];
  if (files.length > 0) {
    if (!deployed && manifests.some(({ format }) => format === 'setup')) return [];
    return compiled.length > 0 ? compiled : files;
  }
  return deployed ? asks.filter(({ format }) => /^(pyproject|poetry|pipfile)$/.test(format)) : [];
}

/** Says which: `==1.2.3`, `==1.2.*`, Poetry's `1.2.3` and `~1.2`. `~=1.2` is a bound that somebody chose. */
function isExact(specifier: string): boolean {
  return /(^|,)\s*={2,3}|^~|^=?\s*\d/.test(specifier);
}
