/** What happens to the place where a pull request lives, while it is audited: renamed, archived, suspended, deleted. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const bad = { 'app/main.py': functions('bad_one') };

/** A green pull request, and a push whose audit waits at the tree. */
async function atWork() {
  story = await Story.open({ after: { 'README.md': '# Our shop\n' } });
  const hold = story.world.github.hold('git/get-tree');
  await story.startPush(bad);
  await hold.reached;
  return { github: story.world.github, hold };
}

const isWrite = (operation: string) => /\/(create|update)/.test(operation) && !operation.startsWith('apps/');

describe('a repository that is renamed', () => {
  it('while it is audited gets its verdict: reads and writes are redirected', async () => {
    const { github, hold } = await atWork();
    github.rename(story.repository, 'store');
    hold.release();
    await story.settled();
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.comments).toHaveLength(1);
  });

  it('is told of nothing twice under its new name', async () => {
    const { github, hold } = await atWork();
    github.rename(story.repository, 'store');
    await github.pullEvent(story.repository, story.pull, 'reopened');
    hold.release();
    await story.settled();
    expect(story.comments).toHaveLength(1);
    expect([...story.repository.checkRuns.values()].filter(({ sha }) => sha === story.pull.headSha)).toHaveLength(1);
    await story.say('/audit help');
    expect(story.replies).toHaveLength(1);
    await story.push({ 'app/main.py': functions('good_one') });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'success' });
  });
});

describe('an installation', () => {
  const refused = { status: 403, body: { message: 'This installation has been suspended' } };

  it('that is suspended in the middle ends the job, and is served again when it is let in', async () => {
    const { github, hold } = await atWork();
    let isSuspended = true;
    github.fail(() => isSuspended, { ...refused, times: Number.POSITIVE_INFINITY });
    hold.release();
    await story.settled();
    const asked = github.traffic.requests.length;
    await story.world.app.idle();
    expect(github.traffic.requests.length).toBe(asked);
    isSuspended = false;
    await github.unsuspend(story.repository);
    await story.settled();
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.comments).toHaveLength(1);
  });

  it('that is deleted in the middle ends the job without another attempt', async () => {
    const { github, hold } = await atWork();
    const gone = { status: 404, body: { message: 'Not Found' }, times: Number.POSITIVE_INFINITY };
    github.fail(() => true, gone);
    hold.release();
    await story.settled();
    expect(story.world.pauses.filter((pause) => pause > 4_000)).toEqual([]);
    expect(story.comments).toEqual([]);
  });
});

describe('a repository that is archived', () => {
  it('ends the job: nothing can be written, and nothing is tried again', async () => {
    const { github, hold } = await atWork();
    const body = { message: 'Repository was archived so is read-only.' };
    github.fail(isWrite, { status: 403, body, times: Number.POSITIVE_INFINITY });
    hold.release();
    await story.settled();
    expect(story.world.pauses.filter((pause) => pause > 4_000)).toEqual([]);
    expect(story.comments).toEqual([]);
  });
});

describe('a fork', () => {
  it('that was deleted leaves a pull request that is judged all the same', async () => {
    story = await Story.open({ fork: 'stranger', after: bad });
    story.pull.headRepository = null;
    await story.say('/audit');
    // GitHub's description of a pull request does not know that its fork may be gone; its answers do.
    const { violations } = story.world.github.traffic;
    for (const violation of violations.splice(0)) expect(violation).toMatch(/\/head\/repo must be object$/);
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.comments).toHaveLength(1);
  });
});

describe('a pull request of 301 files', () => {
  it('is read and commented as a whole', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`app/m${String(at).padStart(3, '0')}.py`, functions('fine')]),
    );
    story = await Story.open({ after: { ...files, 'zoo/last.py': functions('bad_last') } });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.places).toEqual(['zoo/last.py:1']);
    expect(story.check.summary).not.toMatch(/301/);
  });
});
