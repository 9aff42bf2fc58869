/** Which distributions the commands of a CI job install. */
import type { CiJob } from '../model/ci.ts';
import type { DependencyManifest } from '../model/dependencies.ts';
import type { Project } from '../model/project.ts';

/** Distributions that bring test plugins along. */
const BUNDLES =
  /^pytest-(invenio|homeassistant.*|canonical.*|plugins?|suite)$|(^|-)(testing|tests?|test-?(utils|suite|tools)|dev-?(tools|deps|requirements)|toolkit|checks)$|^(seed|edx|odoo|plone|openstack|hacking|oslotest|dallinger|kedro|dagster|databricks|zulip)/;

/** Normalised names; `null` where some of it could not be told. */
export function installedBy(project: Project, { commands, hidden }: CiJob): ReadonlySet<string> | null {
  if (
    hidden ||
    commands.some(({ tool, kind }) => tool === 'tox' || tool === 'nox' || kind === 'containers' || kind === 'unread')
  )
    return null;
  const installs = commands.filter(({ kind }) => kind === 'install');
  if (installs.length === 0) return null;
  const found = new Set<string>();
  const manifests = project.dependencies().projects.flatMap((one) => one.manifests);
  for (const { run, tool } of installs) {
    const added = tool === 'pip' || /^uv pip install\b/.test(run) ? ofPip(manifests, run) : everything(project);
    if (added === null) return null;
    for (const name of added) found.add(name);
  }
  return [...found].some((name) => BUNDLES.test(name)) ? null : found;
}

/** Whatever the manifests and locks of the repository name. */
export function everything(project: Project): readonly string[] | null {
  const { projects } = project.dependencies();
  if (projects.some(({ manifests }) => manifests.some(({ open }) => open))) return null;
  return projects.flatMap(({ manifests, locked }) => [...manifests.flatMap(namesIn), ...(locked ?? [])]);
}

function namesIn({ declared }: DependencyManifest): readonly string[] {
  return declared.map(({ name }) => name);
}

function ofPip(manifests: readonly DependencyManifest[], run: string): readonly string[] | null {
  const words = run
    .replace(/^(uv )?pip install\s+/, '')
    .split(/\s+/)
    .map((word) => word.replace(/^["']|["']$/g, ''));
  const found: string[] = [];
  for (const [index, word] of words.entries()) {
    const before = words[index - 1] ?? '';
    const added = ofWord(manifests, word, before);
    if (added === null) return null;
    found.push(...added);
  }
  return found;
}

/** Options that take a word which is no requirement. */
const TAKES_WORD = /^(-c|--constraint|-i|--index-url|--extra-index-url|-f|--find-links|--target|-t|--prefix|--python)$/;

function ofWord(manifests: readonly DependencyManifest[], word: string, before: string): readonly string[] | null {
  if (/^(-r|--requirements?)$/.test(before)) return ofFile(manifests, word, 0);
  const joined = /^(?:-r|--requirements?=)(.+)$/.exec(word)?.[1];
  if (joined !== undefined) return ofFile(manifests, joined, 0);
  if (word === '' || word.startsWith('-') || TAKES_WORD.test(before)) return [];
  const named = /^([\w.-]*\w)(?:\[[\w,.-]*\])?(?:[=<>~!;].*)?$/s.exec(word)?.[1];
  if (named !== undefined && /^\w/.test(named)) return [named.toLowerCase().replace(/[-_.]+/g, '-')];
  // A folder of this repository, or an address.
  return /[$:@*]/.test(word) ? null : ofFolders(manifests);
}

function ofFile(manifests: readonly DependencyManifest[], name: string, depth: number): readonly string[] | null {
  const path = name.replace(/^\.\//, '');
  const same = manifests.filter((one) => one.path === path || one.path.endsWith(`/${path}`));
  if (same.length === 0 || depth > 5 || same.some(({ open }) => open)) return null;
  const found: string[] = [];
  for (const one of same) {
    found.push(...namesIn(one));
    if (one.locals.length > 0) {
      const local = ofFolders(manifests);
      if (local === null) return null;
      found.push(...local);
    }
    for (const include of one.includes) {
      const more = ofFile(manifests, include, depth + 1);
      if (more === null) return null;
      found.push(...more);
    }
  }
  return found;
}

/** What `pip install .[dev]` may bring: all extras, to be sure. */
function ofFolders(manifests: readonly DependencyManifest[]): readonly string[] | null {
  const packages = manifests.filter(
    ({ format }) => format === 'pyproject' || format === 'poetry' || format === 'setup',
  );
  return packages.length === 0 || packages.some(({ open }) => open) ? null : packages.flatMap(namesIn);
}
