/** Line differences as git prints them: the shortest edit script (Myers), in hunks with three lines of context. */

/** One line of an edit script; lines keep their end of line, so that a missing last one is seen. */
export interface Edit {
  readonly op: ' ' | '-' | '+';
  readonly text: string;
}

export function splitLines(text: string): readonly string[] {
  return text === '' ? [] : (text.match(/[^\n]*\n|[^\n]+$/g) ?? []);
}

export function diffLines(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const same = (text: string): Edit => ({ op: ' ', text });
  return [
    ...before.slice(0, start).map(same),
    ...shortestEdit(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

/** Myers' greedy algorithm; `trace[d]` is what was reachable with fewer than `d` edits. */
function shortestEdit(a: readonly string[], b: readonly string[]): readonly Edit[] {
  if (a.length === 0) return b.map((text) => ({ op: '+', text }));
  if (b.length === 0) return a.map((text) => ({ op: '-', text }));
  const max = a.length + b.length;
  const reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let d = 0; d <= max; d += 1) {
    trace.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      let x = goesDown(reach, k, d) ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reach.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(a, b, trace);
    }
  }
  return [];
}

function goesDown(reach: ReadonlyMap<number, number>, k: number, d: number): boolean {
  return k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
}

function walkBack(a: readonly string[], b: readonly string[], trace: readonly ReadonlyMap<number, number>[]): Edit[] {
  const edits: Edit[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = trace.length - 1; d >= 0; d -= 1) {
    const reach = trace[d] ?? new Map<number, number>();
    const k = x - y;
    const from = goesDown(reach, k, d) ? k + 1 : k - 1;
    const fromX = reach.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      edits.push({ op: ' ', text: a[x] ?? '' });
    }
    if (d === 0) break;
    if (x === fromX) edits.push({ op: '+', text: b[fromY] ?? '' });
    else edits.push({ op: '-', text: a[fromX] ?? '' });
    x = fromX;
    y = fromY;
  }
  return edits.reverse();
}

const CONTEXT = 3;

/** The hunks of a patch as GitHub's API gives them: without file headers, and empty when nothing differs. */
export function unifiedPatch(before: string, after: string): string {
  const edits = diffLines(splitLines(before), splitLines(after));
  const changed = edits.flatMap((edit, at) => (edit.op === ' ' ? [] : [at]));
  const hunks: { from: number; to: number }[] = [];
  for (const at of changed) {
    const last = hunks.at(-1);
    if (last && at - CONTEXT <= last.to + CONTEXT + 1) last.to = at;
    else hunks.push({ from: at, to: at });
  }
  return hunks
    .map(({ from, to }) => hunkText(edits, Math.max(0, from - CONTEXT), Math.min(edits.length, to + CONTEXT + 1)))
    .join('\n');
}

function hunkText(edits: readonly Edit[], from: number, to: number): string {
  const count = (slice: readonly Edit[], op: Edit['op']) =>
    slice.filter((edit) => edit.op === ' ' || edit.op === op).length;
  const earlier = edits.slice(0, from);
  const inside = edits.slice(from, to);
  const range = (op: '-' | '+') => {
    const length = count(inside, op);
    const first = count(earlier, op) + (length === 0 ? 0 : 1);
    return length === 1 ? `${op}${first}` : `${op}${first},${length}`;
  };
  const lines = inside.map(({ op, text }) =>
    text.endsWith('\n') ? `${op}${text.slice(0, -1)}` : `${op}${text}\n\\ No newline at end of file`,
  );
  return [`@@ ${range('-')} ${range('+')} @@`, ...lines].join('\n');
}

export type Side = 'LEFT' | 'RIGHT';

/** A line that a review comment may stand on, with its offset in the patch and its hunk. */
export interface PatchLine {
  readonly side: Side;
  readonly line: number;
  readonly position: number;
  readonly hunk: number;
  /** The hunk up to this line, as GitHub shows it over a comment. */
  readonly diffHunk: string;
}

/** Every line of a patch, on each side where it exists: context lines are on both. */
export function patchLines(patch: string): readonly PatchLine[] {
  const found: PatchLine[] = [];
  let left = 0;
  let right = 0;
  let hunk = 0;
  let text: string[] = [];
  for (const [index, row] of patch.split('\n').entries()) {
    const header = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(row);
    if (header) {
      hunk += 1;
      text = [row];
      left = Number(header[1]) - (header[2] === '0' ? 0 : 1);
      right = Number(header[3]) - (header[4] === '0' ? 0 : 1);
      continue;
    }
    if (row.startsWith('\\')) continue;
    text.push(row);
    const at = { position: index, hunk, diffHunk: text.join('\n') };
    if (!row.startsWith('+')) left += 1;
    if (!row.startsWith('-')) right += 1;
    if (!row.startsWith('+')) found.push({ side: 'LEFT', line: left, ...at });
    if (!row.startsWith('-')) found.push({ side: 'RIGHT', line: right, ...at });
  }
  return found;
}
