/** Which routes of an application are registered twice: by two registrations, or by one whose router comes in twice. */
import type { Route } from '../model/routes.ts';
import type { Place } from '../model/span.ts';
import { coexist, isSamePlace, placesOf, slotOf } from './routes.ts';

/** A later route, the earlier one that answers in its place, and the methods they share. */
export interface Repeat {
  readonly first: Route;
  readonly later: Route;
  readonly methods: readonly string[];
}

/** Repeats among the routes of one application, in order of registration. */
export function repeatsIn(routes: readonly Route[]): readonly Repeat[] {
  const bySlot = new Map<string, Route[]>();
  const repeats = new Map<Route, { first: Route; methods: string[] }>();
  for (const route of routes) {
    for (const method of route.methods) {
      const slot = `${method} ${slotOf(route)}`;
      const earlier = bySlot.get(slot) ?? [];
      const first = earlier.find((other) => coexist(other, route) && !isSameWay(other, route));
      if (first) {
        const known = repeats.get(route);
        if (known?.first === first) known.methods.push(method);
        else if (!known) repeats.set(route, { first, methods: [method] });
      }
      bySlot.set(slot, [...earlier, route]);
    }
  }
  return [...repeats].map(([later, { first, methods }]) => ({ first, later, methods }));
}

/** Where one registration comes in a second time, or `undefined` for two registrations. */
export function secondInclusion({ first, later }: Repeat): Place | undefined {
  return isSamePlace(first.at, later.at)
    ? later.includes.find((place, i) => !isSamePlace(place, first.includes[i]))
    : undefined;
}

/** One registration met twice by two ways through the same code is no second registration. */
function isSameWay(a: Route, b: Route): boolean {
  const [one, other] = [placesOf(a), placesOf(b)];
  return one.length === other.length && one.every((place, i) => isSamePlace(place, other[i]));
}
