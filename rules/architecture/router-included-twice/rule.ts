import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { type Repeat, repeatsIn, secondInclusion } from '../../../src/rulekit/repeated-routes.ts';
import { isSamePlace, routesByApp } from '../../../src/rulekit/routes.ts';

export default defineProjectRule(({ project }) =>
  [...routesByApp(project)].flatMap(([app, routes]) =>
    byInclusion(repeatsIn(routes)).map((group) => foundOf(app, group)),
  ),
);

/** A router that comes in twice is one mistake, however many routes it has. */
function byInclusion(repeats: readonly Repeat[]): readonly (readonly [Repeat, ...Repeat[]])[] {
  const groups = new Map<string, [Repeat, ...Repeat[]]>();
  for (const repeat of repeats) {
    const include = secondInclusion(repeat);
    if (!include) continue;
    const key = `${include.path}:${include.span.line}:${include.span.column}`;
    const known = groups.get(key);
    if (known) known.push(repeat);
    else groups.set(key, [repeat]);
  }
  return [...groups.values()];
}

function foundOf(app: string, group: readonly [Repeat, ...Repeat[]]): Found {
  const open = group.find(({ first, later }) => later.authenticated === true && first.authenticated !== true);
  const { first, later, methods } = open ?? group[0];
  const route = `${methods.join(',')} ${later.path}`;
  const original = first.includes.find((place, i) => !isSamePlace(place, later.includes[i])) ?? first.at;
  return {
    at: secondInclusion({ first, later, methods }) ?? later.at,
    subject: `router twice ${app} ${routerKey(group)}`,
    symbol: '',
    values: { app, count: group.length, route, guard: later.guards[0]?.name ?? '' },
    related: [
      { ...original, note: 'include' },
      { ...later.at, note: 'route', values: { route } },
    ],
    ...(open ? { variant: 'guard-lost', severity: 'major' } : {}),
    ...(first.condition === later.condition ? {} : { confidence: 'medium' }),
  };
}

/** One and the same for any order in which the router's modules are imported. */
function routerKey(group: readonly Repeat[]): string {
  const [first] = group.map(({ later }) => `${later.at.path} ${later.handler.name}`).sort();
  return first ?? '';
}
