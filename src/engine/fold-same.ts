/**
 * One cause that is found in many places is one finding (`Found.same`). Each place keeps its identity until here: it was
 * compared with the base by itself, and a comment that suppresses it says nothing of the others.
 */
import type { Found, Suppressed } from '../model/finding.ts';
import { rankOf } from '../model/severity.ts';
import type { Compared, Side } from './compare.ts';
import { byPlace } from './order.ts';

export interface Covered extends Compared {
  readonly suppressed: Suppressed | null;
  readonly elsewhere?: Elsewhere;
}

/** The places that a finding also stands for. */
export interface Elsewhere {
  readonly count: number;
  /** The base had some of them: the pull request did not make the cause, it spreads it. */
  readonly standing: boolean;
}

/** Places that a finding points to besides its own. */
const MAX_RELATED = 8;

/**
 * The findings, of which those of one cause are one. It stands where a pull request brings it, else at its best place. What
 * moves within a file, or from one file to another, is not new; what stands elsewhere still is not fixed.
 */
export function foldSame(all: readonly Covered[], base: Side | null, renames: ReadonlyMap<string, string>): Covered[] {
  const groups = Map.groupBy(all, (one) => (one.commit === undefined ? keyOf(one) : null));
  const alone = groups.get(null) ?? [];
  groups.delete(null);
  if (groups.size === 0) return [...alone];
  const before = Map.groupBy(base?.detection.detected ?? [], keyOf);
  const folded = [...groups].flatMap(([key, places]) => {
    const known = new Set((before.get(key) ?? []).map(({ found }) => found.at.path));
    const isKnown = (path: string): boolean => known.has(renames.get(path) ?? path);
    return foldPlaces(places, isKnown).map((one) =>
      one.status === 'new' && known.size > 0 && one.elsewhere
        ? { ...one, elsewhere: { ...one.elsewhere, standing: true } }
        : one,
    );
  });
  return [...alone, ...folded];
}

/** The best place of each cause, and all findings without one. */
export function bestOfSame<T extends { readonly found: Found }>(all: readonly T[]): T[] {
  return [...Map.groupBy(all, (one) => keyOf(one) ?? one).values()].flatMap((places) =>
    places.toSorted(byWorth).slice(0, 1),
  );
}

function foldPlaces(places: readonly Covered[], isKnown: (path: string) => boolean): Covered[] {
  const gone = places.filter(({ status }) => status === 'fixed').sort(byWorth);
  const here = places.filter(({ status }) => status !== 'fixed').sort(byWorth);
  if (here.length === 0) return gone.slice(0, 1);
  const isHome = ({ status, found }: Covered): boolean => status === 'new' && isKnown(found.at.path);
  // What is gone from a file came back in it before it can have come to another.
  let moved = gone.length - here.filter(isHome).length;
  const settled = here.map((one): Covered => {
    if (one.status === 'existing') return one;
    if (isHome(one)) return { ...one, status: 'existing' };
    moved -= 1;
    return moved >= 0 ? { ...one, status: 'existing' } : one;
  });
  return [...Map.groupBy(settled, ({ suppressed }) => JSON.stringify(suppressed)).values()].flatMap(foldOpen);
}

function foldOpen(places: readonly Covered[]): readonly Covered[] {
  const anchor = places.find(({ status }) => status === 'new') ?? places[0];
  if (anchor === undefined || places.length === 1) return places;
  // Two rules may say the same of one place.
  const lines = new Map(places.toReversed().map((one) => [lineOf(one), one]));
  lines.delete(lineOf(anchor));
  const others = [...lines.values()].sort(byWorth);
  if (others.length === 0) return [anchor];
  const note = anchor.found.same?.note ?? '';
  const related = [...(anchor.found.related ?? []), ...others.map(({ found }) => ({ ...found.at, note }))];
  return [
    {
      ...anchor,
      found: { ...anchor.found, related: related.slice(0, MAX_RELATED) },
      elsewhere: { count: others.length, standing: others.some(({ status }) => status !== anchor.status) },
    },
  ];
}

function keyOf({ found }: { readonly found: Found }): string | null {
  return found.same?.key ?? null;
}

function lineOf({ found: { at } }: Covered): string {
  return `${at.path} ${at.span.line}`;
}

function byWorth({ found: a }: { readonly found: Found }, { found: b }: { readonly found: Found }): number {
  return (
    (a.same?.rank ?? 0) - (b.same?.rank ?? 0) ||
    rankOf(a.severity ?? 'critical') - rankOf(b.severity ?? 'critical') ||
    byPlace(a.at, b.at)
  );
}
