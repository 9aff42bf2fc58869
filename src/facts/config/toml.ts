/**
 * TOML → data nodes. `smol-toml` says whether the file is valid; it has no positions, so the values are read here,
 * statement by statement, which also keeps what surrounds an error.
 */
import { parse, TomlError } from 'smol-toml';
import type { DataNode } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { LimitReached, lineEnd, type Reading } from './reading.ts';
import { TomlScanner } from './toml-scanner.ts';

export function readToml(reading: Reading): readonly DataNode[] {
  validate(reading);
  const root = new Table({ s: 0, e: reading.text.length });
  try {
    let current = root;
    const scanner = new TomlScanner(reading);
    for (let statement = scanner.next(); statement !== null; statement = scanner.next()) {
      if (statement.k === 'pair')
        current.at(statement.path.slice(0, -1), statement).set(statement.path.at(-1) ?? '', statement.v, statement);
      else current = statement.array ? root.append(statement.path, statement) : root.at(statement.path, statement);
    }
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    return [];
  }
  return root.entries.size === 0 ? [] : [root.build(reading, 0)];
}

function validate(reading: Reading): void {
  try {
    parse(reading.text);
  } catch (error) {
    const at = error instanceof TomlError ? offsetOf(reading.text, error.line) : 0;
    const kind = error instanceof RangeError ? 'too-deep' : 'syntax';
    reading.problem(kind, { s: at, e: lineEnd(reading.text, at) }, 'TOML: this line does not parse');
  }
}

function offsetOf(text: string, line: number): number {
  let at = 0;
  for (let n = 1; n < line; n += 1) at = text.indexOf('\n', at) + 1;
  return at;
}

interface Slot extends Range {
  readonly v: DataNode | Table | Table[];
}

/** A table while it is filled: headers anywhere in the file may add to it. */
class Table {
  readonly entries = new Map<string, Slot>();
  readonly #range: Range;

  constructor({ s, e }: Range) {
    this.#range = { s, e };
  }

  /** The table at `path` below this one, made where it is missing; in an array of tables the last one. */
  at(path: readonly string[], range: Range): Table {
    const [name, ...rest] = path;
    if (name === undefined) return this;
    const found = this.entries.get(name)?.v;
    const table = isTables(found) ? found.at(-1) : found;
    if (table instanceof Table) return table.at(rest, range);
    const made = new Table(range);
    this.set(name, made, range);
    return made.at(rest, range);
  }

  append(path: readonly string[], range: Range): Table {
    const name = path.at(-1) ?? '';
    const parent = this.at(path.slice(0, -1), range);
    const found = parent.entries.get(name)?.v;
    const made = new Table(range);
    // In place: copying would make a file of many tables cost the square of their number.
    if (isTables(found)) found.push(made);
    else parent.set(name, [made], range);
    return made;
  }

  set(name: string, v: Slot['v'], { s, e }: Range): void {
    this.entries.set(name, { v, s, e });
  }

  build(reading: Reading, depth: number): DataNode {
    reading.count(this.#range, depth);
    const entries = Array.from(this.entries, ([name, { v, s, e }]) => {
      if (isNode(v)) return { key: reading.mask(name, { s, e: v.s }), v, s, e };
      const key = reading.mask(name, { s, e });
      if (v instanceof Table) return { key, v: v.build(reading, depth + 1), s, e };
      const items = v.map((table) => table.build(reading, depth + 1));
      return { key, v: reading.seq(items, { s, e }), s, e };
    });
    return reading.map(entries, this.#range);
  }
}

function isTables(v: Slot['v'] | undefined): v is Table[] {
  return Array.isArray(v);
}

function isNode(v: Slot['v']): v is DataNode {
  return !(v instanceof Table) && !isTables(v);
}
