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

const open = async (beginning: Parameters<typeof Story.open>[0]) =>
  Story.open(beginning, await startWorld({ catalogue: secrets }));
const BLOCKING = { '.github/vigie.yml': 'rules:\n  secret-committed: { block-history: true }\n' };

describe('a secret in the history of a pull request', () => {
  it('is told of after it was taken away, and its comment says what remains to be done', async () => {
    story = await open({ after: { 'app/settings.py': leak } });
    expect(story.places).toEqual(['app/settings.py:1']);
    expect(story.check.conclusion).toBe('failure');
    const culprit = story.pull.headSha;
    await story.push({ 'app/settings.py': 'import os\n' });
    expect(story.check.conclusion).toBe('success');
    expect(story.check.summary).toMatch(new RegExp(`${culprit.slice(0, 12)}.*history`));
    expect(story.check.annotations).toEqual([]);
    // One value, one comment.
    expect(story.comments.map(({ body }) => body)).toEqual([expect.stringMatching(/No longer in the code.*revoke/s)]);
    expect(JSON.stringify([story.check, story.comments.map(({ body }) => body)])).not.toContain(leak.slice(20, 40));
  });

  it('blocks until the history is rewritten, where the configuration says so', async () => {
    story = await open({ before: BLOCKING, after: { 'app/settings.py': leak } });
    await story.push({ 'app/settings.py': 'import os\n' });
    expect(story.check.conclusion).toBe('failure');
    story.source.branch('feature');
    await story.push({ 'app/main.py': functions('fine') });
    expect(story.check.conclusion).toBe('success');
  });

  it('is seen when all commits come in one push', async () => {
    story = await open({ after: {} });
    story.source.commit('feature', { 'app/settings.py': leak });
    await story.push({ 'app/settings.py': null });
    expect(story.check.summary).toMatch(/secret-committed.*history/);
    expect(story.comments).toEqual([]);
  });
});
