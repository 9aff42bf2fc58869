import { defineProjectRule, type Found, type Guard } from '../../../src/rulekit/index.ts';
import { type Route, routesByApp } from '../../../src/rulekit/routes.ts';

interface Opened {
  readonly opening: NonNullable<Guard['opens']>[number];
  readonly guard: Guard;
  readonly routes: Set<Route>;
}

export default defineProjectRule(({ project }) => {
  const found = new Map<string, Opened>();
  for (const route of [...routesByApp(project).values()].flat()) {
    for (const guard of route.guards) {
      for (const opening of guard.opens ?? []) {
        if (project.layerOf(opening.path) === 'test') continue;
        const key = `${opening.path}:${opening.span.line}`;
        const known = found.get(key) ?? { opening, guard, routes: new Set() };
        known.routes.add(route);
        found.set(key, known);
      }
    }
  }
  return [...found.values()]
    .filter(({ opening }) => isMissing(opening.setting) || isSwitch(opening.setting))
    .map(foundOf);
});

/** A secret or provider that nobody has configured. */
function isMissing(setting: string): boolean {
  return (
    /(^|[^a-z])not |is None|== ""/i.test(setting) &&
    /key|secret|token|password|jwks|issuer|audience|client_?id|domain|credential|provider|users?\b|auth_?url/i.test(
      setting,
    )
  );
}

/** A switch that turns authentication itself off. */
function isSwitch(setting: string): boolean {
  return /(auth\w*|login|security|sso|oidc|jwt|api_?key)\w*(enabled|disabled|required|on|off|mode|bypass|skip)|(enable|disable|require|skip|bypass|no|use)_?\w*(auth|login|security|sso)/i.test(
    setting,
  );
}

function foundOf({ opening, guard, routes }: Opened): Found {
  const missing = isMissing(opening.setting) && !isSwitch(opening.setting);
  const changing = [...routes].filter(({ methods }) => methods.some((method) => method !== 'GET' && method !== 'HEAD'));
  const name = guard.name.slice(guard.name.lastIndexOf('.') + 1);
  const shown = changing.length > 0 ? changing : [...routes];
  return {
    at: { path: opening.path, span: opening.span },
    subject: `${guard.name} ${opening.setting}`,
    symbol: name,
    values: { guard: name, setting: opening.setting, count: routes.size, examples: shown.slice(0, 3).map(labelOf) },
    ...(missing ? {} : { variant: 'switch', severity: 'minor' }),
    related: shown.slice(0, 3).map((route) => ({ ...route.at, note: 'route', values: { route: labelOf(route) } })),
  };
}

function labelOf({ methods, path }: Route): string {
  return `${methods.join(',')} ${path}`;
}
