/** What GitHub limits, and what is refused all the same. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { badFunctions, functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

describe('many findings', () => {
  it('annotate in batches of fifty, and the verdict comes with the last', async () => {
    story = await Story.open({ after: { 'app/main.py': badFunctions(52) } });
    expect(story.check.annotations).toHaveLength(52);
    const updates = story.world.github.writes.filter(({ operation }) => operation === 'checks/update');
    expect(updates.map(({ body }) => body.status ?? null)).toEqual([null, 'completed']);
  });

  it('stay within the ten comments that a reader bears; the others are in the report', async () => {
    story = await Story.open({ after: { 'app/main.py': badFunctions(52) } });
    expect(story.comments).toHaveLength(10);
    expect(story.check.title).toMatch(/52/);
  });

  it('that no longer are among the ten are not called fixed', async () => {
    story = await Story.open({ after: { 'app/main.py': badFunctions(12) } });
    await story.push({ 'app/a.py': functions('bad_first') });
    expect(story.comments).toHaveLength(10);
    for (const { body } of story.comments) expect(body).not.toMatch(/Fixed in/);
  });

  it('fit into what a check-run may say', async () => {
    story = await Story.open({ after: { 'app/main.py': badFunctions(2_000) } });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(Buffer.byteLength(story.check.text ?? '')).toBeLessThanOrEqual(65_535);
  });
});

describe('a line that GitHub does not accept', () => {
  it('costs its own comment and no other', async () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((name) => [`app/${name}.py`, functions(`bad_${name}`)]),
    );
    story = await Story.begin({ after: {} });
    await story.settled();
    story.world.github.fail(
      (operation, body) => operation === 'pulls/create-review' && JSON.stringify(body).includes('app/c.py'),
      {
        status: 422,
        body: { message: 'Unprocessable Entity', errors: ['Line could not be resolved'] },
        times: Number.POSITIVE_INFINITY,
      },
    );
    await story.push(files);
    expect([...story.places].sort()).toEqual(['app/a.py:1', 'app/b.py:1', 'app/d.py:1', 'app/e.py:1']);
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.check.summary).toMatch(/did not accept one comment/);
  });
});

describe('large repositories', () => {
  it('are read folder by folder where a tree is truncated', async () => {
    story = await Story.begin({
      before: Object.fromEntries(
        Array.from({ length: 30 }, (_, at) => [`app/m${at % 5}/f${at}.py`, functions('fine')]),
      ),
      after: {},
    });
    await story.settled();
    story.repository.treeLimit = 20;
    await story.push({ 'app/m3/f3.py': functions('bad_one') });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.places).toEqual(['app/m3/f3.py:1']);
  });

  it('with more changed files than GitHub lists are judged as a whole, and the report says what is missing', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 3_005 }, (_, at) => [`data/${String(at).padStart(5, '0')}.png`, `${at}\n`]),
    );
    story = await Story.open({ after: { ...files, 'zoo/last.py': functions('bad_last') } });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.comments).toEqual([]);
    expect(story.check.summary).toMatch(/3[,. \u202f]?000[\s\S]*3[,. \u202f]?006/);
  });
});
