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
/** More modules than this are no plan. */
const MOST = 8;

/**
 * By the first word of the path after what all of them share, or by the last tag where paths do not tell them apart. Largest first; the
 * rest comes last. One group alone says that there is nothing to tell apart.
 */
export function splitByResource(routes: readonly Route[]): readonly RouteGroup[] {
  const words = routes.map((route) => wordsOf(route.path));
  const depth = sharedDepth(words);
  const byPath = gather(
    routes,
    (_, i) => words[i]?.[depth] ?? null,
    (_, i) => `/${(words[i] ?? []).slice(0, depth + 1).join('/')}`,
  );
  if (byPath.length > 1) return byPath;
  const byTag = gather(
    routes,
    (route) => route.tags.at(-1) ?? null,
    (route) => route.tags.at(-1) ?? '',
  );
  return byTag.length > 1 ? byTag : byPath;
}

/** The segments that are words. */
function wordsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && !/[{<]/.test(segment));
}

/** How many words nearly all paths begin with: a single odd one must not hide that. */
function sharedDepth(words: readonly (readonly string[])[]): number {
  let depth = 0;
  for (; depth < 6; depth++) {
    const counts = new Map<string, number>();
    for (const each of words) {
      const word = each[depth];
      if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    const most = Math.max(0, ...counts.values());
    if (most < words.length * 0.85) return depth;
  }
  return depth;
}

function gather(
  routes: readonly Route[],
  keyOf: (route: Route, index: number) => string | null,
  pathOf: (route: Route, index: number) => string,
): readonly RouteGroup[] {
  const groups = new Map<string, { paths: Set<string>; routes: Route[] }>();
  routes.forEach((route, i) => {
    const key = keyOf(route, i);
    const name = key === null ? '' : moduleNameOf(key);
    const group = groups.get(name) ?? { paths: new Set(), routes: [] };
    if (name !== '') group.paths.add(pathOf(route, i));
    group.routes.push(route);
    groups.set(name, group);
  });
  const sorted = [...groups].sort((a, b) => b[1].routes.length - a[1].routes.length || (a[0] < b[0] ? -1 : 1));
  const kept = sorted.filter(([name, group]) => name !== '' && group.routes.length >= SMALLEST).slice(0, MOST);
  return kept.map(([name, group]) => ({ name, paths: [...group.paths].slice(0, 3), routes: group.routes }));
}

function moduleNameOf(word: string): string {
  return word
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/\W+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
}
