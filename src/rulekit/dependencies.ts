/** Questions about manifests that several rules ask. */
import type { Declared, DependencyManifest, PythonProject } from '../model/dependencies.ts';
import type { Project } from '../model/project.ts';
import { FILE_START, type Place } from '../model/span.ts';

const ASIDE =
  /(^|\/)(docs?|documentation|qa|e2e|examples?|samples?|demos?|scripts?|tools?|bench\w*|perf|load\w*|\w*[-_]?tests?|testing|notebooks?)(\/|$)/i;

/** Documentation, tests, tools: no part of what runs. */
export function isAside({ folder }: PythonProject): boolean {
  return ASIDE.test(folder);
}

/** The projects that make up the application; those of documentation, tests and tools aside. */
export function applicationProjects(project: Project): readonly PythonProject[] {
  return project.dependencies().projects.filter((one) => !isAside(one));
}

/** Where a remark about a manifest as a whole stands: its first runtime dependency. */
export function placeOfManifest({ path, declared }: DependencyManifest): Place {
  return declared.find(({ role }) => role === 'runtime')?.at ?? { path, span: FILE_START };
}

/** The project that a manifest belongs to. */
export function projectOfManifest(project: Project, path: string): PythonProject | null {
  return project.dependencies().projects.find(({ manifests }) => manifests.some((one) => one.path === path)) ?? null;
}

/** The command that adds to a manifest and locks what it adds; `null` where people write the line themselves. */
export function addCommand(of: PythonProject, { format }: DependencyManifest): string | null {
  const [lock = ''] = of.locks;
  if (format === 'poetry' || lock.endsWith('poetry.lock')) return 'poetry add';
  if (format === 'pipfile') return 'pipenv install';
  if (format !== 'pyproject') return null;
  return lock.endsWith('uv.lock') ? 'uv add' : lock.endsWith('pdm.lock') ? 'pdm add' : null;
}

/** Whether a project is installed where it runs, and not published for others to install. */
export function isDeployed(project: Project, { folder, manifests }: PythonProject): boolean {
  const within = (path: string) => folder === '' || path.startsWith(`${folder}/`);
  return project
    .deployment()
    .manifests.some(
      ({ kind, path, services }) =>
        kind !== 'workflow' &&
        kind !== 'env-file' &&
        (within(path) ||
          services.some(
            ({ build }) =>
              build !== null &&
              (build.context === folder || manifests.some((one) => one.path.startsWith(`${build.context}/`))),
          )),
    );
}

/** A dependency as its manifest writes it. */
export function writtenAs({ name, extras, specifier }: Declared): string {
  return `${name}${extras.length > 0 ? `[${extras.join(',')}]` : ''}${specifier}`;
}

export interface OpenDependencies {
  readonly manifest: DependencyManifest;
  /** Runtime dependencies of which any version may be installed. */
  readonly open: readonly Declared[];
  readonly total: number;
}

/** What a project installs at run time without saying in which version, for each of its manifests; nothing for what is locked or published. */
export function openDependencies(
  projects: readonly PythonProject[],
  of: PythonProject,
  deployed: boolean,
): readonly OpenDependencies[] {
  const above = projects.filter(
    ({ folder }) => folder === '' || of.folder === folder || of.folder.startsWith(`${folder}/`),
  );
  if (above.some(({ locks }) => locks.length > 0)) return [];
  const all = above.flatMap(({ manifests }) => manifests);
  const pinned = new Set(
    all.filter(({ format }) => format === 'constraints').flatMap(({ declared }) => declared.map(({ name }) => name)),
  );
  return installedManifests(of, deployed).flatMap((manifest) => {
    const runtime = manifest.declared.filter(({ role }) => role === 'runtime');
    const open = runtime.filter(
      ({ name, source, specifier }) => source === 'index' && !isExact(specifier) && !pinned.has(name),
    );
    return open.length === 0 ? [] : [{ manifest, open, total: runtime.length }];
  });
}

/** The manifests from which an application is installed: its requirements, where it has any, as compiled as they are. */
export function installedManifests({ manifests }: PythonProject, deployed: boolean): readonly DependencyManifest[] {
  const asks = manifests.filter(({ declared }) => declared.some(({ role }) => role === 'runtime'));
  const files = asks.filter(({ format }) => format === 'requirements');
  const compiled = files.filter(
    ({ path }) => path.endsWith('.txt') || !manifests.some((one) => one.path === path.replace(/\.in$/, '.txt')),
  );
  const published = asks.some(({ format }) => format === 'setup');
  if (compiled.length > 0) return published && !deployed ? [] : compiled.filter(({ path }) => !isSource(path, files));
  return deployed
    ? asks.filter(({ format }) => format === 'pyproject' || format === 'poetry' || format === 'pipfile')
    : [];
}

/** `requirements.in`, from which `requirements/main.txt` is compiled. */
function isSource(path: string, files: readonly DependencyManifest[]): boolean {
  return path.endsWith('.in') && files.some((one) => one.path.endsWith('.txt'));
}

/** Whether it leaves no more than the releases of one patch series open: `==1.2.3`, `~=1.2.3`, `==1.2.*`, Poetry's `1.2.3` and `~1.2`. */
function isExact(specifier: string): boolean {
  return (
    /(^|,)\s*={2,3}/.test(specifier) ||
    /^~=\s*\d+\.\d+\.\d+/.test(specifier) ||
    /^~\s*\d+\.\d+/.test(specifier) ||
    /^=?\s*\d/.test(specifier)
  );
}
