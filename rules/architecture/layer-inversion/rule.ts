import { defineProjectRule, type Found, type ImportEdge, type Project } from '../../../src/rulekit/index.ts';
import { isValues, type RoutePackages, routePackages } from '../../../src/rulekit/route-packages.ts';

interface Inversion extends ImportEdge {
  /** The folder or module of the HTTP layer that is imported from, as a dotted name. */
  readonly into: string;
  readonly answersRoutes: boolean;
  /** Not only something that stands beside handlers. */
  readonly takesHandler: boolean;
  readonly taken: readonly string[];
}

export default defineProjectRule<{ readonly mostFiles: number }>(({ project, options }) => {
  const http = routePackages(project);
  if (http.homes.size === 0) return [];
  const below = project.eachFile('python', 'below-http', ({ path }, of) => (isBelow(of, path) ? [path] : []));
  const importing = below.flatMap((path) => {
    if (http.homes.has(path) || http.isInside(path)) return [];
    const inversions = project.importsOf(path).flatMap((edge) => inversionOf(http, edge) ?? []);
    return [...Map.groupBy(inversions, ({ into }) => into).values()];
  });
  return [...Map.groupBy(importing, sourceOf).values()].flatMap((some) => {
    const found = some.flatMap((edges) => foundOf(project, edges) ?? []);
    return found.length > options.mostFiles ? gathered(found) : found;
  });
});

/** What a file takes from one part of the HTTP layer, by the module where there is but one. */
function sourceOf(edges: readonly Inversion[]): string {
  const [first] = edges;
  if (!first) return '';
  return edges.every(({ module }) => module === first.module) ? first.module : first.into;
}

/** One module that many import stands in the wrong layer: that is one cause. */
function gathered(found: readonly Found[]): readonly Found[] {
  const [first, ...others] = found;
  if (!first) return [];
  return [
    {
      ...first,
      subject: String(first.values?.source),
      variant: 'everywhere',
      parts: found.map(({ at }) => ({ subject: at.path, label: at.path.slice(at.path.lastIndexOf('/') + 1), at })),
      related: others
        .slice(0, 8)
        .map(({ at }) => ({ ...at, note: 'import', values: { imported: String(first.values?.source) } })),
      ...(found.some(({ severity }) => severity === 'major') ? { severity: 'major' } : {}),
    },
  ];
}

/** Services, repositories, models and the domain: what the HTTP layer is built on. */
function isBelow(project: Project, path: string): boolean {
  const layer = project.layerOf(path);
  const isDomain = layer === 'other' && /(^|\/)domain\//.test(path);
  return (
    layer === 'service' || layer === 'repository' || (layer === 'model' && !/schemas?|dtos?/.test(path)) || isDomain
  );
}

function inversionOf(http: RoutePackages, edge: ImportEdge): Inversion | null {
  const members = edge.names.filter(({ kind, name }) => kind !== 'data' && kind !== 'unknown' && !isPlain(name));
  if (edge.names.length > 0 && members.length === 0) return null;
  // What a package re-exports belongs to the module that defines it.
  const homes = new Set(members.map(({ path }) => path ?? edge.to));
  const [to = edge.to] = homes;
  if (homes.size > 1 || isValues(to)) return null;
  // A package that shows the router of its own module is HTTP, whatever it is called.
  if (edge.from.endsWith('/__init__.py') && to.startsWith(edge.from.slice(0, -'__init__.py'.length))) return null;
  const into = http.packageOf(edge.from, to);
  if (into === null) return null;
  const answersRoutes = http.homes.has(to);
  const taken = members.filter(({ kind }) => kind === 'function' || kind === 'class');
  const takesHandler = members.some(({ name }) => http.isHandler(to, name));
  // Flask's `from app import db`: start-up modules hold what everybody shares.
  if (isEntry(to) && taken.length === 0) return null;
  if (taken.length === 0 && members.length > 0 && !answersRoutes) return null;
  return { ...edge, into, answersRoutes, takesHandler, taken: members.map(({ name }) => name) };
}

function isEntry(path: string): boolean {
  return /(^|\/)(main|app|application|server|wsgi|asgi|run|manage|__init__|__main__)\.py$/.test(path);
}

function isPlain(name: string): boolean {
  return (
    /^_?[A-Z][A-Z0-9_]*$/.test(name) ||
    /^_*(log|logger|logging|app|application|db|celery|celery_app|__version__)$/.test(name)
  );
}

function foundOf(project: Project, edges: readonly Inversion[]): Found | null {
  const [first] = edges;
  if (!first) return null;
  const taken = [...new Set(edges.flatMap((edge) => edge.taken))];
  const layer = project.layerOf(first.from);
  const values = {
    module: first.from,
    imported: first.module,
    source: sourceOf(edges),
    into: first.into,
    names: taken.length > 0 ? taken.slice(0, 6) : [first.module],
    layer: layer === 'other' ? 'domain' : layer,
  };
  const others = edges.slice(1, 9).map((edge) => ({ ...edge.at, note: 'import', values: { imported: edge.module } }));
  return {
    at: first.at,
    subject: first.into,
    symbol: '',
    values,
    parts: parts(edges),
    related: others,
    ...(edges.some(({ answersRoutes }) => answersRoutes) ? { variant: 'handler' } : {}),
    ...(edges.some(({ takesHandler }) => takesHandler) ? { severity: 'major' } : {}),
  };
}

/** One for each name, so that another one taken from there is new. */
function parts(edges: readonly Inversion[]): NonNullable<Found['parts']> {
  const found = new Map<string, { subject: string; label: string; at: Inversion['at'] }>();
  for (const { module, taken, at } of edges) {
    for (const name of taken.length > 0 ? taken.map((one) => `${module}.${one}`) : [module]) {
      const label = name.slice(name.lastIndexOf('.') + 1);
      if (!found.has(name)) found.set(name, { subject: name, label, at });
    }
  }
  return [...found.values()];
}
