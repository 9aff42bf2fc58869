/** A commit of a repository, read through the git data API: nothing is checked out, and nothing is read that nobody asked for. */
import { setImmediate } from 'node:timers/promises';
import { AuditError, type Snapshot } from '../audit/ports.ts';
import type { TreeEntry } from '../model/project.ts';
import { readArchive } from './archive.ts';
import { createBound } from './bounded.ts';
import type { Client, RepositoryRef } from './client.ts';

/** Blobs above this are refused: https://docs.github.com/rest/git/blobs#get-a-blob */
const MAX_BLOB = 100 * 2 ** 20;

/** Reads at the same time; GitHub allows 100 for all clients of an installation. */
const CONCURRENT_READS = 8;

/** From so many files on, one archive of everything costs less than each of them. */
const WORTH_AN_ARCHIVE = 100;

/** A snapshot of `commit`. Equal contents are read once at a time, whatever their paths. Throws `AuditError`. */
export function createGithubSnapshot(client: Client, repository: RepositoryRef, commit: string): Snapshot {
  const bound = createBound(CONCURRENT_READS);
  const sizes = new Map<string, number>();
  const atHand = new Map<string, Uint8Array>();
  const underWay = new Map<string, Promise<Uint8Array>>();
  let listing: Promise<readonly TreeEntry[]> | null = null;

  const readBlob = async (entry: TreeEntry): Promise<Uint8Array> => {
    if ((sizes.get(entry.id) ?? 0) > MAX_BLOB) {
      throw new AuditError('gone', `${entry.path} is larger than the 100 MB that GitHub hands out`);
    }
    const { data } = await client.rest.git.getBlob({ ...repository, file_sha: entry.id });
    return Buffer.from(data.content, data.encoding === 'base64' ? 'base64' : 'utf8');
  };

  return {
    commit,
    list() {
      listing ??= listTree(client, repository, commit, sizes);
      return listing;
    },
    async expect(entries) {
      if (entries.length < WORTH_AN_ARCHIVE) return;
      for (const [id, bytes] of await readArchive(client, repository, commit, entries)) atHand.set(id, bytes);
    },
    read(entry) {
      if (entry.mode === 'submodule')
        throw new AuditError('gone', `${entry.path} is a submodule: its content stands in another repository`);
      const given = atHand.get(entry.id);
      // Read once, it is not needed again: what becomes of it is kept elsewhere. A turn of the event loop lies between
      // two reads, as it would with a request: whoever computes on what is read must not keep webhooks waiting.
      if (given !== undefined && atHand.delete(entry.id)) return setImmediate(given);
      const known = underWay.get(entry.id);
      if (known !== undefined) return known;
      const reading = bound(() => readBlob(entry)).finally(() => underWay.delete(entry.id));
      underWay.set(entry.id, reading);
      return reading;
    },
  };
}

async function listTree(
  client: Client,
  repository: RepositoryRef,
  commit: string,
  sizes: Map<string, number>,
): Promise<readonly TreeEntry[]> {
  const entries: TreeEntry[] = [];
  await walk(commit, '');
  return entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

  /** A recursive answer stops at 100,000 entries or 7 MB and says so; then each folder is asked for on its own. */
  async function walk(tree: string, prefix: string): Promise<void> {
    const { data } = await client.rest.git.getTree({ ...repository, tree_sha: tree, recursive: '1' });
    if (!data.truncated) {
      for (const item of data.tree) add(item, prefix);
      return;
    }
    const { data: flat } = await client.rest.git.getTree({ ...repository, tree_sha: tree });
    if (flat.truncated) throw new AuditError('config', `the folder "${prefix}" holds more entries than GitHub lists`);
    for (const item of flat.tree) {
      if (item.type === 'tree') await walk(item.sha, `${prefix}${item.path}/`);
      else add(item, prefix);
    }
  }

  function add(item: { path: string; mode: string; sha: string; size?: number }, prefix: string): void {
    const mode = MODES.get(item.mode);
    if (mode === undefined) return;
    if (item.size !== undefined) sizes.set(item.sha, item.size);
    entries.push({ path: `${prefix}${item.path}`, id: item.sha, mode });
  }
}

/** Folders (040000) are not entries of a snapshot. */
const MODES: ReadonlyMap<string, TreeEntry['mode']> = new Map([
  ['100644', 'file'],
  // Written by very old versions of git.
  ['100664', 'file'],
  ['100755', 'executable'],
  ['120000', 'symlink'],
  ['160000', 'submodule'],
]);
