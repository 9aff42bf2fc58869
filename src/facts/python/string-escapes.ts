/** The value of a string's source text: https://docs.python.org/3/reference/lexical_analysis.html#escape-sequences */

const ESCAPE = /\\(?:\r\n|[\n\r]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])/g;

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** Bytes know no `\u`, `\U`, `\N`. What is no escape stays as written, as Python leaves it. */
export function decodeEscapes(text: string, bytes: boolean): string {
  return text.replace(ESCAPE, (sequence) => decodeEscape(sequence, bytes));
}

function decodeEscape(sequence: string, bytes: boolean): string {
  const letter = sequence.charAt(1);
  const simple = SIMPLE[letter];
  if (simple !== undefined) return simple;
  if (letter === '\n' || letter === '\r') return '';
  if (letter >= '0' && letter <= '7') return String.fromCharCode(Number.parseInt(sequence.slice(1), 8));
  if (sequence.length === 2) return sequence;
  if (letter === 'x') return String.fromCharCode(Number.parseInt(sequence.slice(2), 16));
  // A character's name would need the Unicode database; nothing looks for such characters.
  if (bytes || letter === 'N') return sequence;
  const code = Number.parseInt(sequence.slice(2), 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : sequence;
}
