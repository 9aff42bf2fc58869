/** Tables in an order in which they can be created: whoever is referred to comes first. */

export interface Ordered<T> {
  readonly order: readonly T[];
  /** References that lead back, as `from to`: they are created once both tables are there. */
  readonly later: ReadonlySet<string>;
}

/** Orders `items` by what they refer to. A reference of a table to itself needs no order. */
export function ordered<T>(
  items: readonly T[],
  nameOf: (item: T) => string,
  refersTo: (item: T) => readonly string[],
): Ordered<T> {
  const left = new Map(items.map((item) => [nameOf(item), item]));
  const order: T[] = [];
  const later = new Set<string>();
  const waitsFor = (item: T) => refersTo(item).filter((name) => left.has(name) && name !== nameOf(item));
  while (left.size > 0) {
    const ready = [...left.values()].filter((item) => waitsFor(item).length === 0);
    // A circle: the table that waits for the fewest others goes first, and gets its references afterwards.
    const next = ready.length > 0 ? ready : fewest([...left.values()], (item) => waitsFor(item).length);
    for (const item of next) for (const name of waitsFor(item)) later.add(`${nameOf(item)} ${name}`);
    for (const item of next) left.delete(nameOf(item));
    order.push(...next);
  }
  return { order, later };
}

function fewest<T>(items: readonly T[], count: (item: T) => number): readonly T[] {
  return items.toSorted((a, b) => count(a) - count(b)).slice(0, 1);
}
