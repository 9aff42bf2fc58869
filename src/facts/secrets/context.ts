/** The syntax around a value, read from the text near it. */
import type { FileKind, SecretFact } from '../../model/facts.ts';
import type { Range } from '../../model/span.ts';

export interface Surroundings {
  /** The name that the value is given to, in whatever syntax. */
  readonly name: string | null;
  /** Null where the value stands in code or data. */
  readonly context: 'comment' | 'docstring' | null;
  readonly assigned: SecretFact['context'];
  /** Written as the example of a schema or of a documentation. */
  readonly illustrates: boolean;
  /** Stands below a key `example:`, as in the description of an API. */
  readonly inExample: boolean;
}

const MAX_LINE = 400;
const NAME_BEFORE = /([A-Za-z_][\w.-]{0,60})["'`\]\\]{0,3}[ \t]{0,8}(?:[:=]|=>|:=|,)[ \t]{0,8}\(?[rbuf]?["'`\\]{0,4}$/;

/** In a URL the name nearest to a password is its user's; the line begins with what the URL is given to. */
const IN_URL = /:\/\/[^\s"'<>]{0,300}$/;
const NAME_OF_LINE =
  /^[ \t#-]*(?:export[ \t]+|ENV[ \t]+|const[ \t]+|let[ \t]+)?["']?([A-Za-z_][\w.-]{0,60})["']?[ \t]*(?::[^=/]{0,40})?[:=]/;

/** "This prints a line that looks like:", and the line. */
const SHOWS = /(?:look(?:s|ing)? like|similar to|ressemble(?:ra)? à)[^\n]{0,40}:[ \t]*\n{1,2}[^\n]{0,120}$/i;

export function contextAt(text: string, range: Range, kind: FileKind): Surroundings {
  const window = text.slice(Math.max(0, range.s - MAX_LINE), range.s);
  const before = window.slice(window.lastIndexOf('\n') + 1);
  const name = (IN_URL.test(before) ? NAME_OF_LINE : NAME_BEFORE).exec(before)?.[1] ?? null;
  const comment = /^\s*(?:#|\/\/|\*|<!--|;|--\s)/.test(before) || (kind !== 'text' && /\s#\s[^"']*$/.test(before));
  const docstring = kind === 'python' && !comment && isInDocstring(text, range.s);
  return {
    name,
    context: comment && kind !== 'json' ? 'comment' : docstring ? 'docstring' : null,
    assigned: assignedContext(name, before, kind),
    illustrates:
      /examples?(?:[ \t]\w{1,20})?\W{0,60}$/i.test(window.slice(-80)) || (kind === 'text' && SHOWS.test(window)),
    inExample: (kind === 'yaml' || kind === 'json') && isBelowExample(text, range.s),
  };
}

function assignedContext(name: string | null, before: string, kind: FileKind): SecretFact['context'] {
  if (kind === 'env' || kind === 'dockerfile' || kind === 'procfile') return 'env';
  if (name === null || kind === 'text') return 'text';
  if (kind !== 'python') return 'data';
  return /\([^)]*$/.test(before) ? 'argument' : 'assignment';
}

const MAX_ABOVE = 4_000;

/** Asked for the few values that are left: one of the keys that the value is indented under is `example`. */
function isBelowExample(text: string, offset: number): boolean {
  const lines = text.slice(Math.max(0, offset - MAX_ABOVE), offset).split('\n');
  let indent = indentOf(lines.pop() ?? '');
  for (const line of lines.reverse()) {
    if (line.trim() === '' || indentOf(line) >= indent) continue;
    if (/^["'\- ]*examples?["']?\s*:/i.test(line)) return true;
    indent = indentOf(line);
  }
  return false;
}

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

/** Inside a triple-quoted string that nothing is assigned. Asked for the few values that are left. */
function isInDocstring(text: string, offset: number): boolean {
  const from = Math.max(0, offset - 20_000);
  let open = -1;
  let quote = '';
  for (let at = from; at < offset; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 34 && code !== 39) continue;
    const three = text.slice(at, at + 3);
    if (three !== '"""' && three !== "'''") continue;
    if (open < 0) {
      open = at;
      quote = three;
    } else if (three === quote) open = -1;
    at += 2;
  }
  return open >= 0 && /(?:^|\n)[ \t]*[rRuU]?$/.test(text.slice(Math.max(0, open - 80), open));
}
