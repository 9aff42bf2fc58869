/** Fits a report into the bytes that GitHub accepts: whole sections go, so that no fence or fold is ever left open. */
import { utf8Bytes } from './escape.ts';

export interface Section {
  /** The highest stay longest. */
  readonly priority: number;
  /** Markdown that opens and closes all it needs; an empty one does not count. */
  readonly text: string;
}

const BETWEEN = '\n\n';

/**
 * The sections in their order, joined by an empty line, in at most `budget` UTF-8 bytes. Where they do not fit, those of the lowest
 * priority go, the last first, and `note` says how many went.
 */
export function fitSections(sections: readonly Section[], budget: number, note: (count: number) => string): string {
  const filled = sections.filter((section) => section.text !== '');
  const whole = filled.map((section) => section.text).join(BETWEEN);
  if (utf8Bytes(whole) <= budget) return whole;
  const order = filled.map((_, index) => index).toSorted((a, b) => rank(filled[b], filled[a]) || a - b);
  let room = budget - utf8Bytes(BETWEEN + note(filled.length));
  const kept = new Set<number>();
  for (const index of order) {
    room -= utf8Bytes(`${filled[index]?.text ?? ''}${BETWEEN}`);
    if (room < 0) break;
    kept.add(index);
  }
  const left = filled.filter((_, index) => kept.has(index)).map((section) => section.text);
  return [...left, note(filled.length - kept.size)].filter((text) => text !== '').join(BETWEEN);
}

function rank(a: Section | undefined, b: Section | undefined): number {
  return (a?.priority ?? 0) - (b?.priority ?? 0);
}
