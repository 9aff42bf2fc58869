/** What operators rely on: real processes, killed and stopped at the worst time. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { until } from '../jobs/until.ts';
import { FakeGitHub } from '../world/fake-github.ts';
import { Operator } from './process.ts';

jest.setTimeout(120_000);

let operator: Operator;
beforeEach(async () => {
  operator = new Operator(await FakeGitHub.start());
});
afterEach(() => operator.close());

const unsafe = 'import jwt\n\n\ndef who(token):\n    return jwt.decode(token, options={"verify_signature": False})\n';

function shop() {
  const repository = operator.github.repository('acme/shop');
  repository.commit('main', { 'app/main.py': 'def main():\n    return 1\n' });
  repository.branch('feature');
  repository.commit('feature', { 'app/main.py': unsafe });
  return repository;
}

const conclusions = (repository: ReturnType<typeof shop>) =>
  [...repository.checkRuns.values()].map(({ status, conclusion }) => `${status} ${conclusion}`);

describe('vigie serve', () => {
  it('finishes after a kill what it had accepted, at once', async () => {
    const repository = shop();
    const first = operator.start(['serve']);
    await operator.listening(first);
    const hold = operator.github.hold('git/get-tree');
    const pull = await operator.github.openPullRequest(repository, { head: 'feature' });
    await hold.reached;
    // A command that waits: GitHub does not tell again of comments.
    const comment = await operator.github.comment(repository, pull, 'alice', '/audit help');
    first.child.kill('SIGKILL');
    await first.ended();
    hold.release();
    const second = operator.start(['serve']);
    await operator.listening(second);
    await until(() => conclusions(repository).includes('completed failure'));
    await until(() => [...repository.comments.values()].some(({ id, byApp }) => id > comment.id && byApp));
    expect(conclusions(repository)).toEqual(['completed failure']);
    expect(repository.reviewComments.size).toBe(1);
    second.child.kill('SIGTERM');
    expect(await second.ended()).toBe(0);
  });

  it('refuses a folder in which another one works, and names the way', async () => {
    await operator.listening(operator.start(['serve']));
    const second = operator.start(['serve']);
    expect(await second.ended()).toBe(2);
    expect(second.errors()).toContain('set DATABASE_URL');
  });
});

// How they work together, and take over from each other, is what `npm run faults` and its sample are about.
describe('web and worker apart', () => {
  it('need a server to meet in', async () => {
    for (const command of [['worker'], ['serve', '--no-worker']]) {
      const process = operator.start(command);
      expect(await process.ended()).toBe(2);
      expect(process.errors()).toContain('needs DATABASE_URL');
    }
  });
});
