/** Questions about manifests that several rules ask. */
import { itemsOf, textOf, valueAt } from '../model/data-walk.ts';
import type { Declared, DependencyManifest, PythonProject } from '../model/dependencies.ts';
import type { Project } from '../model/project.ts';
import { FILE_START, type Place } from '../model/span.ts';

const ASIDE =
  /(^|\/)\.|(^|\/)(\w*docs?|documentation|\w*reference|qa|e2e|evals?|ci|devel|examples?|samples?|demos?|scripts?|tools?|bench\w*|perf|load\w*|[\w-]*test(s|ing)?|notebooks?)(\/|$)/i;

const BESIDE =
  /(^|\/)(contrib|install|hooks|hook_utils|infra|performance|perf|load[-_]?tests?|[\w-]*[-_](scripts|tools))\//i;

/** Code that is run by hand, with whatever is installed there. */
export function isBeside(path: string): boolean {
  return BESIDE.test(path);
}

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

const PUBLISHES = /\b(twine upload|(uv|poetry|hatch|flit|pdm|maturin) publish)\b/;

/** Whether a workflow sends packages to an index, for others to install. */
export function publishesPackages(project: Project): boolean {
  const jobs = project.deployment().manifests.flatMap(({ kind, services }) => (kind === 'workflow' ? services : []));
  return jobs.some(
    ({ commands, node }) =>
      commands.some(({ text }) => PUBLISHES.test(text)) ||
      itemsOf(valueAt(node, 'steps')).some((step) => /pypi-publish/.test(textOf(valueAt(step, 'uses')) ?? '')),
  );
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
