import { isApplicationCode } from '../../../src/rulekit/application.ts';
import { defineProjectRule, type Found, type Part, type Project, type Route } from '../../../src/rulekit/index.ts';
import { splitByResource } from '../../../src/rulekit/route-groups.ts';
import { handlerKey } from '../../../src/rulekit/routes.ts';

type Options = {
  readonly maxLines: number;
  readonly maxRoutes: number;
  readonly fewRoutes: number;
  readonly mostFiles: number;
};

/** A module with the handlers of its routes. */
interface RouteFile {
  readonly path: string;
  readonly lines: number;
  /** One for each handler, in source order: two addresses of one are one. */
  readonly routes: readonly Route[];
  readonly split: ReturnType<typeof splitByResource>;
}

/** Files that a finding about all of them names. */
const NAMED = 6;

export default defineProjectRule<Options>(({ project, options }) => {
  const large = routeFiles(project, options)
    .filter((file) => isLarge(file, options))
    .sort((a, b) => b.lines - a.lines);
  return large.length > options.mostFiles ? houseFound(large) : large.flatMap(fileFound);
});

function isLarge({ lines, routes, split }: RouteFile, { maxLines, maxRoutes, fewRoutes }: Options): boolean {
  // What is about one resource is at home in one module, up to a point.
  const factor = split.length > 1 ? 1 : 2;
  const isLong = lines > maxLines * factor && routes.length >= fewRoutes;
  return isLong || (routes.length > maxRoutes * factor && lines > maxLines / 2);
}

/** Those that may be large. Registrations beside their handlers: a list of routes whose handlers stand elsewhere is a table of contents. */
function routeFiles(project: Project, { maxLines }: Options): readonly RouteFile[] {
  const own = project.routes().routes.filter(({ mounted, at, handler }) => mounted && at.path === handler.at.path);
  return [...Map.groupBy(own, ({ at }) => at.path)].flatMap(([path, all]): RouteFile[] => {
    const file = isApplicationCode(project, path) ? project.file(path) : undefined;
    if (!file || file.facts.lineStarts.length - 1 <= maxLines / 2) return [];
    const once = new Map(all.toReversed().map((route) => [handlerKey(route), route]));
    const routes = [...once.values()].sort((a, b) => a.at.span.line - b.at.span.line);
    return [{ path, lines: file.facts.lineStarts.length - 1, routes, split: splitByResource(routes) }];
  });
}

function fileFound(file: RouteFile): Found[] {
  const { path, lines, routes, split } = file;
  const [first] = routes;
  if (!first) return [];
  const code = split.map(({ name, paths, routes: group }) => `${name}.py  # ${group.length}: ${paths.join(', ')}`);
  return [
    {
      at: first.at,
      subject: path,
      symbol: '',
      values: { file: nameOf(file), lines, total: routes.length, code },
      ...(split.length > 1 ? {} : { variant: 'one-resource' }),
      parts: [partOf(file, first)],
    },
  ];
}

/** So many large modules are how this project is built: one remark, beginning with the largest. */
function houseFound(files: readonly RouteFile[]): Found[] {
  const [largest] = files;
  const [found] = largest ? fileFound(largest) : [];
  if (!largest || !found) return [];
  const named = files.slice(0, NAMED).map(({ path }) => path);
  const related = files.slice(1, NAMED).flatMap(({ path, lines, routes }) => {
    const values = { file: path, lines, total: routes.length };
    return routes[0] ? [{ ...routes[0].at, note: 'another', values }] : [];
  });
  return [
    {
      ...found,
      subject: 'large modules of the project',
      variant: 'house',
      values: { ...found.values, files: named, many: files.length },
      related,
      parts: files.flatMap((file) => {
        const [alone] = fileFound(file);
        return file.routes[0] && alone ? [{ ...partOf(file, file.routes[0]), alone }] : [];
      }),
    },
  ];
}

function nameOf({ path }: RouteFile): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The module as a whole: it has grown too large once, and not again with each route. */
function partOf(file: RouteFile, { at }: Route): Part {
  return { subject: `${file.path} routes`, label: nameOf(file), at };
}
