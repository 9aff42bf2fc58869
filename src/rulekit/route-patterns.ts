/**
 * What the paths of Starlette and FastAPI match, which answer with the first registered route that does.
 * Sound, and not complete: what is said to cover does cover. Flask sorts its rules by weight: order tells nothing there.
 */

/** One character of a literal, or a parameter by its converter; `path` matches anything, slashes and nothing included. */
type Token = { readonly literal: string } | { readonly converter: string };

const PARAMETER = /\{([a-zA-Z_]\w*)(?::([a-zA-Z_]\w*))?\}/g;
/** The converters that never match a slash nor nothing. A converter of the project may match anything. */
const WITHIN_SEGMENT = new Set(['str', 'int', 'float', 'uuid']);
/** Longer paths are no paths: comparing is quadratic. */
const MAX_TOKENS = 400;

/** Whether every path that `later` matches is matched by `earlier`, too. */
export function covers(earlier: string, later: string): boolean {
  const [pattern, subject] = [tokensOf(earlier), tokensOf(later)];
  if (pattern.length > MAX_TOKENS || subject.length > MAX_TOKENS) return false;
  // The places in `pattern` that what was read of `subject` may have led to.
  let states = skipEmpty(pattern, new Set([0]));
  for (const token of subject) {
    const next = new Set<number>();
    for (const state of states) {
      const by = pattern[state];
      if (!by || !takes(by, token)) continue;
      next.add(state + 1);
      if (isOpen(by)) next.add(state);
    }
    states = skipEmpty(pattern, next);
    if (states.size === 0) return false;
  }
  return states.has(pattern.length);
}

/** The path that a mounted application answers below `prefix`: all of it. */
export function mountPattern(prefix: string): string {
  return `${prefix.replace(/\/+$/, '')}/{rest:path}`;
}

/** What a parameter reads from a path. */
export interface Captured {
  readonly parameter: string;
  readonly text: string;
}

/** The word of `later` that `earlier` reads into a parameter, the first of them; `null` where parameters meet parameters. */
export function capturedBy(earlier: string, later: string): Captured | null {
  const [a, b] = [earlier.split('/'), later.split('/')];
  for (const [i, segment] of a.entries()) {
    const [, parameter, converter] = /^\{([a-zA-Z_]\w*)(?::([a-zA-Z_]\w*))?\}$/.exec(segment) ?? [];
    if (parameter === undefined) continue;
    if (converter === 'path') return i === a.length - 1 ? { parameter, text: b.slice(i).join('/') } : null;
    const text = b[i];
    if (text !== undefined && text !== '' && !text.includes('{')) return { parameter, text };
  }
  return null;
}

function tokensOf(path: string): Token[] {
  const tokens: Token[] = [];
  let from = 0;
  const literal = (text: string) => {
    for (const character of text) tokens.push({ literal: character });
  };
  for (const match of path.matchAll(PARAMETER)) {
    literal(path.slice(from, match.index));
    tokens.push({ converter: match[2] ?? 'str' });
    from = match.index + match[0].length;
  }
  literal(path.slice(from));
  return tokens;
}

/** Whether one token of the pattern takes the whole of one token of what is matched. */
function takes(by: Token, token: Token): boolean {
  if ('literal' in by) return 'literal' in token && token.literal === by.literal;
  if (by.converter === 'path') return true;
  if (!('literal' in token)) {
    if (by.converter === 'str') return WITHIN_SEGMENT.has(token.converter);
    return by.converter === token.converter || (by.converter === 'float' && token.converter === 'int');
  }
  return by.converter === 'str' ? token.literal !== '/' : by.converter === 'int' && /^[0-9]$/.test(token.literal);
}

/** Whether a parameter may go on after what it has taken. */
function isOpen(token: Token): boolean {
  return 'converter' in token && (token.converter === 'path' || token.converter === 'str' || token.converter === 'int');
}

/** The rest of a path may be nothing at all. */
function skipEmpty(pattern: readonly Token[], states: ReadonlySet<number>): Set<number> {
  const found = new Set<number>();
  for (const state of states) {
    let at = state;
    found.add(at);
    for (let token = pattern[at]; token && 'converter' in token && token.converter === 'path'; token = pattern[at]) {
      at += 1;
      found.add(at);
    }
  }
  return found;
}
