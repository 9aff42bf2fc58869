/** How deep a statement nests, before anything recursive sees it. */

/** Deepest chain that is handed over: with a cold instance and half of the stack, four times as many still fit. */
export const MAX_CHAIN = 400;
/** What a parenthesis counts, whatever stands in it. */
const PARENTHESIS = 4;
/** They join lists on both sides. */
const JOINING = new Set(['union', 'intersect', 'except']);

/** At least as many as there are tokens in `sql`. */
export function roughTokens(sql: string): number {
  let count = 0;
  const pattern = /\w+|[^\w\s]/g;
  while (count <= MAX_CHAIN && pattern.test(sql)) count++;
  return count;
}

/** Whether so many tokens stand in one another, or in one chain, that a tree of them may be too deep. */
export function isTooDeep(tokens: readonly string[]): boolean {
  /** Per open parenthesis: tokens since the last comma, and those that a comma does not part. */
  const levels = [{ since: 0, joined: 0 }];
  let total = 0;
  for (const token of tokens) {
    const level = levels.at(-1);
    if (level === undefined) return true;
    if (token === '(' || token === '[') {
      levels.push({ since: 0, joined: PARENTHESIS });
      total += PARENTHESIS;
    } else if ((token === ')' || token === ']') && levels.length > 1) {
      levels.pop();
      total -= level.since + level.joined;
    } else if (token === ',' || token === ';') {
      total -= level.since;
      level.since = 0;
    } else if (JOINING.has(token.toLowerCase())) {
      level.joined++;
      total++;
    } else {
      level.since++;
      total++;
    }
    if (total > MAX_CHAIN) return true;
  }
  return false;
}
