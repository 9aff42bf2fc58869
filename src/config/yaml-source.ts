/** YAML text → plain value, with the position of every value, so that an error can say where. */
import { isCollection, isMap, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';

export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface YamlSource {
  /** `undefined` where the text could not be read at all. */
  readonly value: unknown;
  readonly errors: readonly (Position & { readonly message: string })[];
  /** Where a key (when it is there) or value stands, given the way to it. Falls back to the nearest parent. */
  readonly at: (path: readonly (string | number)[], what?: 'key' | 'value') => Position;
}

/** Enough to mend a file; a broken bracket can cause thousands. */
const MAX_ERRORS = 20;

/**
 * Reads one YAML document. Aliases are refused: a configuration has no use for them, and a few of them can stand for
 * gigabytes. `lineOffset` is added to every line (front matter begins below the top of its file). Never throws.
 */
export function parseYaml(text: string, lineOffset = 0): YamlSource {
  try {
    return readDocument(text, lineOffset);
  } catch (cause) {
    // The parser descends by recursion: a file of brackets alone exhausts the stack.
    if (cause instanceof RangeError) return tooDeep(lineOffset);
    throw cause;
  }
}

function tooDeep(lineOffset: number): YamlSource {
  const start = { line: 1 + lineOffset, column: 1 };
  return {
    value: undefined,
    errors: [{ ...start, message: 'The file is nested too deeply to be read.' }],
    at: () => start,
  };
}

function readDocument(text: string, lineOffset: number): YamlSource {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, stringKeys: true, prettyErrors: false });
  const position = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: line + lineOffset, column: col };
  };
  const refused = [...document.errors, ...document.warnings];
  if (refused.some(({ message }) => message.includes('call stack'))) return tooDeep(lineOffset);
  const errors = refused.map(({ pos, message, code }) => ({
    ...position(pos[0]),
    message: code === 'MULTIPLE_DOCS' ? 'The file holds several YAML documents: keep one.' : `${message}.`,
  }));
  visit(document, {
    Alias(_key, node) {
      const at = position(node.range?.[0] ?? 0);
      errors.push({ ...at, message: 'Aliases (*name) are not allowed: write the value out.' });
      return visit.BREAK;
    },
  });
  const at = (path: readonly (string | number)[], what: 'key' | 'value' = 'value'): Position => {
    let node: unknown = document.contents;
    let offset = startOf(node) ?? 0;
    for (const [depth, step] of path.entries()) {
      if (!isCollection(node)) break;
      const pair = isMap(node)
        ? node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step))
        : undefined;
      const child: unknown = pair ? pair.value : node.get(step, true);
      const key = pair ? startOf(pair.key) : undefined;
      const wantsKey = what === 'key' && depth === path.length - 1;
      offset = (wantsKey ? key : (startOf(child) ?? key)) ?? offset;
      node = child;
    }
    return position(offset);
  };
  return { value: errors.length > 0 ? undefined : document.toJS(), errors: errors.slice(0, MAX_ERRORS), at };
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node)) return undefined;
  const range = node.range;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : undefined;
}
