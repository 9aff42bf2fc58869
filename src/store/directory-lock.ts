/**
 * One process for one directory. The owner listens on a socket in it: the system closes it with the process, however that
 * ends, and other containers that share the directory find it too. INVARIANT: of two processes, at most one becomes the owner.
 */
import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { AuditError } from '../audit/ports.ts';

const SOCKET = /^owner-[\w-]+\.sock$/;

/** What a Unix socket's address may hold, less than which no system allows: https://man7.org/linux/man-pages/man7/unix.7.html */
const MAX_PATH = 103;

/**
 * Becomes the owner of `directory`, or returns `null` where another process is. The result gives it up.
 *
 * Everybody listens first and looks at the others then: of two that start at once, at least one sees the other, and leaves.
 */
export async function lockDirectory(directory: string): Promise<(() => Promise<void>) | null> {
  const name = `owner-${randomUUID().slice(0, 8)}.sock`;
  const unlock = await listen(addressOf(join(directory, name)));
  const others = (await readdir(directory)).filter((other) => SOCKET.test(other) && other !== name);
  for (const other of others) {
    const path = join(directory, other);
    if (await isAlive(addressOf(path))) {
      await unlock();
      return null;
    }
    await rm(path, { force: true });
  }
  return unlock;
}

function addressOf(path: string): string {
  const absolute = resolve(path);
  const fromHere = relative(process.cwd(), absolute);
  const shorter = fromHere.length < absolute.length ? fromHere : absolute;
  if (Buffer.byteLength(shorter) <= MAX_PATH) return shorter;
  throw new AuditError('config', 'The path of VIGIE_DATA_DIR is too long: choose one of at most 80 characters.');
}

function listen(address: string): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => {
      // It says that somebody is there; it does not keep them there.
      server.unref();
      resolve(() => new Promise((closed) => server.close(() => closed())));
    });
  });
}

function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    // Refused or gone: nobody listens. Any other failure proves nothing, so somebody may be there.
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'),
    );
  });
}
