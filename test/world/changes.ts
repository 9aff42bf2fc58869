/** What differs between two commits, file by file, as GitHub lists it for a pull request. */
import type { Commit, FileEntry, GitStore } from './git-store.ts';
import { diffLines, splitLines, unifiedPatch } from './line-diff.ts';

export interface FileChange {
  readonly path: string;
  readonly previousPath: string | null;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** Absent for binary files, pure renames, and patches that GitHub finds too large to show. */
  readonly patch: string | null;
}

/** GitHub leaves the patch out above some size; the exact number is not documented. */
const PATCH_LINES_SHOWN = 3_000;

export function changedFiles(store: GitStore, base: Commit, head: Commit): readonly FileChange[] {
  const paths = [...new Set([...base.files.keys(), ...head.files.keys()])].sort();
  const differs = (path: string) => {
    const a = base.files.get(path);
    const b = head.files.get(path);
    return a?.sha !== b?.sha || a?.mode !== b?.mode;
  };
  const changed = paths.filter(differs);
  const removed = new Set(changed.filter((path) => !head.files.has(path)));
  const changes = changed.flatMap((path): FileChange[] => {
    const after = head.files.get(path);
    if (!after) return [];
    const before = base.files.get(path);
    if (before) return [fileChange(store, { path, before, after, previousPath: null })];
    const from = renamedFrom(store, after, removed, base);
    if (from === null) return [fileChange(store, { path, before: null, after, previousPath: null })];
    removed.delete(from);
    return [fileChange(store, { path, before: base.files.get(from) ?? null, after, previousPath: from })];
  });
  for (const path of removed)
    changes.push(fileChange(store, { path, before: base.files.get(path) ?? null, after: null, previousPath: null }));
  return changes.sort((a, b) => (a.path < b.path ? -1 : 1));
}

interface Pair {
  readonly path: string;
  readonly previousPath: string | null;
  readonly before: FileEntry | null;
  readonly after: FileEntry | null;
}

function fileChange(store: GitStore, { path, previousPath, before, after }: Pair): FileChange {
  const old = before ? store.text(before.sha) : '';
  const now = after ? store.text(after.sha) : '';
  const binary = old.includes('\0') || now.includes('\0');
  const edits = binary ? [] : diffLines(splitLines(old), splitLines(now));
  const additions = edits.filter((edit) => edit.op === '+').length;
  const deletions = edits.filter((edit) => edit.op === '-').length;
  const shown = additions + deletions > 0 && additions + deletions <= PATCH_LINES_SHOWN;
  return {
    path,
    previousPath,
    status: previousPath !== null ? 'renamed' : before === null ? 'added' : after === null ? 'removed' : 'modified',
    sha: (after ?? before)?.sha ?? '',
    additions,
    deletions,
    patch: shown ? unifiedPatch(old, now) : null,
  };
}

/** A removed file that shares at least half of its lines with an added one was renamed, as git decides by default. */
function renamedFrom(store: GitStore, after: FileEntry, removed: ReadonlySet<string>, base: Commit): string | null {
  const now = splitLines(store.text(after.sha));
  let best: { readonly path: string; readonly score: number } | null = null;
  for (const path of removed) {
    const entry = base.files.get(path);
    if (!entry) continue;
    const score = entry.sha === after.sha ? 1 : similarity(splitLines(store.text(entry.sha)), now);
    if (score >= 0.5 && score > (best?.score ?? 0)) best = { path, score };
  }
  return best?.path ?? null;
}

function similarity(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of a) left.set(line, (left.get(line) ?? 0) + 1);
  let shared = 0;
  for (const line of b) {
    const count = left.get(line) ?? 0;
    if (count === 0) continue;
    left.set(line, count - 1);
    shared += 1;
  }
  return shared / Math.max(a.length, b.length, 1);
}
