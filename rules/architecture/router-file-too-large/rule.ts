import { isApplicationCode } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type Part, type Project, type Route } from '../../../src/rulekit/index.ts';
import { splitByResource } from '../../../src/rulekit/route-groups.ts';

type Options = {
  readonly maxLines: number;
  readonly maxRoutes: number;
  readonly fewRoutes: number;
};

/** A module with the handlers of its routes. */
interface RouteFile {
  readonly path: string;
  readonly lines: number;
  /** One for each registration, in source order. */
  readonly routes: readonly Route[];
}

export default defineProjectRule<Options>(({ project, options }) => {
  const { maxLines, maxRoutes, fewRoutes } = options;
  const large = routeFiles(project).filter(({ lines, routes }) => {
    return routes.length > maxRoutes || (lines > maxLines && routes.length >= fewRoutes);
  });
  return large.flatMap(fileFound);
});

/** Registrations beside their handlers: a list of routes whose handlers stand elsewhere is a table of contents. */
function routeFiles(project: Project): readonly RouteFile[] {
  const own = project.routes().routes.filter(({ mounted, at, handler }) => mounted && at.path === handler.at.path);
  return [...Map.groupBy(own, ({ at }) => at.path)].flatMap(([path, routes]): RouteFile[] => {
    const file = isApplicationCode(project, path) ? project.file(path) : undefined;
    const once = new Map(routes.toReversed().map((route) => [`${route.at.span.line}:${route.at.span.column}`, route]));
    const inOrder = [...once.values()].sort((a, b) => a.at.span.line - b.at.span.line);
    return file ? [{ path, lines: file.facts.lineStarts.length - 1, routes: inOrder }] : [];
  });
}

function fileFound({ path, lines, routes }: RouteFile): Found[] {
  const [first] = routes;
  if (!first) return [];
  const split = splitByResource(routes);
  const code = split.map(({ name, paths, routes: group }) => `${name}.py  # ${group.length}: ${paths.join(', ')}`);
  return [
    {
      at: first.at,
      subject: path,
      symbol: '',
      values: { file: path.slice(path.lastIndexOf('/') + 1), lines, total: routes.length, code },
      ...(split.length > 1 ? {} : { variant: 'one-resource' }),
      parts: routes.map(partOf),
    },
  ];
}

/** The handler, and not the path, which changes with any prefix. */
function partOf({ methods, path, handler, at }: Route): Part {
  return { subject: `${methods.join(',')} ${handler.symbol}`, label: `${methods.join(',')} ${path}`, at };
}
