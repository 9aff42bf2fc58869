/** Many places of one cause are one finding: its parts, and the places that it points to. */
import type { Part, Related } from '../model/finding.ts';
import type { Place } from '../model/span.ts';

interface Site {
  readonly at: Place;
  readonly symbol: string;
}

/** Places that one finding shows beside its own. */
const MAX_SHOWN = 8;

/** One part for each label inside a function, at its first place. */
export function partsOf(sites: readonly (Site & { readonly label: string })[]): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const { at, symbol, label } of sites) {
    const subject = `${at.path} ${symbol} ${label}`;
    if (!parts.has(subject)) parts.set(subject, { subject, label, at });
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
