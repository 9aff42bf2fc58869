/** Versions as packaging writes them. */

/** The newest minor version of Python 3 that is considered. */
const NEWEST = 16;
const MINORS: readonly number[] = Array.from({ length: NEWEST + 1 }, (_, minor) => minor);

/**
 * The minors of Python 3 that a specifier of PEP 440 or Poetry admits: `>=3.10,<3.13`, `^3.11`, `~3.11`, `3.11.*`, `3.12`.
 * `null` for what does not read as one.
 */
export function minorsOf(specifier: string): readonly number[] | null {
  const text = specifier.trim().replace(/['"]/g, '');
  if (text === '' || text === '*' || text.length > 200) return null;
  const found = new Set<number>();
  for (const alternative of text.split('||')) {
    const clauses = alternative
      .replace(/([<>=!~^])\s+/g, '$1')
      .split(/[\s,]+/)
      .filter((clause) => clause !== '');
    const tests = clauses.map(testOf);
    if (tests.length === 0) return null;
    for (const minor of MINORS) {
      let admits = true;
      for (const test of tests) {
        if (test === null) return null;
        admits &&= test(minor);
      }
      if (admits) found.add(minor);
    }
  }
  return [...found].sort((a, b) => a - b);
}

const CLAUSE = /^\s*(===|==|~=|!=|<=|>=|<|>|\^|~|=)?\s*v?(\d+)(?:\.(\d+|\*|x))?(?:\.(\d+|\*|x))?[\w.*+-]*\s*$/;

function testOf(clause: string): ((minor: number) => boolean) | null {
  const match = CLAUSE.exec(clause);
  if (match === null) return null;
  const [, op = '==', major = '', second, third] = match;
  if (major !== '3') return major === '2' ? ofTwo(op) : major === '4' && /^<=?$/.test(op) ? () => true : null;
  if (second === undefined || !/^\d+$/.test(second)) return op === '<' || op === '!=' ? () => op === '!=' : () => true;
  const version = Number(second);
  const patch = third !== undefined && /^\d+$/.test(third) ? Number(third) : null;
  switch (op) {
    case '>=':
      return (minor) => minor >= version;
    case '>':
      return (minor) => (patch === null ? minor > version : minor >= version);
    case '<=':
      return (minor) => minor <= version;
    case '<':
      return (minor) => (patch === null || patch === 0 ? minor < version : minor <= version);
    case '^':
      return (minor) => minor >= version;
    case '~=':
      return (minor) => (third === undefined ? minor >= version : minor === version);
    case '!=':
      return (minor) => (third !== undefined && third !== '*' ? true : minor !== version);
    default:
      return (minor) => minor === version;
  }
}

/** Of clauses about Python 2: those that only bound from below admit all of Python 3. */
function ofTwo(op: string): ((minor: number) => boolean) | null {
  return op === '>=' || op === '>' || op === '!=' ? () => true : () => false;
}
