import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { functions, startWorld, type World } from './running-app.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

/** A repository with one pull request that adds a bad function. */
async function openBad(draft = false) {
  const repository = world.github.repository('acme/shop');
  repository.commit('main', { 'app/main.py': functions('fine') });
  repository.branch('feature');
  repository.commit('feature', { 'app/main.py': functions('fine', 'bad_one', 'bad_two') });
  const pull = await world.github.openPullRequest(repository, { head: 'feature', draft });
  await world.app.idle();
  return { repository, pull };
}

describe('a pull request', () => {
  it('gets a verdict and comments on the lines that matter', async () => {
    const { repository } = await openBad();
    const [run] = [...repository.checkRuns.values()];
    expect(run).toMatchObject({ name: 'vigie', status: 'completed', conclusion: 'failure' });
    expect(run?.annotations).toHaveLength(2);
    const comments = [...repository.reviewComments.values()];
    expect(comments.map(({ path, line }) => `${path}:${line}`)).toEqual(['app/main.py:5', 'app/main.py:9']);
  });
});
