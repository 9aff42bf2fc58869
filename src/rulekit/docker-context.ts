/** What a Dockerfile takes from its build context, against what the repository has. */
import type { Image, ImageCopy } from '../model/deployment.ts';
import type { Project } from '../model/project.ts';
import { dockerPatterns, gitPatterns, isIgnored } from './ignore-patterns.ts';

export interface MissingSource {
  readonly image: Image;
  readonly copy: ImageCopy;
  readonly source: string;
  /**
   * absent: no file of that name. ignored: kept out of the repository by `.gitignore`. excluded: in the repository, and kept out of
   * the build by `.dockerignore`.
   */
  readonly kind: 'absent' | 'ignored' | 'excluded';
}

const ASIDE =
  /(^|\/)(tests?|examples?|samples?|docs?|templates?|fixtures|cookiecutter[^/]*|\{\{[^/]*|\.devcontainer|node_modules|vendor|third_party|archive[sd]?|legacy|old|deprecated)\//i;

/** In path order, then as they stand. Silent wherever the folder that is built from could be another. */
export function missingSources(project: Project): readonly MissingSource[] {
  const { images } = project.deployment();
  return images
    .filter(isPython)
    .filter(({ path }) => !ASIDE.test(path) && !/\.(j2|jinja2?|tmpl|tpl|template|erb|in|mustache)$/i.test(path))
    .flatMap((image) => missingIn(project, image));
}

/** Other images are the business of other people's tools. */
function isPython({ stages }: Image): boolean {
  const said = stages.flatMap(({ base, runs, start, entrypoint }) => [
    base ?? '',
    ...runs,
    start?.text ?? '',
    entrypoint?.text ?? '',
  ]);
  return said.some((text) => /python|\bpip3?\b|\buv\b|poetry|conda|pypy|\bg?unicorn\b/.test(text));
}

function missingIn(project: Project, image: Image): readonly MissingSource[] {
  const stated = statedContexts(project, image);
  const contexts = new Set([...stated, ...foldersAround(image.path)]);
  const found = (kind: MissingSource['kind'], copy: ImageCopy, source: string) => ({ image, copy, source, kind });
  return image.stages.flatMap(({ copies }) =>
    copies.flatMap((copy) => {
      // BuildKit takes a pattern that nothing matches for nothing to copy.
      const named = copy.sources.filter((source) => !isPattern(source));
      const absent = named.filter((source) => ![...contexts].some((context) => holds(project, context, source)));
      const missing = absent.flatMap((source): MissingSource[] => {
        if (stated.length === 0 && mayBeElsewhere(project, source)) return [];
        const kind = absenceOf(project, source);
        return kind ? [found(kind, copy, source)] : [];
      });
      if (missing.length > 0) return missing;
      const excluded = named.filter((source) => isExcluded(project, image, stated, source));
      return excluded.map((source) => found('excluded', copy, source));
    }),
  );
}

/** The folders that manifests build the image from. */
function statedContexts(project: Project, { path }: Image): readonly string[] {
  const services = project
    .deployment()
    .manifests.flatMap(({ kind, services }) => (kind === 'dockerfile' ? [] : services));
  const contexts = services.flatMap(({ build }) => {
    if (!build) return [];
    const name = (build.dockerfile ?? 'Dockerfile').replace(/^\.?\//, '');
    const file = build.context === '' ? name : `${build.context}/${name}`;
    return file === path || name === path ? [build.context] : [];
  });
  return [...new Set(contexts)];
}

function foldersAround(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/')).concat('');
}

function holds(project: Project, context: string, source: string): boolean {
  const path = cleaned(context === '' ? source : `${context}/${source}`);
  // A clone has its history; what is copied from there is never among the files.
  if (path === '' || path === context || /^\.git(\/|$)/.test(cleaned(source))) return true;
  const { folders, files } = treeOf(project);
  return files.has(path) || folders.has(path) || isInsideSpecial(path, files);
}

/** Below a submodule or a link, of which the tree only has the name. */
function isInsideSpecial(path: string, files: ReadonlySet<string>): boolean {
  return path.split('/').some((_, index, parts) => index > 0 && files.has(parts.slice(0, index).join('/')));
}

function cleaned(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function isPattern(source: string): boolean {
  return /[*?[]/.test(source);
}

interface Tree {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

function treeOf(project: Project): Tree {
  return project.memo('tree', (of) => {
    const folders = new Set<string>();
    for (const path of of.paths()) {
      for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
        const folder = path.slice(0, at);
        if (folders.has(folder)) break;
        folders.add(folder);
      }
    }
    return { files: new Set(of.paths()), folders };
  });
}

/** Something of that name stands in another folder, which somebody may build from. */
function mayBeElsewhere(project: Project, source: string): boolean {
  const path = cleaned(source);
  const { files, folders } = treeOf(project);
  const end = `/${path}`;
  return [...files].some((file) => file.endsWith(end)) || [...folders].some((folder) => folder.endsWith(end));
}

/** What builds leave behind; what is there before an image is made from it. */
const BUILT =
  /(^|\/)(dist|build|out|target|public|static|node_modules|generated|artifacts?|bin|release|wheels?|wheelhouse|vendor|site|_?build|coverage)(\/|$)|\.(whl|jar|tar|gz|tgz|zip|deb|rpm|so|bin|exe|onnx|pt|pth|pkl|joblib|h5|gguf|model)$/i;

/** Why a path is not there; `null` for one that a step before the build makes. */
function absenceOf(project: Project, source: string): 'absent' | 'ignored' | null {
  const path = cleaned(source);
  if (BUILT.test(path) || isMade(project, path)) return null;
  const isKeptOut = project.filesOfKind('text').some(({ path: file, facts }) => {
    if (!facts.patterns || !/(^|\/)\.gitignore$/.test(file)) return false;
    return isIgnored(gitPatterns(facts.patterns), path);
  });
  return isKeptOut ? 'ignored' : 'absent';
}

/** A workflow or a script names it. */
function isMade(project: Project, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name.length < 3) return true;
  const { manifests } = project.deployment();
  const jobs = manifests.filter(({ kind }) => kind === 'workflow').flatMap(({ services }) => services);
  if (jobs.some(({ commands }) => commands.some(({ text }) => text.includes(name)))) return true;
  return project.filesOfKind('text').some(({ facts }) => facts.script?.some(({ text }) => text.includes(name)));
}

/** Left out by the `.dockerignore` of the one context that is certain. */
function isExcluded(project: Project, image: Image, stated: readonly string[], source: string): boolean {
  const [context, ...others] = stated.length > 0 ? stated : [image.path.split('/').slice(0, -1).join('/')];
  if (context === undefined || others.length > 0 || !holds(project, context, source)) return false;
  const path = cleaned(source);
  const beside = project.file(`${image.path}.dockerignore`)?.facts;
  const facts = beside ?? project.file(context === '' ? '.dockerignore' : `${context}/.dockerignore`)?.facts;
  if (path === '' || !facts?.patterns) return false;
  const patterns = dockerPatterns(facts.patterns);
  // Something below a folder may be let in again.
  const letsIn = facts.patterns.some((line) => line.startsWith('!'));
  return !letsIn && isIgnored(patterns, path);
}
