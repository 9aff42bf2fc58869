/** The files of a folder as they are on disk now: tracked and not ignored where git is there, all of them elsewhere. */
import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, open, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError, type Snapshot } from '../audit/ports.ts';
import type { TreeEntry } from '../model/project.ts';
import { fields, git } from './git.ts';

/** Folders that hold no code of the repository, for a folder without git to say so. */
const NEVER = new Set([
  '.git',
  '.hg',
  '.svn',
  'node_modules',
  '.venv',
  'venv',
  '__pycache__',
  '.tox',
  '.mypy_cache',
  '.ruff_cache',
]);

/** `tracked`: ask git which files there are. */
export function workingTreeSnapshot(directory: string, tracked: boolean): Snapshot {
  return {
    commit: null,
    async list() {
      const paths = tracked ? await trackedPaths(directory) : await allPaths(directory, '');
      const entries: TreeEntry[] = [];
      for (const path of paths) {
        const entry = await entryOf(directory, path);
        if (entry) entries.push(entry);
      }
      return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async read(entry) {
      const path = join(directory, entry.path);
      try {
        return entry.mode === 'symlink' ? Buffer.from(await readlink(path)) : await readFile(path);
      } catch (cause) {
        throw new AuditError('gone', `${entry.path} disappeared while it was being audited`, { cause });
      }
    },
  };
}

async function trackedPaths(directory: string): Promise<readonly string[]> {
  const listed = await git(directory, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  return [...new Set(fields(listed))];
}

async function allPaths(directory: string, below: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const entry of await readdir(join(directory, below), { withFileTypes: true })) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (!entry.isDirectory()) paths.push(path);
    else if (!NEVER.has(entry.name)) paths.push(...(await allPaths(directory, path)));
  }
  return paths;
}

/** `null` for what is listed but not there (deleted, not yet staged), and for sockets and devices. */
async function entryOf(directory: string, path: string): Promise<TreeEntry | null> {
  const stats = await stat(join(directory, path));
  if (stats === null) return null;
  if (stats.isSymbolicLink()) {
    const target = Buffer.from(await readlink(join(directory, path)));
    return { path, id: blobId(target.length).update(target).digest('hex'), mode: 'symlink' };
  }
  if (stats.isDirectory()) return { path, id: '', mode: 'submodule' };
  if (!stats.isFile()) return null;
  const id = await contentId(join(directory, path), stats.size);
  return { path, id, mode: stats.mode & 0o111 ? 'executable' : 'file' };
}

async function stat(path: string): Promise<Stats | null> {
  try {
    return await lstat(path);
  } catch (cause) {
    if (typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT') return null;
    throw cause;
  }
}

/** The git blob id of the file, so that a commit and a clean working tree share their facts. */
async function contentId(path: string, size: number): Promise<string> {
  const hash = blobId(size);
  const handle = await open(path);
  try {
    for await (const chunk of handle.createReadStream({ highWaterMark: 1 << 20, autoClose: false })) hash.update(chunk);
  } finally {
    await handle.close();
  }
  return hash.digest('hex');
}

function blobId(size: number) {
  return createHash('sha1').update(`blob ${size}\0`);
}
