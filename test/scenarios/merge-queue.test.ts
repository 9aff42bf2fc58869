/** A merge queue asks about a tree that no pull request has: several of them together, on top of the base. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../rules/registry.generated.ts';
import { startWorld } from '../app/running-app.ts';
import type { Pull } from '../world/state.ts';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const QUEUE = 'gh-readonly-queue/main/pr-1-abc';

/** Queues the pull request behind whatever `main` holds by now; returns the commit that would be merged. */
async function queue(): Promise<string> {
  story.repository.branch(QUEUE, 'main');
  const head = story.repository.merge('feature', QUEUE);
  await story.world.github.requestMergeGroup(story.repository, 'main', QUEUE);
  await story.settled();
  return head;
}

/** Two pull requests, merged one after the other on top of `main`. */
async function queueBoth(first: Story, second: Pull): Promise<string> {
  const { repository, world } = first;
  repository.branch(QUEUE, 'main');
  repository.merge('feature', QUEUE, 'Merge pull request #1 from acme/feature');
  const head = repository.merge(second.headBranch, QUEUE, `Change things (#${second.number})`);
  await world.github.requestMergeGroup(repository, 'main', QUEUE);
  await first.settled();
  return head;
}

const checkOf = (head: string) => [...story.repository.checkRuns.values()].findLast(({ sha }) => sha === head);

describe('a merge queue', () => {
  it('gets its verdict under the name that the branch protection asks for', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('good_one') } });
    expect(checkOf(await queue())).toMatchObject({ name: 'vigie', status: 'completed', conclusion: 'success' });
  });

  it('is stopped by what the merged tree does wrong', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    expect(checkOf(await queue())).toMatchObject({ name: 'vigie', status: 'completed', conclusion: 'failure' });
  });

  it('is not stopped by what stands on the base already', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('good_one') } });
    story.repository.commit('main', { 'app/old.py': functions('bad_old') });
    expect(checkOf(await queue())).toMatchObject({ conclusion: 'success' });
  });
});

const revision = (id: string, down: string | null, table: string) =>
  `import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "${id}"\ndown_revision = ${down === null ? 'None' : `"${down}"`}\n\n\ndef upgrade():\n    op.create_table("${table}", sa.Column("id", sa.Integer(), primary_key=True))\n\n\ndef downgrade():\n    op.drop_table("${table}")\n`;

describe('two pull requests that are each right alone', () => {
  it('and together make two Alembic heads are named', async () => {
    const before = {
      'alembic.ini': '[alembic]\nscript_location = migrations\n',
      'migrations/env.py': 'from alembic import context\n',
      'migrations/versions/0001_first.py': revision('0001', null, 'users'),
    };
    story = await Story.open(
      { before, after: { 'migrations/versions/0002_orders.py': revision('0002a', '0001', 'orders') } },
      await startWorld({ catalogue }),
    );
    expect(story.check.conclusion).toBe('success');
    story.repository.branch('other');
    story.repository.commit('other', { 'migrations/versions/0002_bills.py': revision('0002b', '0001', 'bills') });
    const second = await story.world.github.openPullRequest(story.repository, { head: 'other' });
    await story.settled();
    const check = checkOf(await queueBoth(story, second));
    expect(check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(check?.summary).toContain(
      '#1, #2 collide: each is right alone, and together they bring `alembic-multiple-heads`',
    );
  });

  it('keep what was decided about each of them, for its own files', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    const { github } = story.world;
    github.grant(story.repository, 'mona', 'maintain');
    await story.say('/audit override -- agreed with the owners of the protocol', 'mona');
    story.repository.branch('other');
    story.repository.commit('other', { 'app/other.py': functions('bad_two') });
    const second = await github.openPullRequest(story.repository, { head: 'other' });
    await story.settled();
    const check = checkOf(await queueBoth(story, second));
    expect(check?.conclusion).toBe('failure');
    expect(check?.summary).toContain('app/other.py');
    await story.say('/audit override -- agreed for the other one as well', 'mona');
    await github.comment(story.repository, second, 'mona', '/audit ignore bad-name -- agreed for that one as well');
    await github.requestMergeGroup(story.repository, 'main', QUEUE);
    await story.settled();
    expect(checkOf(story.repository.head(QUEUE))).toMatchObject({ conclusion: 'success' });
  });
});

describe('a group that the queue gives up', () => {
  it('leaves no check-run open', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('good_one') } });
    const { github } = story.world;
    const hold = github.hold('git/get-tree');
    story.repository.branch(QUEUE, 'main');
    const head = story.repository.merge('feature', QUEUE);
    await github.requestMergeGroup(story.repository, 'main', QUEUE);
    await hold.reached;
    await github.destroyMergeGroup(story.repository, 'main', QUEUE);
    hold.release();
    await story.settled();
    expect(checkOf(head)).toMatchObject({ status: 'completed' });
    expect(checkOf(head)?.conclusion).not.toBe('success');
  });
});
