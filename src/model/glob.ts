/**
 * Path patterns of the configuration: `*` and `?` within a segment, `**` across segments, `{a,b}`. Every other
 * character stands for itself; a pattern that ends in `/` means everything below. The time to match is the length of
 * the path times the length of the pattern, whatever is written.
 */
type Token = { readonly k: 'char'; readonly c: string } | { readonly k: 'one' | 'star' | 'all' | 'folders' };

/** Alternatives that braces may expand to; more are refused, so that a pattern of 60 characters cannot mean millions. */
const MAX_ALTERNATIVES = 100;

export type PathMatcher = (path: string) => boolean;

/** Whether a path matches one of the patterns. Patterns that `globProblem` refuses match nothing. */
export function matcherOf(patterns: readonly string[]): PathMatcher {
  const compiled = patterns.flatMap((pattern) => expandBraces(pattern) ?? []).map(tokensOf);
  return (path) => compiled.some((tokens) => matches(tokens, path));
}

/** What is wrong with a pattern, in English, or `null`. */
export function globProblem(pattern: string): string | null {
  if (pattern === '') return 'is empty';
  if (pattern.startsWith('/')) return 'begins with "/": patterns are relative to the root of the repository';
  if (pattern.startsWith('!')) return 'begins with "!": patterns cannot be negated';
  if (expandBraces(pattern) === null) return `has more than ${MAX_ALTERNATIVES} alternatives in braces`;
  return null;
}

function expandBraces(pattern: string): string[] | null {
  let done = [''];
  let rest = pattern;
  while (rest !== '') {
    const group = firstGroup(rest);
    if (group === null) return done.map((prefix) => prefix + rest);
    const before = rest.slice(0, group.open);
    const inner: string[] = [];
    for (const alternative of group.alternatives) {
      const expanded = expandBraces(alternative);
      if (expanded === null) return null;
      inner.push(...expanded);
    }
    if (done.length * inner.length > MAX_ALTERNATIVES) return null;
    done = done.flatMap((prefix) => inner.map((text) => prefix + before + text));
    rest = rest.slice(group.close + 1);
  }
  return done;
}

/** The first brace that is closed and holds a comma; any other brace is an ordinary character. */
function firstGroup(text: string): { open: number; close: number; alternatives: string[] } | null {
  const open = text.indexOf('{');
  if (open < 0) return null;
  const alternatives: string[] = [];
  let depth = 0;
  let start = open + 1;
  for (let i = open; i < text.length; i++) {
    const c = text[i];
    if (c === '{') depth++;
    else if (c === ',' && depth === 1) {
      alternatives.push(text.slice(start, i));
      start = i + 1;
    } else if (c === '}' && --depth === 0) {
      alternatives.push(text.slice(start, i));
      return alternatives.length > 1 ? { open, close: i, alternatives } : null;
    }
  }
  return null;
}

function tokensOf(pattern: string): Token[] {
  const text = (pattern.startsWith('./') ? pattern.slice(2) : pattern) + (pattern.endsWith('/') ? '**' : '');
  const tokens: Token[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '?') tokens.push({ k: 'one' });
    else if (c !== '*') tokens.push({ k: 'char', c });
    else if (text[i + 1] !== '*') tokens.push({ k: 'star' });
    else {
      const starts = i === 0 || text[i - 1] === '/';
      while (text[i + 1] === '*') i++;
      const folders = starts && text[i + 1] === '/';
      if (folders) i++;
      tokens.push({ k: folders ? 'folders' : 'all' });
    }
  }
  return tokens;
}

/** Follows every way to read the pattern at once, one character of the path at a time. */
function matches(tokens: readonly Token[], path: string): boolean {
  let now = new Set<number>();
  enter(tokens, now, 0);
  for (let i = 0; i < path.length && now.size > 0; i++) {
    const c = path.charAt(i);
    const next = new Set<number>();
    for (const state of now) step(tokens, next, state, c);
    now = next;
  }
  return now.has(tokens.length);
}

function step(tokens: readonly Token[], next: Set<number>, state: number, c: string): void {
  const token = tokens[state];
  if (!token) return;
  if (token.k === 'char') {
    if (token.c === c) enter(tokens, next, state + 1);
  } else if (token.k === 'one') {
    if (c !== '/') enter(tokens, next, state + 1);
  } else if (token.k === 'star') {
    if (c !== '/') enter(tokens, next, state);
  } else if (token.k === 'all') {
    enter(tokens, next, state);
  } else {
    // Inside a folder's name: the pattern goes on only after the next slash.
    next.add(state);
    if (c === '/') enter(tokens, next, state + 1);
  }
}

/** Adds a state and those that follow without reading anything. */
function enter(tokens: readonly Token[], states: Set<number>, from: number): void {
  for (let state = from; ; state++) {
    states.add(state);
    const kind = tokens[state]?.k;
    if (kind !== 'star' && kind !== 'all' && kind !== 'folders') return;
  }
}
