/** A secret that one commit of a pull request brings and another takes away: nobody sees it in the diff, anybody in the history. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { catalogue } from '../../rules/registry.generated.ts';
import { startWorld } from '../app/running-app.ts';
import { expandTokens } from '../world/tokens.ts';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const secrets = catalogue.filter(({ meta }) => meta.id === 'secret-committed');
const leak = expandTokens('OPENAI_API_KEY = "{{token:openai-api-key}}"\n');

describe('a secret in the history of a pull request', () => {
  it('fails the check after it was taken away, and its comment stays', async () => {
    story = await Story.open({ after: { 'app/settings.py': leak } }, await startWorld({ catalogue: secrets }));
    expect(story.places).toEqual(['app/settings.py:1']);
    const culprit = story.pull.headSha;
    await story.push({ 'app/settings.py': 'import os\n' });
    expect(story.check).toMatchObject({ conclusion: 'failure' });
    expect(story.check.summary).toContain(culprit.slice(0, 12));
    expect(story.check.summary).toMatch(/history/);
    expect(story.check.annotations).toEqual([]);
    // One value, one remark.
    expect(story.comments).toHaveLength(1);
    expect(JSON.stringify([story.check, story.comments.map(({ body }) => body)])).not.toContain(leak.slice(20, 40));
  });

  it('is seen when the commits come in one push', async () => {
    story = await Story.open({ after: {} }, await startWorld({ catalogue: secrets }));
    story.source.commit('feature', { 'app/settings.py': leak });
    await story.push({ 'app/settings.py': null });
    expect(story.check).toMatchObject({ conclusion: 'failure' });
    expect(story.comments).toEqual([]);
  });

  it('is forgotten once the history is rewritten', async () => {
    story = await Story.open({ after: { 'app/settings.py': leak } }, await startWorld({ catalogue: secrets }));
    story.source.branch('feature');
    await story.push({ 'app/main.py': functions('fine') });
    expect(story.check).toMatchObject({ conclusion: 'success' });
  });
});
