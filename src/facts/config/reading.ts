/**
 * One configuration file while it is read: what every format needs, and the limits they share.
 * INVARIANT: every string that leaves through `mask` is free of live-looking secrets.
 */
import type { DataEntry, DataNode, FactProblem, SecretFact } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { maskText } from '../mask-text.ts';

/** Nodes of one file, aliases expanded. A file with more is data, not configuration, and gives no facts but those of the documents before. */
const MAX_NODES = 50_000;
const MAX_DEPTH = 100;

/** Thrown by `Reading.count` and caught where a document begins: stops a walk, never leaves this folder. */
export class LimitReached extends Error {}

export class Reading {
  readonly text: string;
  readonly problems: FactProblem[] = [];
  readonly #secrets: readonly SecretFact[];
  #nodes = 0;

  constructor(text: string, secrets: readonly SecretFact[]) {
    this.text = text;
    this.#secrets = secrets;
  }

  /** `decoded` as it stands, or the text at `range` with its secrets masked when there are any. */
  mask(decoded: string, range: Range): string {
    const touched = this.#secrets.some((secret) => secret.s < range.e && secret.e > range.s);
    if (!touched) return decoded;
    const raw = this.text.slice(range.s, range.e);
    const masked = maskText(raw, range.s, this.#secrets);
    return masked === raw ? decoded : unquoted(masked);
  }

  /** The text from `s` to `e`, for formats whose values are what is written. */
  slice(s: number, e: number): string {
    return maskText(this.text.slice(s, e), s, this.#secrets);
  }

  scalar(v: string | number | boolean | null, range: Range): DataNode {
    this.count(range, 0);
    return { k: 'scalar', v: this.#maskScalar(v, range), ...range };
  }

  map(entries: readonly DataEntry[], range: Range): DataNode {
    this.count(range, 0);
    return { k: 'map', entries, ...range };
  }

  seq(items: readonly DataNode[], range: Range): DataNode {
    this.count(range, 0);
    return { k: 'seq', items, ...range };
  }

  /** Charges one node at `depth`. Throws `LimitReached`, once the problem is noted, when the file asks for too much. */
  count(range: Range, depth: number): void {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) this.stop('too-large', range, `more than ${MAX_NODES} values`);
    if (depth > MAX_DEPTH) this.stop('too-deep', range, `nested more than ${MAX_DEPTH} levels deep`);
  }

  stop(kind: FactProblem['kind'], range: Range, reason: string): never {
    this.problem(kind, range, reason);
    throw new LimitReached(reason);
  }

  problem(kind: FactProblem['kind'], { s, e }: Range, reason: string): void {
    const last = this.text.length;
    this.problems.push({ kind, reason, s: Math.min(s, last), e: Math.min(Math.max(s, e), last) });
  }

  #maskScalar(v: string | number | boolean | null, range: Range): string | number | boolean | null {
    if (typeof v === 'string') return this.mask(v, range);
    if (typeof v !== 'number') return v;
    // A password of digits alone is a number in YAML.
    const masked = this.mask('', range);
    return masked === '' ? v : masked;
  }
}

function unquoted(text: string): string {
  const quote = text[0];
  const quoted = text.length > 1 && (quote === '"' || quote === "'") && text.endsWith(quote);
  return quoted ? text.slice(1, -1) : text;
}

/** The end of the line that holds `offset`, without its line break. */
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  if (end < 0) return text.length;
  return end > offset && text[end - 1] === '\r' ? end - 1 : end;
}
