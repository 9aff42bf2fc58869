/** `.github/vigie.yml`: read at the base, so that a pull request cannot loosen its own gate. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const CONFIGURATION = '.github/vigie.yml';
const bad = { 'app/main.py': functions('bad_one') };

describe('the configuration', () => {
  it('of the base decides', async () => {
    story = await Story.open({ before: { [CONFIGURATION]: 'gate: { fail-on: critical }\n' }, after: bad });
    expect(story.check.conclusion).toBe('success');
    expect(story.comments).toHaveLength(1);
  });

  it('of the pull request does not, and the report says so', async () => {
    story = await Story.open({ after: { ...bad, [CONFIGURATION]: 'gate: { fail-on: never }\n' } });
    expect(story.check.conclusion).toBe('failure');
    expect(story.check.summary).toMatch(/edits the configuration/);
    expect(story.check.summary).toContain('would pass with 8.3/10 instead of 8.3/10, and 1 new finding instead of 1.');
    expect(story.check.summary).toContain('asks for less than before: `gate.fail-on` major → never.');
  });

  it('of the pull request is told what it would silence', async () => {
    const edited = 'rules: { bad-name: off }\npaths: { ignore: ["legacy/**"] }\ngate: { min-score: 5 }\n';
    story = await Story.open({ after: { ...bad, [CONFIGURATION]: edited } });
    expect(story.check.summary).toContain('and 0 new findings instead of 1.');
    expect(story.check.summary).toContain(
      'asks for less than before: `paths.ignore` + `legacy/**`, `rules.bad-name` major → off.',
    );
  });

  it('that is broken fails the check, with line and column', async () => {
    story = await Story.open({ before: { [CONFIGURATION]: 'language: en\ngate:\n  fail-onn: major\n' }, after: bad });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.check.title).toMatch(/^NOT AUDITED/);
    expect(story.check.summary).toMatch(/\.github\/vigie\.yml:3:3/);
    expect(story.comments).toEqual([]);
  });

  it('that a pull request breaks is told before it is merged', async () => {
    story = await Story.open({ after: { [CONFIGURATION]: 'language: [\n' } });
    expect(story.check.conclusion).toBe('success');
    expect(story.check.summary).toMatch(/\.github\/vigie\.yml:\d+:\d+/);
  });

  it('can ask for French', async () => {
    story = await Story.open({ before: { [CONFIGURATION]: 'language: fr\n' }, after: bad });
    expect(story.check.summary).toMatch(/1 nouveau constat/);
    expect(story.comments[0]?.body).toMatch(/majeur/);
  });

  it('can turn a rule off, and limit the comments', async () => {
    story = await Story.open({ before: { [CONFIGURATION]: 'rules: { bad-name: off }\n' }, after: bad });
    expect(story.check).toMatchObject({ conclusion: 'success' });
    expect(story.check.annotations).toEqual([]);
  });

  it('can keep the gate open while a team adopts it', async () => {
    story = await Story.open({ before: { [CONFIGURATION]: 'gate: { mode: inform }\n' }, after: bad });
    expect(story.check.conclusion).toBe('neutral');
    expect(story.comments).toHaveLength(1);
  });
});

describe('what an organisation shares', () => {
  const shared = (files: Record<string, string>, name = 'acme/.github') =>
    story.world.github.repository(name).commit('main', files);

  it('holds where the repository says nothing, from its .github repository', async () => {
    story = await Story.open({ after: {} });
    shared({ [CONFIGURATION]: 'language: fr\ngate: { fail-on: critical }\nrules: { bad-name: minor }\n' });
    await story.push(bad);
    expect(story.check.conclusion).toBe('success');
    expect(story.check.summary).toMatch(/1 nouveau constat \(1 mineur/);
  });

  it('is named with "extends", and the repository speaks over it', async () => {
    story = await Story.open({ before: { [CONFIGURATION]: 'extends: audits\nlanguage: en\n' }, after: {} });
    shared({ [CONFIGURATION]: 'language: fr\ngate: { fail-on: critical }\n' }, 'acme/audits');
    await story.push(bad);
    expect(story.check).toMatchObject({ conclusion: 'success' });
    expect(story.check.summary).toMatch(/1 new finding/);
  });

  it('is left alone with "extends: false"', async () => {
    story = await Story.open({ before: { [CONFIGURATION]: 'extends: false\n' }, after: {} });
    shared({ [CONFIGURATION]: 'gate: { fail-on: never }\n' });
    await story.push(bad);
    expect(story.check.conclusion).toBe('failure');
  });

  it('and cannot be read or leads in a circle, is an error that names the line', async () => {
    story = await Story.open({ before: { [CONFIGURATION]: 'language: en\nextends: nowhere\n' }, after: bad });
    expect(story.check.title).toMatch(/^NOT AUDITED/);
    expect(story.check.summary).toMatch(/\.github\/vigie\.yml:2:10[\s\S]*nowhere, where the App finds no/);
    expect(story.check.annotations).toEqual([expect.objectContaining({ path: CONFIGURATION })]);
    shared({ [CONFIGURATION]: 'extends: nowhere\n' }, 'acme/nowhere');
    await story.say('/audit');
    expect(story.check.summary).toMatch(/nowhere\/\.github\/vigie\.yml:1:10[\s\S]*circle/);
    // A line of another repository cannot be annotated here.
    expect(story.check.annotations).toEqual([]);
  });
});
