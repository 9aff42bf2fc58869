/** What ends processes, or takes their database away: at every phase of an audit, and at the start. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type PostgresServer, startPostgres } from '../database/postgres.ts';
import { until } from '../jobs/until.ts';
import { addressOf } from '../store/databases.ts';
import { FakeGitHub } from '../world/fake-github.ts';
import type { Matcher } from '../world/faults.ts';
import type { Repository } from '../world/repository.ts';
import { Operator } from './process.ts';

jest.setTimeout(180_000);

let operator: Operator;
let repository: Repository;
beforeEach(async () => {
  operator = new Operator(await FakeGitHub.start());
  repository = operator.github.repository('acme/shop');
  repository.commit('main', { 'app/main.py': 'def main():\n    return 1\n' });
});
afterEach(() => operator.close());

const unsafe = (name: string) =>
  `import jwt\n\n\ndef ${name}(token):\n    return jwt.decode(token, options={"verify_signature": False})\n`;

function open(name: string) {
  repository.branch(name);
  repository.commit(name, { [`app/${name}.py`]: unsafe(name) });
  return operator.github.openPullRequest(repository, { head: name });
}

const verdicts = () => [...repository.checkRuns.values()].map(({ status, conclusion }) => `${status} ${conclusion}`);

const isVerdict: Matcher = (operation, body) => operation === 'checks/update' && body.status === 'completed';

const MOMENTS: readonly (readonly [when: string, moment: Matcher])[] = [
  ['while it begins', 'checks/create'],
  ['during the analysis', 'git/get-tree'],
  ['while it comments', 'pulls/create-review'],
  ['between comments and verdict', isVerdict],
];

describe('vigie serve', () => {
  it('says everything once, whatever it was killed at', async () => {
    let app = operator.start(['serve']);
    await operator.listening(app);
    for (const [at, [when, moment]] of MOMENTS.entries()) {
      const hold = operator.github.hold(moment);
      await open(`change_${at}`);
      await hold.reached;
      app.child.kill('SIGKILL');
      await app.ended();
      hold.release();
      app = operator.start(['serve']);
      await operator.listening(app);
      await until(() => verdicts().length > at && verdicts().every((verdict) => verdict === 'completed failure'));
      expect([when, verdicts().length, repository.reviewComments.size]).toEqual([when, at + 1, at + 1]);
    }
  });
});

describe('vigie serve, told to stop', () => {
  it('ends the audit that runs, and then itself', async () => {
    const app = operator.start(['serve']);
    const url = await operator.listening(app);
    const hold = operator.github.hold('git/get-tree');
    await open('feature');
    await hold.reached;
    app.child.kill('SIGTERM');
    await until(async () => (await fetch(`${url}/ready`)).status === 503);
    hold.release();
    expect(await app.ended()).toBe(0);
    expect(verdicts()).toEqual(['completed failure']);
  });
});

describe('a database server', () => {
  let server: PostgresServer;
  beforeEach(async () => {
    server = await startPostgres();
  });
  afterEach(() => server.stop());

  it('that is away, at the start and in the middle, is waited for; webhooks are refused meanwhile', async () => {
    await server.halt();
    const app = operator.start(['serve'], { DATABASE_URL: addressOf(server.socket) });
    const url = await operator.listening(app);
    const isReady = async () => (await fetch(`${url}/ready`)).status === 200;
    const ask = () => operator.github.rerequestSuite(repository, repository.head('main'));
    expect(await isReady()).toBe(false);
    expect((await ask()).status).toBe(503);
    await server.resume();
    await until(isReady);
    const hold = operator.github.hold('git/get-tree');
    await open('feature');
    await hold.reached;
    await server.halt();
    expect((await ask()).status).toBe(503);
    hold.release();
    await server.resume();
    await until(() => verdicts().includes('completed failure'));
    expect(verdicts()).toEqual(['completed failure']);
    expect(repository.reviewComments.size).toBe(1);
  });
});

describe('the folder of an embedded database', () => {
  it('that is damaged is left as it is, and the operator told what to do', async () => {
    const first = operator.start(['serve']);
    await operator.listening(first);
    first.child.kill('SIGTERM');
    await first.ended();
    truncateSync(join(operator.directory, 'data', 'database', 'global', 'pg_control'), 100);
    const second = operator.start(['serve']);
    expect(await second.ended()).toBe(2);
    expect(second.errors()).toContain('damaged');
  });

  // Only root may mount a disk of its own.
  const small = join('/tmp', `vigie-small-disk-${process.pid}`);
  const mount = (...args: string[]) => spawnSync('mount', args).status === 0;
  mkdirSync(small, { recursive: true });
  const mayMount = mount('-t', 'tmpfs', '-o', 'size=1m', 'none', small);
  if (mayMount) spawnSync('umount', [small]);
  rmSync(small, { recursive: true });
  const itOnSmallDisks = mayMount ? it : () => undefined;

  itOnSmallDisks('on a disk that is full at the start is not made, and the operator told why', async () => {
    const disk = join(operator.directory, 'disk');
    mkdirSync(disk);
    mount('-t', 'tmpfs', '-o', 'size=8m', 'none', disk);
    const app = operator.start(['serve'], { VIGIE_DATA_DIR: disk });
    const code = await app.ended();
    spawnSync('umount', [disk]);
    expect(code).toBe(2);
    expect(app.errors()).toContain('disk is full');
  });

  itOnSmallDisks('on a disk that fills up refuses webhooks, and takes them again once there is room', async () => {
    const disk = join(operator.directory, 'disk');
    mkdirSync(disk);
    mount('-t', 'tmpfs', '-o', 'size=120m', 'none', disk);
    try {
      await operator.listening(operator.start(['serve'], { VIGIE_DATA_DIR: disk }));
      spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=64k']);
      const status = () => operator.github.delivered.at(-1)?.status;
      // Room that the database took before is used up first.
      for (let at = 0; at < 500 && status() !== 503; at += 1) await open(`change_${at}`);
      expect(status()).toBe(503);
      rmSync(join(disk, 'filler'));
      const again = await operator.github.pullEvent(repository, repository.pull(1), 'reopened');
      expect(again.status).toBe(200);
      await until(() => verdicts().includes('completed failure'));
    } finally {
      spawnSync('umount', ['-l', disk]);
    }
  });
});
