/** What people decide in comments: findings set aside, taken up again, and a commit that passes all the same. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const bad = { 'app/main.py': functions('bad_one'), 'lib/more.py': functions('bad_two') };
const reactionsOf = (comment: { readonly reactions: readonly { readonly content: string }[] }) =>
  comment.reactions.map(({ content }) => content);

async function open(): Promise<void> {
  story = await Story.open({ after: bad });
  story.world.github.grant(story.repository, 'wendy', 'write');
  story.world.github.grant(story.repository, 'mona', 'maintain');
  story.world.github.grant(story.repository, 'tom', 'triage');
}

const readsOf = (operation: string) => story.world.github.traffic.requests.filter((one) => one === operation).length;

describe('/audit ignore', () => {
  it('recomputes the gate at once, without a new analysis, and lists who decided it', async () => {
    await open();
    const trees = readsOf('git/get-tree');
    const comment = await story.say('/audit ignore bad-name -- names of the old protocol', 'wendy');
    expect(reactionsOf(comment)).toEqual(['eyes', 'rocket']);
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(story.check.summary).toMatch(
      /### Decisions\n\n- All that `bad-name` finds is set aside by `wendy` \(write\) on \d{4}-\d\d-\d\d: names of the old protocol/,
    );
    expect(story.replies).toEqual([]);
    expect(readsOf('git/get-tree')).toBe(trees);
    expect(story.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('Set aside for this pull request.'),
      expect.stringContaining('Set aside for this pull request.'),
    ]);
  });

  it('may be limited to a path, and holds for the next push', async () => {
    await open();
    await story.say('/audit ignore bad-name lib/** -- generated', 'wendy');
    expect(story.check.conclusion).toBe('failure');
    await story.push({ 'app/main.py': functions('good_one') });
    expect(story.check.conclusion).toBe('success');
  });

  it('as a reply below a finding is about that one', async () => {
    await open();
    const opening = story.comments.find(({ path }) => path === 'app/main.py')!;
    const reply = await story.answer(opening, '/audit ignore -- the protocol calls it so', 'wendy');
    expect(reactionsOf(reply)).toEqual(['eyes', 'rocket']);
    expect(story.check.summary).toContain('One finding of `bad-name` is set aside by `wendy`');
    expect(story.check.conclusion).toBe('failure');
    const [first, second] = story.comments;
    expect(first?.body).toContain('Set aside');
    expect(second?.body).not.toContain('Set aside');
  });

  it('is for those who may write, needs a reason and a rule that exists, and says so where it was asked', async () => {
    await open();
    expect(reactionsOf(await story.say('/audit ignore bad-name -- please', 'tom'))).toContain('confused');
    await story.say('/audit ignore bad-name', 'wendy');
    await story.say('/audit ignore bad-nam -- a slip', 'wendy');
    await story.say('/audit ignore -- which one?', 'wendy');
    expect(story.replies).toEqual([
      expect.stringMatching(/`\/audit ignore` needs the role `write`/),
      expect.stringMatching(/needs a reason/),
      expect.stringMatching(/Did you mean `bad-name`/),
      expect.stringMatching(/names no rule/),
    ]);
    const opening = story.comments[0]!;
    await story.answer(opening, '/audit ignore', 'wendy');
    expect(story.comments.at(-1)).toMatchObject({ inReplyTo: opening.id, byApp: true });
    expect(story.comments.at(-1)?.body).toContain('needs a reason');
    expect(story.check.conclusion).toBe('failure');
  });

  it('keeps no credential that somebody gives as a reason', async () => {
    await open();
    const token = `ghp_${'aB3dE5gH7jK9mN1pQ3rS5tU7vW9xY1'.slice(0, 30)}4AbCdE`;
    await story.say(`/audit ignore bad-name -- revoked ${token} already`, 'wendy');
    expect(story.check.summary).toContain('set aside');
    expect(JSON.stringify(story.check)).not.toContain(token);
  });

  it('decides nothing about a pull request that is closed', async () => {
    await open();
    story.pull.state = 'closed';
    const comment = await story.say('/audit ignore bad-name -- too late', 'wendy');
    expect(reactionsOf(comment)).toContain('confused');
    expect(story.replies).toEqual([expect.stringContaining('closed')]);
  });
});

describe('/audit unignore', () => {
  it('takes a decision back', async () => {
    await open();
    await story.say('/audit ignore bad-name -- names of the old protocol', 'wendy');
    await story.say('/audit unignore bad-name', 'mona');
    expect(story.check.conclusion).toBe('failure');
    expect(story.check.summary).not.toContain('### Decisions');
    expect(story.comments[0]?.body).not.toContain('Set aside');
  });
});

describe('/audit override', () => {
  it('lets this commit pass, says so in the title, and leaves the score', async () => {
    await open();
    const before = story.check.title;
    const comment = await story.say('/audit override -- the release cannot wait for this', 'mona');
    expect(reactionsOf(comment)).toEqual(['eyes', 'rocket']);
    expect(story.check.conclusion).toBe('success');
    expect(story.check.title).toBe(`PASSED BY OVERRIDE (@mona) · ${before}`);
    expect(story.check.summary).toContain('Passed by override by `mona` (maintain)');
    await story.push({ 'app/third.py': functions('fine') });
    expect(story.check).toMatchObject({ conclusion: 'failure', title: expect.not.stringContaining('OVERRIDE') });
  });

  it('is for maintainers', async () => {
    await open();
    await story.say('/audit override -- the release cannot wait for this', 'wendy');
    expect(story.replies).toEqual([expect.stringMatching(/needs the role `maintain`/)]);
    expect(story.check.conclusion).toBe('failure');
  });
});
