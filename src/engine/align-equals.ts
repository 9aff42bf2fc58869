/**
 * Findings that are equal in rule, path, symbol and subject are told apart by their order. When one comes or goes, this
 * finds which: a new one above an old one must not leave the comment on the old one's line.
 */
import { fingerprintOf } from './fingerprint.ts';
import type { Located } from './follow-renames.ts';
import type { Detected } from './run-rule.ts';

/** More equals than this are not worth telling apart: their order has to do. */
const MAX_EQUALS = 200;

/** Lines that a file grew by, from base to head; the path is the one at base. */
export type Growth = (path: string) => number;

/** Head's detections, with the fingerprints of the equals at base that they most likely are. */
export function alignEquals(head: readonly Located[], base: readonly Detected[], growth: Growth): Located[] {
  // Nothing is told apart by order where no finding has an equal.
  if (![...head, ...base].some(({ ordinal }) => ordinal > 0)) return [...head];
  const before = groupBy(base, ({ rule, found }) => keyOf(rule, found.at.path, found.symbol, found.subject));
  const groups = groupBy(head, ({ rule, path, symbol, subject }) => keyOf(rule, path, symbol, subject));
  return [...groups].flatMap(([key, equals]) => {
    const old = before.get(key);
    if (old === undefined || old.length === equals.length) return equals;
    return Math.max(old.length, equals.length) > MAX_EQUALS ? equals : align(equals, old, growth);
  });
}

function align(head: readonly Located[], base: readonly Detected[], growth: Growth): Located[] {
  const partners = new Map<Located, number>();
  const free = new Set(base);
  const pair = (isSame: (one: Located, old: Detected) => boolean): void => {
    for (const one of head) {
      if (partners.has(one)) continue;
      const old = [...free].find((candidate) => isSame(one, candidate));
      if (!old) continue;
      partners.set(one, old.ordinal);
      free.delete(old);
    }
  };
  const line = ({ found }: Detected): number => found.at.span.line;
  // Most changes are in one place: what is above it keeps its line, what is below moves by the file's growth.
  pair((one, old) => line(one) === line(old));
  pair((one, old) => line(one) === line(old) + growth(one.path));
  pair(() => true);
  const taken = new Set(partners.values());
  const unused = head.map((_, ordinal) => ordinal).filter((ordinal) => !taken.has(ordinal));
  return head.map((one) => {
    const ordinal = partners.get(one) ?? unused.shift() ?? one.ordinal;
    const { rule, path, symbol, subject } = one;
    return { ...one, ordinal, fingerprint: fingerprintOf({ rule, path, symbol, subject, ordinal }) };
  });
}

function keyOf(...names: readonly string[]): string {
  return names.join('\n');
}

function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
