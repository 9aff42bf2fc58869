/** Where the code of a handler would go: the service whose name says the same as the handler, its module or its path. */
import type { LayerModule, Use } from './index.ts';
import type { Route } from './routes.ts';

export interface NaturalPlace {
  /** A dotted module, or the package that holds the services. */
  readonly name: string;
  readonly module: LayerModule | null;
}

/** `asked`: the services that other handlers ask, once for each handler that does. */
export function naturalPlace(
  route: Route,
  use: Use,
  services: readonly LayerModule[],
  asked: readonly LayerModule[],
): NaturalPlace {
  const owner = use.kind === 'sdk' && use.target === use.call ? use.call.split('.').slice(0, -1) : [];
  const fitting = services.filter(({ touchesStore }) => use.kind === 'sdk' || touchesStore);
  const best =
    bestMatch([owner, ...sourcesOf(route)], fitting) ?? services.find(({ vendors }) => vendors.includes(use.target));
  if (best) return { name: best.name, module: best };
  return { name: usualPlace(asked.length > 0 ? asked : services), module: null };
}

/** The module that most handlers ask, or the package that holds most of what they ask. */
function usualPlace(services: readonly LayerModule[]): string {
  const [module, count] = mostFrequent(services.map(({ name }) => name));
  if (count > services.length / 2) return module;
  return mostFrequent(services.map(({ name }) => name.split('.').slice(0, -1).join('.') || name))[0];
}

function mostFrequent(names: readonly string[]): readonly [string, number] {
  const groups = [...Map.groupBy(names, (name) => name)].map(([name, all]): [string, number] => [name, all.length]);
  return groups.toSorted(([, a], [, b]) => b - a)[0] ?? ['services', 0];
}

/** What tells the subject of a handler, the most telling first: its file, its folder, its path, its name. */
function sourcesOf(route: Route): readonly (readonly string[])[] {
  const file = route.handler.at.path.replace(/\.py$/, '').split('/');
  return [file.slice(-1), file.slice(-2, -1), route.pathKey.split('/'), [route.handler.symbol]];
}

function bestMatch(sources: readonly (readonly string[])[], services: readonly LayerModule[]): LayerModule | undefined {
  for (const words of sources.map(wordsOf)) {
    const [best] = services
      .map((service) => ({ service, fit: fitOf(service, words) }))
      .filter(({ fit }) => fit >= 0.5)
      .toSorted((a, b) => b.fit - a.fit || a.service.name.length - b.service.name.length);
    if (best) return best.service;
  }
  return undefined;
}

/** How much of what a service's name says is about the words: `invited_org_user_dao` is not the place of users. */
function fitOf(service: LayerModule, words: readonly string[]): number {
  const own = new Set(wordsOf(service.name.split('.').slice(-2)));
  const shared = [...own].filter((word) => words.includes(word));
  return own.size === 0 ? 0 : shared.length / own.size;
}

const EMPTY =
  /^(api|v\d+|app|server|service|handler|route|router|view|endpoint|controller|crud|repository|repo|dao|rest|model|db|database|module|config|configuration|default|detail|status|data|resource|get|post|put|delete|create|update|list|my|me|main|init|base|common|core|src|backend|the|all|by|id|user_id)$/;

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
