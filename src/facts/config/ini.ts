/** INI as Python's configparser reads it: `=` and `:`, indented continuation lines, interpolation left as it stands. */
import type { DataEntry, DataNode } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';
import { lineEnd, type Reading } from './reading.ts';

interface Line extends Range {
  readonly text: string;
}
interface OpenSection extends Range {
  readonly name: string;
  readonly entries: DataEntry[];
}
interface OpenKey {
  readonly name: string;
  readonly key: Range;
  readonly values: Line[];
}

/** One map: sections as maps, keys that stand before any section beside them. */
export function readIni(reading: Reading): readonly DataNode[] {
  const top: DataEntry[] = [];
  let section: OpenSection | null = null;
  let open: OpenKey | null = null;
  const closeKey = (): void => {
    if (open !== null) (section?.entries ?? top).push(entryOf(reading, open));
    open = null;
  };
  const closeSection = (end: number): void => {
    closeKey();
    if (section !== null) top.push(sectionEntry(reading, section, end));
    section = null;
  };
  for (const line of linesOf(reading.text)) {
    const body = line.text.trim();
    if (body === '' || body[0] === '#' || body[0] === ';') continue;
    const indented = line.text[0] === ' ' || line.text[0] === '\t';
    const current: OpenKey | null = open;
    if (indented && current !== null) {
      (current as OpenKey).values.push(trimmed(line));
      continue;
    }
    if (body[0] === '[') {
      closeSection(line.s);
      if (!body.includes(']')) reading.problem('syntax', line, 'INI: a section name does not end');
      section = { name: body.slice(1, endOrAll(body, ']')), entries: [], s: line.s, e: line.e };
      continue;
    }
    closeKey();
    open = keyOf(line);
  }
  closeSection(reading.text.length);
  return top.length === 0 ? [] : [reading.map(top, { s: 0, e: reading.text.length })];
}

function keyOf(line: Line): OpenKey {
  const separator = line.text.search(/[=:]/);
  const nameEnd = separator < 0 ? line.text.length : separator;
  const name = trimmed({ text: line.text.slice(0, nameEnd), s: line.s, e: line.s + nameEnd });
  const rest = separator < 0 ? line.text.length : separator + 1;
  const value = trimmed({ text: line.text.slice(rest), s: line.s + rest, e: line.e });
  return { name: name.text, key: name, values: [value] };
}

function entryOf(reading: Reading, open: OpenKey): DataEntry {
  const first = open.values[0] ?? { ...open.key, text: '' };
  const last = open.values.at(-1) ?? first;
  const range = { s: first.s, e: last.e };
  const value = open.values.map((line) => line.text).join('\n');
  return { key: open.name, v: reading.scalar(value, range), s: open.key.s, e: range.e };
}

function sectionEntry(reading: Reading, section: OpenSection, end: number): DataEntry {
  const e = section.entries.at(-1)?.e ?? Math.min(section.e, end);
  const range = { s: section.s, e };
  return { key: section.name, v: reading.map(section.entries, range), ...range };
}

function* linesOf(text: string): Generator<Line> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const end = lineEnd(text, at);
    yield { text: text.slice(at, end), s: at, e: end };
    const next = text.indexOf('\n', end);
    at = next < 0 ? text.length : next + 1;
  }
}

function trimmed(line: Line): Line {
  const text = line.text.trim();
  const s = line.s + (line.text.length - line.text.trimStart().length);
  return { text, s, e: s + text.length };
}

function endOrAll(text: string, mark: string): number {
  const at = text.indexOf(mark);
  return at < 0 ? text.length : at;
}
