/** The processes of an App under attack: killed, halted, started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WEBHOOK_PATH } from '../../src/app/http.ts';
import { type PostgresServer, startPostgres } from '../database/postgres.ts';
import { addressOf } from '../store/databases.ts';
import type { FakeGitHub } from '../world/fake-github.ts';

const APP = fileURLToPath(new URL('app.ts', import.meta.url));
const METRICS_TOKEN = 'only-for-these-stories';

export type Backend = 'pglite' | 'postgres';

/** One of the processes. */
export interface Member {
  readonly command: readonly string[];
  /** Where a web server listens; `null` for a worker. */
  readonly url: string | null;
  child: ChildProcess | null;
}

export class Fleet {
  readonly members: readonly Member[];
  readonly #github: FakeGitHub;
  readonly #directory = mkdtempSync(join(tmpdir(), 'vigie-faults-'));
  readonly #server: PostgresServer | null;
  readonly #log: string | null;

  private constructor(github: FakeGitHub, members: readonly Member[], server: PostgresServer | null, log?: string) {
    this.#github = github;
    this.members = members;
    this.#server = server;
    this.#log = log ?? null;
  }

  /** One process with everything, or two web servers and three workers. `log`: a file for what they log. */
  static async start(github: FakeGitHub, backend: Backend, log?: string): Promise<Fleet> {
    const web = async (...command: string[]): Promise<Member> => ({
      command,
      url: `http://127.0.0.1:${await freePort()}`,
      child: null,
    });
    const worker = (): Member => ({ command: ['worker'], url: null, child: null });
    const members =
      backend === 'pglite'
        ? [await web('serve')]
        : [await web('serve', '--no-worker'), await web('serve', '--no-worker'), worker(), worker(), worker()];
    const fleet = new Fleet(github, members, backend === 'postgres' ? await startPostgres() : null, log);
    for (const member of members) fleet.#start(member);
    try {
      await fleet.ready();
      return fleet;
    } catch (error) {
      await fleet.close();
      throw error;
    }
  }

  get webs(): readonly Member[] {
    return this.members.filter(({ url }) => url !== null);
  }

  /** Ends a process as a crash does, and starts another in its place. */
  async kill(member: Member): Promise<void> {
    const { child } = member;
    if (child === null) return;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    this.#start(member);
  }

  /** A process that stands still for a while, and does not know that it did. */
  async halt(member: Member, milliseconds: number): Promise<void> {
    member.child?.kill('SIGSTOP');
    await pause(milliseconds);
    member.child?.kill('SIGCONT');
  }

  /** Resolves once all web servers answer. */
  async ready(): Promise<void> {
    for (const { url } of this.webs) await patiently(`${url} is ready`, async () => await answers(`${url}/ready`));
  }

  /** Resolves once nothing waits and nothing runs. */
  async idle(): Promise<void> {
    await patiently('the queue drains', async () => {
      await this.#github.quiet();
      return (await this.#load()) === 0;
    });
  }

  /** Some web server, as a balancer in front of them would choose. */
  route(chosen: number): void {
    const web = this.webs[chosen % this.webs.length];
    this.#github.webhookUrl = `${web?.url}${WEBHOOK_PATH}`;
  }

  async close(): Promise<void> {
    for (const { child } of this.members) {
      child?.kill('SIGCONT');
      child?.kill('SIGKILL');
    }
    await this.#server?.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #start(member: Member): void {
    const { host } = new URL(this.#github.url);
    const child = spawn(process.execPath, [APP, ...member.command], {
      cwd: this.#directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        APP_ID: String(this.#github.app.id),
        PRIVATE_KEY: this.#github.credentials.privateKey,
        WEBHOOK_SECRET: this.#github.credentials.webhookSecret,
        GHE_HOST: host,
        GHE_PROTOCOL: 'http',
        HOST: '127.0.0.1',
        PORT: member.url === null ? '0' : new URL(member.url).port,
        METRICS_TOKEN,
        ...(this.#server === null ? {} : { DATABASE_URL: addressOf(this.#server.socket) }),
      },
    });
    member.child = child;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        if (this.#log !== null) appendFileSync(this.#log, chunk);
      });
    }
  }

  async #load(): Promise<number | null> {
    const [web] = this.webs;
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const answer = await fetch(`${web?.url}/metrics`, { headers }).catch(() => null);
    if (answer?.status !== 200) return null;
    const text = await answer.text();
    const figures = ['waiting', 'running'].map(
      (name) => new RegExp(`^vigie_queue_${name} (\\d+)$`, 'm').exec(text)?.[1],
    );
    return figures.reduce((sum, figure) => sum + Number(figure), 0);
  }
}

async function answers(url: string): Promise<boolean> {
  return await fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** A service may take its time, and not for ever. */
async function patiently(what: string, isDone: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 240_000;
  while (!(await isDone())) {
    if (performance.now() > deadline) throw new Error(`it did not happen: ${what}`);
    await pause(50);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
