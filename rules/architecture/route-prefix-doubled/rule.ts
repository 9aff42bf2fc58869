import { defineProjectRule, type Found, type Place } from '../../../src/rulekit/index.ts';
import { isSamePlace, type Route, routesByApp } from '../../../src/rulekit/routes.ts';

/** Two prefixes that follow each other, and the segments that both say. */
interface Doubling {
  readonly outer: Prefix;
  readonly inner: Prefix;
  readonly repeated: readonly string[];
}

type Prefix = Route['prefixes'][number];

export default defineProjectRule(({ project }) => {
  const doubled = new Map<string, { readonly doubling: Doubling; readonly routes: Route[] }>();
  for (const route of [...routesByApp(project).values()].flat()) {
    const doubling = doublingOf(route.prefixes);
    if (!doubling) continue;
    const key = `${keyOf(doubling.outer.at)} ${keyOf(doubling.inner.at)}`;
    const known = doubled.get(key);
    if (known) known.routes.push(route);
    else doubled.set(key, { doubling, routes: [route] });
  }
  return [...doubled.values()].flatMap(({ doubling, routes: [first, ...others] }) =>
    first ? [foundOf(doubling, first, others.length + 1)] : [],
  );
});

function keyOf({ path, span }: Place): string {
  return `${path}:${span.line}:${span.column}`;
}

/** A prefix that begins with what those before it end in. */
function doublingOf(prefixes: readonly Prefix[]): Doubling | null {
  let before: readonly string[] = [];
  for (const [i, inner] of prefixes.entries()) {
    const segments = segmentsOf(inner.text);
    const outer = prefixes[i - 1];
    const repeated = outer ? overlap(before, segments) : [];
    if (outer && repeated.length > 0 && !isSamePlace(outer.at, inner.at)) return { outer, inner, repeated };
    before = [...before, ...segments];
  }
  return null;
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** The longest beginning of `after` that `before` ends in; parameters are no words that anybody repeats. */
function overlap(before: readonly string[], after: readonly string[]): readonly string[] {
  for (let length = Math.min(before.length, after.length); length > 0; length--) {
    const [end, start] = [before.slice(-length), after.slice(0, length)];
    if (start.every((segment, i) => segment === end[i]) && start.some((segment) => !/[{<]/.test(segment))) return start;
  }
  return [];
}

function foundOf({ outer, inner, repeated }: Doubling, route: Route, count: number): Found {
  const values = {
    outer: outer.text,
    inner: inner.text,
    repeated: `/${repeated.join('/')}`,
    route: `${route.methods.join(',')} ${route.path}`,
    meant: meantPath(route, repeated),
    count,
  };
  return {
    at: inner.at,
    subject: `${values.outer} ${values.inner}`,
    symbol: '',
    values,
    related: [
      { ...outer.at, note: 'outer', values },
      { ...route.at, note: 'route', values },
    ],
  };
}

/** The path with the repetition taken out once. */
function meantPath({ path }: Route, repeated: readonly string[]): string {
  const part = `/${repeated.join('/')}`;
  return path.replace(`${part}${part}`, part);
}
