/** Many places of one cause are one finding: its parts, and the places that it points to. */
import type { Found, Part, Related } from '../model/finding.ts';
import type { Place } from '../model/span.ts';

interface Site {
  readonly at: Place;
  readonly symbol: string;
}

/**
 * One finding for each file, or, where more than `most` files do it, one for the project: it is how the house works, and the
 * files are its parts. `sites` are in path order.
 */
export function byFileOrOnce<T extends Site>(
  sites: readonly T[],
  most: number,
  make: (sites: readonly T[], files: number) => Found,
): readonly Found[] {
  const byPath = new Map<string, T[]>();
  for (const site of sites) {
    const known = byPath.get(site.at.path);
    if (known) known.push(site);
    else byPath.set(site.at.path, [site]);
  }
  if (byPath.size > most) return [make(sites, byPath.size)];
  return [...byPath.values()].map((group) => make(group, 1));
}

/** The first of each file. */
export function firstOfFiles<T extends Site>(sites: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return sites.filter(({ at }) => {
    const isFirst = !seen.has(at.path);
    seen.add(at.path);
    return isFirst;
  });
}

/** Places that one finding shows beside its own. */
const MAX_SHOWN = 8;

/** One part for each label inside a function, at its first place. */
export function partsOf(sites: readonly (Site & Pick<Part, 'label' | 'alone'>)[]): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const { at, symbol, label, alone } of sites) {
    const subject = `${at.path} ${symbol} ${label}`;
    if (!parts.has(subject)) parts.set(subject, { subject, label, at, ...(alone ? { alone } : {}) });
  }
  return [...parts.values()];
}

/** The other places, worded by the rule's `note`. */
export function relatedTo(sites: readonly Site[], first: Site, note: string): readonly Related[] {
  return sites
    .filter((site) => site !== first)
    .slice(0, MAX_SHOWN)
    .map(({ at, symbol }) => ({ ...at, note, values: { symbol: symbol.split('.').at(-1) || '—' } }));
}
