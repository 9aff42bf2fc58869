/** One commit, read from git objects: the working tree is neither needed nor touched. */
import type { Snapshot } from '../audit/ports.ts';
import type { TreeEntry } from '../model/project.ts';
import type { BlobReader } from './blob-reader.ts';
import { fields, git } from './git.ts';

/** The tree of `commit` (a full id) below `prefix` ('' or 'backend/'), with paths relative to it. */
export function commitSnapshot(directory: string, commit: string, prefix: string, blobs: BlobReader): Snapshot {
  return {
    commit,
    async list() {
      // A folder that the commit does not have is an empty one.
      const below = prefix === '' ? [] : ['--', prefix];
      const lines = fields(await git(directory, ['ls-tree', '-r', '-z', '--full-tree', commit, ...below]));
      const entries = lines
        .flatMap(parseTreeEntry)
        .map((entry) => ({ ...entry, path: entry.path.slice(prefix.length) }));
      return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    read: (entry) => blobs.read(entry.id),
  };
}

/** `mode type id<tab>path` of `git ls-tree`, or `mode id stage<tab>path` of `git ls-files --stage`. */
export function parseTreeEntry(line: string): readonly TreeEntry[] {
  const match = /^(\d{6}) (?:[a-z]+ )?([0-9a-f]{40,64})(?: \d)?\t(.*)$/s.exec(line);
  const [, bits, id, path] = match ?? [];
  if (bits === undefined || id === undefined || path === undefined) return [];
  return [{ path, id, mode: MODES[bits] ?? 'file' }];
}

/** https://git-scm.com/docs/git-fast-import#_filemodify lists the modes. */
const MODES: Readonly<Record<string, TreeEntry['mode']>> = {
  '100644': 'file',
  '100755': 'executable',
  '120000': 'symlink',
  '160000': 'submodule',
};
