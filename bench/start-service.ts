/** Starts the App beside a GitHub in this process. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WEBHOOK_PATH } from '../src/app/http.ts';
import { FakeGitHub } from '../test/world/fake-github.ts';
import type { Repository } from '../test/world/repository.ts';

const SERVICE = fileURLToPath(new URL('service.ts', import.meta.url));

export interface Service {
  readonly github: FakeGitHub;
  readonly repository: Repository;
  /** Resolves once so many check-runs are completed. */
  completed(count: number): Promise<void>;
  completedOf(repository: Repository, count: number): Promise<void>;
  /** Memory of the App's process, in MB. */
  resident(): Promise<number>;
  close(): Promise<void>;
}

/** With an embedded database, in a folder of its own. */
export async function startService(): Promise<Service> {
  const github = await FakeGitHub.start();
  const repository = github.repository('acme/shop');
  const data = mkdtempSync(join(tmpdir(), 'vigie-bench-'));
  const child = fork(SERVICE, {
    env: {
      ...process.env,
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.credentials.privateKey,
      WEBHOOK_SECRET: github.credentials.webhookSecret,
      GHE_HOST: new URL(github.url).host,
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      PORT: '0',
      VIGIE_DATA_DIR: data,
    },
  });
  const [url] = await once(child, 'message');
  github.webhookUrl = `${url}${WEBHOOK_PATH}`;
  const completedOf = async ({ checkRuns }: Repository, count: number): Promise<void> => {
    const done = () => [...checkRuns.values()].filter(({ status }) => status === 'completed').length;
    while (done() < count) {
      if (child.exitCode !== null) throw new Error('the App ended');
      await pause(5);
    }
  };
  return {
    github,
    repository,
    completed: (count) => completedOf(repository, count),
    completedOf,
    async resident() {
      child.send('resident');
      const [bytes] = await once(child, 'message');
      return bytes / 2 ** 20;
    },
    async close() {
      child.disconnect();
      await once(child, 'exit');
      rmSync(data, { recursive: true, force: true });
      await github.close();
    },
  };
}
