/** What a click or a word brings beside the verdict: the buttons of the check-run, and the report on the whole repository. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const before = { 'old.py': functions('bad_old') };
const bad = { 'app/main.py': functions('bad_one') };

async function press(label: string): Promise<void> {
  await story.world.github.press(story.repository, story.check.id, label);
  await story.settled();
}

describe('the buttons of the check-run', () => {
  it('explain where the score comes from in one comment, which is edited when it changes', async () => {
    story = await Story.open({ before, after: bad });
    await press('Explain score');
    const first = story.replies;
    expect(first).toEqual([expect.stringContaining('Where the score comes from')]);
    expect(first[0]).toContain('Fix these 2 to reach 10.0:');
    expect(first[0]).toMatch(/−\d\.\d\d \| Correctness/);
    await press('Explain score');
    expect(story.replies).toEqual(first);
    await story.push({ 'app/main.py': functions('good_one') });
    await press('Explain score');
    expect(story.replies).toHaveLength(1);
    expect(story.replies[0]).toContain('Fix this one to reach 10.0:');
  });

  it('audit again', async () => {
    story = await Story.open({ after: bad });
    const reads = story.world.github.traffic.requests.filter((one) => one === 'pulls/list-files').length;
    await press('Re-audit');
    expect(story.world.github.traffic.requests.filter((one) => one === 'pulls/list-files').length).toBeGreaterThan(
      reads,
    );
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });

  it('speak the language of the repository', async () => {
    story = await Story.open({ before: { '.github/vigie.yml': 'language: fr\n' }, after: bad });
    expect(story.check.actions.map(({ label }) => label)).toEqual(['Auditer de nouveau', 'Expliquer la note']);
  });
});

describe('/audit full', () => {
  it('reports on the whole repository in one comment, folded by axis, and in the same one the next time', async () => {
    story = await Story.open({ before, after: bad });
    await story.say('/audit full');
    expect(story.replies).toHaveLength(1);
    expect(story.replies[0]).toMatch(/The whole repository: [\d.]+\/10 · 2 findings \(2 major\)/);
    expect(story.replies[0]).toMatch(/<details><summary>Correctness: [\d.]+\/10 · 2 findings \(2 major\)<\/summary>/);
    expect(story.replies[0]).toContain('old.py');
    await story.push({ 'app/main.py': functions('good_one') });
    await story.say('/audit full');
    expect(story.replies).toHaveLength(1);
    expect(story.replies[0]).toContain('1 finding (1 major)');
  });
});
