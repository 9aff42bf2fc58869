/** Patterns of `.dockerignore` and `.gitignore`. */

interface Pattern {
  readonly expression: RegExp;
  readonly isNegated: boolean;
}

/** Longer ones are nobody's. */
const MAX_PATTERN = 200;

/** Go's `filepath.Match` with `**`, as Docker has it: anchored at the context. */
export function dockerPatterns(lines: readonly string[]): readonly Pattern[] {
  return lines.flatMap((line) => patternOf(line, true));
}

/** Git's: a pattern without a slash, other than at its end, matches at any depth. */
export function gitPatterns(lines: readonly string[]): readonly Pattern[] {
  return lines.flatMap((line) => patternOf(line, /^!?[^/]*\/./.test(line)));
}

function patternOf(line: string, isAnchored: boolean): readonly Pattern[] {
  const isNegated = line.startsWith('!');
  const body = line
    .replace(/^!/, '')
    .replace(/^\.?\/+/, '')
    .replace(/\/+$/, '');
  if (body === '' || body.length > MAX_PATTERN) return [];
  return [{ expression: globExpression(body, isAnchored), isNegated }];
}

/** A glob as an expression for a path or the beginning of one that ends at a slash. `*` crosses no slash. */
function globExpression(glob: string, isAnchored: boolean): RegExp {
  // Several stars in one part of a path would make the expression slow on a hostile text.
  const safe = glob.replace(/\*{3,}/g, '**');
  const source = safe.replace(/\*\*\/?|\*|\?|\[[^\]/]*\]|[^*?[]+|\[/g, (part) => {
    if (part === '**/') return '(?:[^/]+/)*';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (/^\[[^\]]+\]$/.test(part)) return /^\[[\w^!-]+\]$/.test(part) ? part.replace('[!', '[^') : '[^/]';
    return part.replace(/[\\^$.|+(){}[\]]/g, '\\$&');
  });
  const stars = (safe.match(/\*+/g) ?? []).length;
  return stars > 6 ? /(?!)/ : new RegExp(`^${isAnchored ? '' : '(?:.*/)?'}${source}(?:/|$)`);
}

/** Whether the last pattern that speaks of a path, or of a folder around it, leaves it out. */
export function isIgnored(patterns: readonly Pattern[], path: string): boolean {
  const last = patterns.findLast(({ expression }) => expression.test(path));
  return last !== undefined && !last.isNegated;
}
