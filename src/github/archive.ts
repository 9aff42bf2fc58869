/**
 * Many blobs of one commit in one request. GitHub allows 900 reads a minute and 5,000 an hour for an installation
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api): a repository that is seen for the first
 * time would take most of that, blob by blob.
 */
import { createHash } from 'node:crypto';
import { pipeline, Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { AuditError } from '../audit/ports.ts';
import type { TreeEntry } from '../model/project.ts';
import type { Client, RepositoryRef } from './client.ts';
import { readTar } from './read-tar.ts';

/** Larger files are read one by one, when they are asked for. Bytes. */
const MAX_FILE = 5 * 2 ** 20;

/** What is held in memory at most. Bytes. */
const MAX_TOTAL = 256 * 2 ** 20;

/** An archive may take minutes, and is given up after some. Milliseconds. */
const TIMEOUT = 3 * 60_000;

/**
 * Contents of `entries` by blob id, as far as the archive has them: files that `.gitattributes` leaves out or rewrites
 * are missing, since every content is checked against its id. Nothing at all when there is no archive to be had.
 */
export async function readArchive(
  client: Client,
  repository: RepositoryRef,
  commit: string,
  entries: readonly TreeEntry[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const ids = new Map(entries.map(({ path, id }) => [path, id]));
  const contents = new Map<string, Uint8Array>();
  let total = 0;
  const isWanted = (path: string, size: number) => {
    const id = ids.get(withoutTop(path));
    const wanted = id !== undefined && !contents.has(id) && size <= MAX_FILE && total + size <= MAX_TOTAL;
    if (wanted) total += size;
    return wanted;
  };
  try {
    for await (const { path, bytes } of readTar(await open(client, repository, commit), isWanted)) {
      const id = ids.get(withoutTop(path));
      if (id !== undefined && blobId(bytes) === id) contents.set(id, bytes);
    }
  } catch (error) {
    // What did not arrive is read blob by blob, and fails there if it has to. Only the end of the run is final.
    if (error instanceof AuditError && error.kind === 'superseded') throw error;
  }
  return contents;
}

async function open(client: Client, repository: RepositoryRef, commit: string): Promise<AsyncIterable<Uint8Array>> {
  const request = { parseSuccessResponseBody: false, timeout: TIMEOUT };
  const { data } = await client.rest.repos.downloadTarballArchive({ ...repository, ref: commit, request });
  // With `parseSuccessResponseBody: false`, the data is the body of the response as fetch gives it.
  const body = Readable.fromWeb(data as ReadableStream<Uint8Array>);
  // Failures of either stream come out of the one that is read.
  return pipeline(body, createGunzip(), () => undefined);
}

/** All paths of an archive begin with a folder named after repository and commit. */
function withoutTop(path: string): string {
  return path.slice(path.indexOf('/') + 1);
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
function blobId(bytes: Buffer): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}
