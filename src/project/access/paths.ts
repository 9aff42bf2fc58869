/** Conditions on the path of a request, answered for the path of a route: `{id}` and `<int:id>` stand for anything. */

const PARAMETER = /\{[^{}]*\}|<[^<>]*>/;

function literalHead(path: string): string {
  return path.split(PARAMETER, 1)[0] ?? '';
}

export function startsWith(path: string, prefix: string): boolean {
  return literalHead(path).startsWith(prefix);
}

export function endsWith(path: string, suffix: string): boolean {
  return (path.split(PARAMETER).at(-1) ?? '').endsWith(suffix);
}

export function includes(path: string, text: string): boolean {
  return path.split(PARAMETER).some((part) => part.includes(text));
}

/** Whether a pattern of anchors, plain text and `.*` matches; `null` for any other pattern. */
export function matches(path: string, pattern: string, how: 'match' | 'fullmatch' | 'search'): boolean | null {
  const isStart = pattern.startsWith('^') || how !== 'search';
  const isEnd = /(?<!\\)\$$/.test(pattern) || how === 'fullmatch';
  const parts = pattern
    .replace(/^\^/, '')
    .replace(/(?<!\\)\$$/, '')
    .split(/\.[*+]/)
    .map((part) => part.replaceAll(/\\([/.-])/g, '$1'));
  if (parts.some((part) => /[()[\]{}?+|\\*^$]/.test(part))) return null;
  let from = 0;
  for (const [i, part] of parts.entries()) {
    const at = i === 0 && isStart ? (path.startsWith(part) ? 0 : -1) : path.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  const last = parts.at(-1) ?? '';
  return (
    !isEnd ||
    (last === '' && parts.length > 1) ||
    (path.endsWith(last) && (parts.length > 1 || path.length === from || !isStart))
  );
}
