/** The files of a folder as they are on disk now: tracked and not ignored where git is there, all of them elsewhere. */
import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { AuditError, type Snapshot } from '../audit/ports.ts';
import type { TreeEntry } from '../model/project.ts';
import type { BlobReader } from './blob-reader.ts';
import { parseTreeEntry } from './commit-snapshot.ts';
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

/**
 * INVARIANT: what is read is what was listed: facts are cached by the id of the listing, so a file that changed since then
 * is refused. `blobs`: where git says which files there are; `null` for a folder without git.
 */
export function workingTreeSnapshot(directory: string, blobs: BlobReader | null): Snapshot {
  const inIndex = new Map<string, string>();
  return {
    commit: null,
    async list() {
      const entries: TreeEntry[] = [];
      for (const { path, otherwise } of blobs === null ? await allPaths(directory, '') : await listedByGit(directory)) {
        const entry = await entryOf(directory, path);
        if (entry === null && otherwise) inIndex.set(path, otherwise.id);
        const shown = entry ?? otherwise ?? garbled(path);
        if (shown) entries.push(shown);
      }
      return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
    },
    async read(entry) {
      if (blobs !== null && inIndex.get(entry.path) === entry.id) return blobs.read(entry.id);
      const bytes = await contentOf(join(directory, entry.path), entry);
      if (blobId(bytes.length).update(bytes).digest('hex') === entry.id) return bytes;
      throw new AuditError('gone', `${entry.path} changed while it was being audited`);
    },
  };
}

/** A name that is not UTF-8 cannot be opened under the name that it is read as; that is told rather than passed over. */
function garbled(path: string): TreeEntry | null {
  return path.includes('\ufffd') ? { path, id: UNREADABLE, mode: 'file' } : null;
}

async function contentOf(path: string, entry: TreeEntry): Promise<Buffer> {
  try {
    return entry.mode === 'symlink' ? Buffer.from(await readlink(path)) : await readFile(path);
  } catch (cause) {
    throw new AuditError('gone', `${entry.path} cannot be read`, { cause });
  }
}

interface Listed {
  readonly path: string;
  /** What it is where there is no file of that name: left out by a sparse checkout, a submodule, a folder that is closed. */
  readonly otherwise: TreeEntry | null;
}

async function listedByGit(directory: string): Promise<readonly Listed[]> {
  const index = fields(await git(directory, ['ls-files', '-z', '-t', '--stage', '--cached'])).flatMap((line) =>
    parseTreeEntry(line.slice(2)).map((entry) => {
      const otherwise = line.startsWith('S ') || entry.mode === 'submodule' ? entry : null;
      return { path: entry.path, otherwise };
    }),
  );
  const others = fields(await git(directory, ['ls-files', '-z', '--others', '--exclude-standard'])).map((name) => {
    const path = name.replace(/\/$/, '');
    // Another repository inside this one ends in a slash.
    return { path, otherwise: path === name ? null : ({ path, id: '', mode: 'submodule' } as const) };
  });
  return [...new Map([...index, ...others].map((one) => [one.path, one])).values()];
}

async function allPaths(directory: string, below: string): Promise<readonly Listed[]> {
  const paths: Listed[] = [];
  const found = await readdir(join(directory, below), { withFileTypes: true }).catch((cause: unknown) => {
    if (below !== '' && isFromSystem(cause)) return null;
    throw new AuditError('config', `${join(directory, below)} cannot be listed`, { cause });
  });
  // The data of a database beside the code is often closed to its reader: it is told of as a file that cannot be read.
  if (found === null) return [{ path: below, otherwise: { path: below, id: UNREADABLE, mode: 'file' } }];
  for (const entry of found) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (!entry.isDirectory()) paths.push({ path, otherwise: null });
    else if (!NEVER.has(entry.name)) paths.push(...(await allPaths(directory, path)));
  }
  return paths;
}

/** `null` for what is no file: deleted and not yet staged, a folder, a socket, a device. */
async function entryOf(directory: string, path: string): Promise<TreeEntry | null> {
  const stats = await stat(join(directory, path));
  if (stats === null) return null;
  if (stats === 'unreadable') return { path, id: UNREADABLE, mode: 'file' };
  if (stats.isSymbolicLink()) {
    const target = Buffer.from(await readlink(join(directory, path)));
    return { path, id: blobId(target.length).update(target).digest('hex'), mode: 'symlink' };
  }
  if (!stats.isFile()) return null;
  const id = (await contentId(join(directory, path), stats.size)) ?? UNREADABLE;
  return { path, id, mode: stats.mode & 0o111 ? 'executable' : 'file' };
}

/** The id of no content: whoever reads it is told that it cannot be read. */
const UNREADABLE = '';

/** `null` for what is not there. */
async function stat(path: string): Promise<Stats | 'unreadable' | null> {
  try {
    return await lstat(path);
  } catch (cause) {
    if (!isFromSystem(cause)) throw cause;
    // ENOTDIR: a folder of the path is a file by now.
    return cause.code === 'ENOENT' || cause.code === 'ENOTDIR' ? null : 'unreadable';
  }
}

function isFromSystem(cause: unknown): cause is NodeJS.ErrnoException {
  return typeof cause === 'object' && cause !== null && 'syscall' in cause;
}

/** The git blob id of the file, so that a commit and a clean working tree share their facts; `null` when it cannot be read. */
async function contentId(path: string, size: number): Promise<string | null> {
  const hash = blobId(size);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  } catch (cause) {
    if (isFromSystem(cause)) return null;
    throw cause;
  }
  return hash.digest('hex');
}

function blobId(size: number) {
  return createHash('sha1').update(`blob ${size}\0`);
}
