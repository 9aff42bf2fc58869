/** Where the code of a handler would go: the service whose name says the same as the handler, its module or its path. */
import type { LayerModule, Use } from '../../../src/rulekit/index.ts';
import type { Route } from '../../../src/rulekit/routes.ts';

export interface NaturalPlace {
  /** A dotted module, or the package that holds the services. */
  readonly name: string;
  readonly module: LayerModule | null;
}

export function naturalPlace(route: Route, use: Use, services: readonly LayerModule[]): NaturalPlace {
  const owner = use.kind === 'sdk' && use.target === use.call ? use.call.split('.').slice(0, -1) : [];
  const fitting = services.filter(({ touchesStore }) => use.kind === 'sdk' || touchesStore);
  const best =
    bestMatch([owner, ...sourcesOf(route)], fitting) ?? services.find(({ vendors }) => vendors.includes(use.target));
  if (best) return { name: best.name, module: best };
  return { name: commonPackage(services), module: null };
}

/** The package that holds most of the services. */
function commonPackage(services: readonly LayerModule[]): string {
  const counts = new Map<string, number>();
  for (const { name } of services) {
    const folder = name.split('.').slice(0, -1).join('.') || name;
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0] ?? 'services';
}

/** What tells the subject of a handler, the most telling first: its file, its folder, its path, its name. */
function sourcesOf(route: Route): readonly (readonly string[])[] {
  const file = route.handler.at.path.replace(/\.py$/, '').split('/');
  return [file.slice(-1), file.slice(-2, -1), route.pathKey.split('/'), [route.handler.symbol]];
}

function bestMatch(sources: readonly (readonly string[])[], services: readonly LayerModule[]): LayerModule | undefined {
  for (const words of sources.map(wordsOf)) {
    const found = services.find((service) =>
      wordsOf(service.name.split('.').slice(-2)).some((word) => words.includes(word)),
    );
    if (found) return found;
  }
  return undefined;
}

const EMPTY =
  /^(api|v\d+|app|server|service|handler|route|router|view|endpoint|controller|crud|repository|repo|get|post|put|delete|create|update|list|my|me|main|init|base|common|core|src|backend|the|all|by|id|user_id)$/;

function wordsOf(names: readonly string[]): string[] {
  return names
    .flatMap((name) => name.split(/[^A-Za-z0-9]+/))
    .map((word) =>
      word
        .toLowerCase()
        .replace(/ies$/, 'y')
        .replace(/(?<=[^s])s$/, ''),
    )
    .filter((word) => word.length > 2 && !EMPTY.test(word));
}
