/** The App as operators run it: processes of its own, that can be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WEBHOOK_PATH } from '../../src/app/http.ts';
import { until } from '../jobs/until.ts';
import type { FakeGitHub } from '../world/fake-github.ts';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export interface Process {
  readonly child: ChildProcess;
  /** Lines of its log. */
  readonly log: readonly Record<string, unknown>[];
  /** What it wrote beside the log. */
  readonly errors: () => string;
  /** The exit code. */
  ended(): Promise<number | null>;
}

/** A GitHub, a folder for data, and whatever processes the test starts. */
export class Operator {
  readonly github: FakeGitHub;
  readonly directory = mkdtempSync(join(tmpdir(), 'vigie-app-'));
  readonly #processes: Process[] = [];

  constructor(github: FakeGitHub) {
    this.github = github;
  }

  /** `vigie <command>`. */
  start(command: readonly string[], variables: Readonly<Record<string, string>> = {}): Process {
    const { host } = new URL(this.github.url);
    const child = spawn(process.execPath, [MAIN, ...command], {
      cwd: this.directory,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        APP_ID: String(this.github.app.id),
        PRIVATE_KEY: this.github.credentials.privateKey,
        WEBHOOK_SECRET: this.github.credentials.webhookSecret,
        GHE_HOST: host,
        GHE_PROTOCOL: 'http',
        HOST: '127.0.0.1',
        PORT: '0',
        ...variables,
      },
    });
    const started = watch(child);
    this.#processes.push(started);
    return started;
  }

  /** Resolves once webhooks can be sent there. */
  async listening(app: Process): Promise<string> {
    await until(() => app.log.some(({ msg }) => msg === 'listening') || app.child.exitCode !== null);
    const url = app.log.find(({ msg }) => msg === 'listening')?.url;
    if (typeof url !== 'string') throw new Error(`it does not listen: ${app.errors()}`);
    this.github.webhookUrl = `${url}${WEBHOOK_PATH}`;
    return url;
  }

  async close(): Promise<void> {
    for (const { child, ended } of this.#processes) {
      child.kill('SIGKILL');
      await ended();
    }
    await this.github.close();
    rmSync(this.directory, { recursive: true, force: true });
  }
}

function watch(child: ChildProcess): Process {
  const log: Record<string, unknown>[] = [];
  let errors = '';
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) log.push(JSON.parse(line));
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const exit = once(child, 'exit').then(([code]) => (typeof code === 'number' ? code : null));
  return { child, log, errors: () => errors, ended: () => exit };
}
