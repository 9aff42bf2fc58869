import { defineProjectRule, type Found, type Project } from '../../../src/rulekit/index.ts';
import { changesSomething, handlerKey, type Route, reachOf, routesByApp } from '../../../src/rulekit/routes.ts';

const STORED = new Set(['session', 'cursor', 'engine', 'model']);

export default defineProjectRule<{ readonly mutatingFrom: number }>(({ project, options }) =>
  [...routesByApp(project)].flatMap(([app, routes]): Found[] => {
    // One that asks, or may: the project knows how, and `route-without-auth` tells which others do not.
    if (routes.some(({ authenticated, identifies }) => authenticated !== false || identifies)) return [];
    const writing = [
      ...Map.groupBy(
        routes.filter((route) => writes(project, route)),
        handlerKey,
      ).values(),
    ].flatMap((same) => same.slice(0, 1));
    const [first] = writing;
    if (writing.length < options.mutatingFrom || !first) return [];
    const made = project.routes().routers.find(({ name, kind }) => kind === 'app' && name === app);
    return [
      {
        at: made?.at ?? first.includes[0] ?? first.at,
        subject: app,
        symbol: '',
        values: {
          app,
          count: writing.length,
          examples: writing.slice(0, 3).map(labelOf),
          how:
            first.framework === 'flask'
              ? '`app.before_request(require_user)`'
              : '`FastAPI(dependencies=[Depends(get_current_user)])`',
        },
        related: writing
          .slice(0, 5)
          .map((route) => ({ ...route.at, note: 'route', values: { route: labelOf(route) } })),
      },
    ];
  }),
);

function writes(project: Project, route: Route): boolean {
  const { path } = route.handler.at;
  if (
    !changesSomething(route) ||
    project.layerOf(path) === 'test' ||
    /(^|\/)(examples?|samples?|docs?|demo\w*|scripts?)\//.test(path)
  )
    return false;
  const reach = reachOf(project, route);
  return (
    reach !== null &&
    (reach.uses.some(({ kind }) => STORED.has(kind)) || reach.services.some(({ layer }) => layer === 'repository'))
  );
}

function labelOf({ methods, path }: Route): string {
  return `${methods.join(',')} ${path}`;
}
