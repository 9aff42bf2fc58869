/** Where the branch comes from and where it goes to. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

describe('a fork', () => {
  it('is judged like a branch, although GitHub links no pull request to its commits', async () => {
    story = await Story.open({ fork: 'stranger', after: { 'app/main.py': functions('bad_one') } });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.places).toEqual(['app/main.py:1']);
    await story.push({ 'app/main.py': functions('good_one') });
    expect(story.check.conclusion).toBe('success');
  });

  it('can have its check run again', async () => {
    story = await Story.open({ fork: 'stranger', after: { 'app/main.py': functions('bad_one') } });
    for (const again of [
      () => story.world.github.rerequest(story.repository, story.check.id),
      () => story.world.github.rerequestSuite(story.repository, story.pull.headSha),
    ]) {
      const before = story.writes.length;
      await again();
      await story.settled();
      expect(story.writes.slice(before)).toContain('checks/update');
      expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    }
  });
});

describe('the base', () => {
  it('is the point where the branch left, not where the base has moved to', async () => {
    story = await Story.open({
      before: { 'app/main.py': functions('bad_old') },
      after: { 'app/new.py': functions('good') },
    });
    // Somebody else repairs something on main: what the branch still has of it is not this pull request's doing.
    story.repository.commit('main', { 'app/main.py': functions('good_old') });
    await story.push({ 'app/new.py': functions('good', 'better') });
    expect(story.check.conclusion).toBe('success');
    expect(story.comments).toEqual([]);
  });

  it('decides what is new: another base, another verdict', async () => {
    story = await Story.begin({ before: { 'app/main.py': functions('fine') }, after: {}, head: 'develop' });
    await story.settled();
    const { github } = story.world;
    story.repository.commit('develop', { 'app/main.py': functions('fine', 'bad_one') });
    story.repository.branch('feature', 'develop');
    story.repository.commit('feature', { 'app/other.py': functions('fine') });
    const pull = await github.openPullRequest(story.repository, { head: 'feature', base: 'main' });
    await story.settled();
    const checkOf = () => [...story.repository.checkRuns.values()].filter(({ sha }) => sha === pull.headSha).at(-1);
    expect(checkOf()?.conclusion).toBe('failure');
    await github.retarget(story.repository, pull, 'develop');
    await story.settled();
    expect(checkOf()?.conclusion).toBe('success');
    expect(checkOf()?.summary).toMatch(/`develop`/);
  });

  it('is not looked at again when only the title is edited', async () => {
    story = await Story.open({ after: {} });
    const before = story.writes.length;
    await story.world.github.pullEvent(story.repository, story.pull, 'edited', { changes: { title: { from: 'Old' } } });
    await story.settled();
    expect(story.writes.length).toBe(before);
  });
});

describe('two pull requests with one head', () => {
  it('have a report each, and the worse verdict on both, because GitHub asks the commit', async () => {
    story = await Story.open({
      before: { 'app/main.py': functions('fine') },
      after: { 'app/main.py': functions('fine', 'bad_one') },
    });
    story.repository.branch('release', 'feature');
    const second = await story.world.github.openPullRequest(story.repository, { head: 'feature', base: 'release' });
    await story.settled();
    expect(second.headSha).toBe(story.pull.headSha);
    const runs = [...story.repository.checkRuns.values()].filter(({ sha }) => sha === second.headSha);
    expect(runs.map(({ conclusion }) => conclusion)).toEqual(['failure', 'failure']);
    expect(runs[0]?.title).not.toMatch(/#1/);
    expect(runs[1]?.title).toMatch(/No new findings.*fails in #1/);
  });
});
