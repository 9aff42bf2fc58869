/** The resources that the routes of one module are about, as files that each could have. */
import type { Route } from '../model/routes.ts';

export interface RouteGroup {
  /** A name for a module: `sessions`. */
  readonly name: string;
  /** What its paths begin with. */
  readonly paths: readonly string[];
  readonly routes: readonly Route[];
}

/** Groups smaller than this stay with the others. */
const SMALLEST = 2;
/** A word that most paths have is worth telling apart by the next one from so many routes. */
const LARGE = 6;
/** Paths that a group names. */
const SHOWN = 3;
/** More modules than this are no plan. */
const MOST = 8;

/**
 * By the first word of the path after what all of them share, a word that most of them share by the next one, or by the last tag where
 * paths do not tell them apart. Largest first; what is alone is left out. One group says that there is nothing to tell apart.
 */
export function splitByResource(routes: readonly Route[]): readonly RouteGroup[] {
  const words = routes.map(({ path }) => wordsOf(path));
  const depth = sharedDepth(words);
  const sharing = countOf(words.map((each) => each[depth] ?? ''));
  const beside = countOf(words.map((each) => each.slice(depth, depth + 2).join('/')));
  const byPath = gather(routes, (route, i) => {
    const [word, next] = words[i]?.slice(depth, depth + 2) ?? [];
    if (word === undefined) return null;
    const most = sharing.get(word) ?? 0;
    const isTold = next !== undefined && (beside.get(`${word}/${next}`) ?? 0) >= SMALLEST;
    return isTold && most > routes.length / 2 && most >= LARGE
      ? { name: next, path: pathTo(route, depth + 2) }
      : { name: word, path: pathTo(route, depth + 1) };
  });
  if (byPath.length > 1) return byPath;
  const byTag = gather(routes, ({ tags }) => {
    const tag = tags.at(-1);
    return tag === undefined ? null : { name: tag, path: tag };
  });
  return byTag.length > 1 ? byTag : byPath;
}

function countOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** The segments that are words. */
function wordsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && !/[{<]/.test(segment));
}

/** How many words nearly all paths begin with: a single odd one must not hide that. */
function sharedDepth(words: readonly (readonly string[])[]): number {
  let depth = 0;
  for (; depth < 6; depth++) {
    const counts = countOf(words.flatMap((each) => each[depth] ?? []));
    const most = [...counts.values()].reduce((largest, count) => Math.max(largest, count), 0);
    if (most < words.length * 0.85) return depth;
  }
  return depth;
}

/** The path up to its so many-th word. */
function pathTo({ path }: Route, words: number): string {
  let left = words;
  const kept: string[] = [];
  for (const segment of path.split('/').slice(1)) {
    if (left === 0) break;
    if (!/[{<]/.test(segment)) left -= 1;
    kept.push(segment);
  }
  return `/${kept.join('/')}`;
}

type Key = { readonly name: string; readonly path: string } | null;

function gather(routes: readonly Route[], keyOf: (route: Route, index: number) => Key): readonly RouteGroup[] {
  const groups = new Map<string, { paths: Set<string>; routes: Route[] }>();
  routes.forEach((route, i) => {
    const key = keyOf(route, i);
    const name = key === null ? '' : moduleNameOf(key.name);
    if (key === null || name === '') return;
    const group = groups.get(name) ?? { paths: new Set(), routes: [] };
    group.paths.add(key.path);
    group.routes.push(route);
    groups.set(name, group);
  });
  const sorted = [...groups].sort((a, b) => b[1].routes.length - a[1].routes.length || (a[0] < b[0] ? -1 : 1));
  const kept = sorted.filter(([, group]) => group.routes.length >= SMALLEST).slice(0, MOST);
  return kept.map(([name, group]) => ({ name, paths: [...group.paths].slice(0, SHOWN), routes: group.routes }));
}

function moduleNameOf(word: string): string {
  return word
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/\W+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}
