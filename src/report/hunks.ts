/** The lines of a pull request's diff on which GitHub accepts a comment, read from the `patch` of each file. */

export interface DiffFile {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed' | 'copied' | 'changed' | 'unchanged';
  /** Hunks of the unified diff without file headers; `null` for binary files and where GitHub left it out as too large. */
  readonly patch: string | null;
}

/** A hunk as its right side: the lines of the new file that it shows, in order. */
export interface Hunk {
  readonly lines: readonly { readonly line: number; readonly added: boolean }[];
}

/** The hunks of a patch. What is not a hunk is skipped; lines beyond those a hunk's header announces belong to none. */
export function parseHunks(patch: string): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let lines: { line: number; added: boolean }[] = [];
  let next = 0;
  let left = { old: 0, new: 0 };
  for (const text of patch.split('\n')) {
    const header = left.old <= 0 && left.new <= 0 ? /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text) : null;
    if (header) {
      left = { old: Number(header[1] ?? 1), new: Number(header[3] ?? 1) };
      next = Number(header[2]);
      lines = [];
      hunks.push({ lines });
      continue;
    }
    // "\ No newline at end of file" is a remark about the line before.
    if (text.startsWith('\\') || (left.old <= 0 && left.new <= 0)) continue;
    if (text.startsWith('-')) left.old -= 1;
    else {
      const added = text.startsWith('+');
      lines.push({ line: next, added });
      next += 1;
      left.new -= 1;
      if (!added) left.old -= 1;
    }
  }
  return hunks.filter((hunk) => hunk.lines.length > 0);
}
