/** A merge queue asks about a tree that no pull request has: several of them together, on top of the base. */
import { afterEach, describe, expect, it } from '@jest/globals';
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

const checkOf = (head: string) => [...story.repository.checkRuns.values()].find(({ sha }) => sha === head);

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
