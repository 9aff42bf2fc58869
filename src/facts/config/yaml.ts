/** YAML → data nodes: every document, anchors and merge keys resolved within the limits of `Reading`, tags ignored. */
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  parseAllDocuments,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { DataEntry, DataNode } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { LimitReached, type Reading } from './reading.ts';

const MAX_PROBLEMS = 20;
/** Values that aliases repeat. Real files repeat a few hundred; what doubles at every level is an attack. */
const MAX_ALIASED = 5_000;

export function readYaml(reading: Reading): readonly DataNode[] {
  const documents: DataNode[] = [];
  try {
    for (const document of parse(reading)) {
      const walk = new DocumentWalk(reading);
      if (document.contents !== null) documents.push(walk.node(document.contents, 0));
    }
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
  }
  return documents;
}

function parse(reading: Reading): readonly Document.Parsed[] {
  const options = {
    strict: false,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
    schema: 'core',
  } as const;
  const parsed = parseAllDocuments(reading.text, options);
  // An empty stream is an empty list that also carries directives.
  const documents: readonly Document.Parsed[] = Array.from(parsed);
  for (const error of documents.flatMap((document) => document.errors).slice(0, MAX_PROBLEMS)) {
    const kind = error.code === 'RESOURCE_EXHAUSTION' ? 'too-deep' : 'syntax';
    reading.problem(
      kind,
      { s: error.pos[0], e: error.pos[1] },
      `YAML: ${error.code.toLowerCase().replaceAll('_', ' ')}`,
    );
  }
  return documents;
}

class DocumentWalk {
  readonly #reading: Reading;
  /** What each anchor stands for at this point of the document: an anchor may be given again. */
  readonly #anchors = new Map<string, unknown>();
  #aliased = 0;
  #insideAlias = 0;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  node(node: unknown, depth: number): DataNode {
    const range = rangeOf(node);
    this.#charge(range, depth);
    if (isAlias(node)) return this.#alias(node.source, range, depth);
    this.#remember(node);
    if (isMap(node)) return this.#reading.map(this.#entries(node, depth), range);
    if (isSeq(node)) return this.#seq(node, range, depth);
    return this.#reading.scalar(isScalar(node) ? plain(node.value) : null, range);
  }

  #seq(node: YAMLSeq, range: Range, depth: number): DataNode {
    const items = node.items.map((item) => this.node(item, depth + 1));
    return this.#reading.seq(items, range);
  }

  #alias(name: string, range: Range, depth: number): DataNode {
    const target = this.#anchors.get(name);
    if (target === undefined) return this.#reading.scalar(null, range);
    this.#insideAlias += 1;
    const node = this.node(target, depth + 1);
    this.#insideAlias -= 1;
    return node;
  }

  #entries(map: YAMLMap, depth: number): readonly DataEntry[] {
    const own: DataEntry[] = [];
    const merged: DataEntry[] = [];
    for (const pair of map.items) {
      if (isScalar(pair.key) && pair.key.value === '<<') merged.push(...this.#merge(pair, depth));
      else own.push(this.#entry(pair, depth));
    }
    if (merged.length === 0) return own;
    const names = new Set(own.map((entry) => entry.key));
    return [...own, ...merged.filter((entry) => !names.has(entry.key) && names.add(entry.key))];
  }

  #merge(pair: Pair, depth: number): readonly DataEntry[] {
    const value = this.node(pair.value, depth + 1);
    const sources = value.k === 'seq' ? value.items : [value];
    return sources.flatMap((source) => (source.k === 'map' ? source.entries : []));
  }

  #entry(pair: Pair, depth: number): DataEntry {
    const keyRange = rangeOf(pair.key);
    const after = { s: keyRange.e, e: keyRange.e };
    const v = pair.value === null ? this.#reading.scalar(null, after) : this.node(pair.value, depth + 1);
    const name = isScalar(pair.key) ? String(plain(pair.key.value)) : this.#reading.text.slice(keyRange.s, keyRange.e);
    // The value of an alias stands elsewhere; the entry is what stands here.
    const end = isAlias(pair.value) ? rangeOf(pair.value).e : Math.max(keyRange.e, v.e);
    return { key: this.#reading.mask(name, keyRange), v, s: keyRange.s, e: end };
  }

  #remember(node: unknown): void {
    if ((isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) this.#anchors.set(node.anchor, node);
  }

  #charge(range: Range, depth: number): void {
    if (this.#insideAlias > 0) this.#aliased += 1;
    if (this.#aliased > MAX_ALIASED)
      this.#reading.stop('too-large', range, `aliases repeat more than ${MAX_ALIASED} values`);
    this.#reading.count(range, depth);
  }
}

function plain(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  return value === undefined ? null : String(value);
}

/** The second offset of the parser's ranges ends the value; the third includes the comment behind it. */
function rangeOf(node: unknown): Range {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return { s: 0, e: 0 };
  const [s, e] = node.range;
  return { s: Number(s), e: Number(e) };
}
