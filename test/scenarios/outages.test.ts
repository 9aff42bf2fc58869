/** When GitHub fails, refuses, or is slow: no verdict is invented, nothing is said twice, and no check stays pending. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const bad = { 'app/main.py': functions('bad_one') };

/** A green pull request; what happens next is the story. */
async function green(): Promise<Story> {
  story = await Story.open({ after: { 'README.md': '# Our shop\n' } });
  return story;
}

describe('rate limits', () => {
  it('are waited for as long as GitHub asks', async () => {
    await green();
    const body = { message: 'You have exceeded a secondary rate limit.' };
    story.world.github.fail('pulls/create-review', { status: 403, headers: { 'retry-after': '42' }, body });
    await story.push(bad);
    expect(story.world.pauses).toContain(42_000);
    expect(story.comments).toHaveLength(1);
    expect(story.check.conclusion).toBe('failure');
  });

  it('on reads are waited for as well', async () => {
    await green();
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(story.world.github.now() / 1000 + 30) };
    story.world.github.fail('git/get-tree', { status: 403, headers, body: { message: 'API rate limit exceeded' } });
    await story.push(bad);
    expect(story.world.pauses).toContain(31_000);
    expect(story.check.conclusion).toBe('failure');
  });
});

describe('a failure in the middle of publishing', () => {
  for (const operation of ['checks/create', 'pulls/create-review', 'checks/update']) {
    it(`leaves one check-run and one comment when the answer to ${operation} is lost`, async () => {
      await green();
      story.world.github.fail(operation, { status: 502, applied: true });
      await story.push(bad);
      expect([...story.repository.checkRuns.values()].filter(({ sha }) => sha === story.pull.headSha)).toHaveLength(1);
      expect(story.comments).toHaveLength(1);
      expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
      expect(story.check.annotations).toHaveLength(1);
    });

    it(`is made up for when ${operation} did not take effect`, async () => {
      await green();
      story.world.github.fail(operation, { status: 502 });
      await story.push(bad);
      expect(story.comments).toHaveLength(1);
      expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
      expect(story.check.annotations).toHaveLength(1);
    });

    it(`is made up for when the connection breaks at ${operation}`, async () => {
      await green();
      story.world.github.fail(operation, { reset: true });
      await story.push(bad);
      expect(story.comments).toHaveLength(1);
      expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    });
  }
});

describe('an outage', () => {
  it('of a moment is not noticed', async () => {
    await green();
    story.world.github.fail('git/get-tree', { status: 503, times: 2 });
    await story.push(bad);
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.comments).toHaveLength(1);
  });

  it('that lasts ends in a check that says so, and never in success', async () => {
    await green();
    story.world.github.fail('git/get-tree', { status: 503, times: Number.POSITIVE_INFINITY });
    await story.push({ 'app/main.py': functions('good_one') });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.check.title).toMatch(/^NOT AUDITED/);
    expect(story.comments).toEqual([]);
  });

  it('of comments alone does not take the verdict away', async () => {
    await green();
    story.world.github.fail('pulls/create-review', { status: 500, times: Number.POSITIVE_INFINITY });
    await story.push(bad);
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.check.annotations).toHaveLength(1);
  });

  it('while a command is answered is made up for', async () => {
    await green();
    story.world.github.fail('issues/create-comment', { status: 502 });
    await story.say('/audit help');
    expect(story.replies).toHaveLength(1);
  });
});

describe('a comment that asks for an audit and an answer', () => {
  it('gets its answer although the audit was done before the answer could be written', async () => {
    await green();
    story.world.github.fail('issues/create-comment', { status: 502 });
    const comment = await story.say('/audit\n/audit help');
    expect(story.replies).toHaveLength(1);
    expect(comment.reactions.map(({ content }) => content)).toEqual(['eyes', 'rocket']);
  });
});

describe('a missing permission', () => {
  it('to comment leaves the verdict and its annotations', async () => {
    await green();
    story.world.github.fail('pulls/create-review', {
      status: 403,
      body: { message: 'Resource not accessible by integration' },
      times: Number.POSITIVE_INFINITY,
    });
    await story.push(bad);
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.check.annotations).toHaveLength(1);
  });

  it('to read the code is said on the check-run', async () => {
    await green();
    story.world.github.fail('git/get-tree', {
      status: 403,
      body: { message: 'Resource not accessible by integration' },
      times: Number.POSITIVE_INFINITY,
    });
    await story.push(bad);
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.check.title).toMatch(/^NOT AUDITED/);
  });
});

describe('a push while the audit runs', () => {
  it('ends the older audit without a word: only the newer head gets a verdict', async () => {
    await green();
    const hold = story.world.github.hold('git/get-tree');
    await story.startPush(bad);
    await hold.reached;
    const outdated = story.pull.headSha;
    await story.startPush({ 'app/main.py': functions('good_one') });
    hold.release();
    await story.settled();
    expect(story.check.conclusion).toBe('success');
    expect(story.comments).toEqual([]);
    const older = [...story.repository.checkRuns.values()].filter(({ sha }) => sha === outdated);
    for (const run of older) expect(run).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  });

  it('that nobody told us about publishes nothing either', async () => {
    await green();
    const hold = story.world.github.hold('git/get-tree');
    await story.startPush(bad);
    await hold.reached;
    const outdated = story.pull.headSha;
    story.repository.commit('feature', { 'app/main.py': functions('bad_two') });
    hold.release();
    await story.settled();
    expect(story.comments).toEqual([]);
    const [older] = [...story.repository.checkRuns.values()].filter(({ sha }) => sha === outdated);
    expect(older).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  });
});

describe('a run that was cut short', () => {
  const standing = (sha: string) => [...story.repository.checkRuns.values()].find((run) => run.sha === sha);

  it('leaves no check under way on a head that has moved, even if it could not end it', async () => {
    await green();
    const { github } = story.world;
    const hold = github.hold('git/get-tree');
    await story.startPush(bad);
    await hold.reached;
    const outdated = story.pull.headSha;
    // It is superseded, and cannot ask where the head is now.
    github.fail('pulls/get', { status: 503, times: 3 });
    await story.startPush({ 'app/main.py': functions('good_one') });
    hold.release();
    await story.settled();
    expect(story.check.conclusion).toBe('success');
    expect(standing(outdated)).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  });

  it('leaves none when the pull request was closed before anybody took it up again', async () => {
    await green();
    const { github } = story.world;
    github.fail('git/get-tree', { status: 503, times: 3 });
    const hold = github.hold('git/get-tree');
    await story.startPush(bad);
    await hold.reached;
    story.pull.state = 'closed';
    hold.release();
    await story.settled();
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'cancelled', title: 'Closed' });
  });
});

describe('a commit that is gone', () => {
  it('is left alone', async () => {
    await green();
    story.world.github.fail('pulls/get', {
      status: 404,
      body: { message: 'Not Found' },
      times: Number.POSITIVE_INFINITY,
    });
    const before = story.writes.length;
    await story.startPush(bad);
    await story.settled();
    expect(story.writes.length).toBe(before);
  });
});
