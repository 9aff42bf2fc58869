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
    const next = ready.length > 0 ? ready : inCircle(left, waitsFor);
    for (const item of next) for (const name of waitsFor(item)) later.add(`${nameOf(item)} ${name}`);
    for (const item of next) left.delete(nameOf(item));
    order.push(...next);
  }
  return { order, later };
}

/** Of tables that all wait for one another: one that waits for itself in the end, and for as few as possible. */
function inCircle<T>(left: ReadonlyMap<string, T>, waitsFor: (item: T) => readonly string[]): readonly T[] {
  const seen: T[] = [];
  let [item] = left.values();
  while (item !== undefined && !seen.includes(item)) {
    seen.push(item);
    item = left.get(waitsFor(item)[0] ?? '');
  }
  const circle = item === undefined ? seen : seen.slice(seen.indexOf(item));
  return circle.toSorted((a, b) => waitsFor(a).length - waitsFor(b).length).slice(0, 1);
}
