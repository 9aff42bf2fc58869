/** Two open pull requests whose migrations cannot be merged side by side: each is told of the other when it is audited. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Pull } from '../world/state.ts';
import { Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const BEFORE = {
  'alembic.ini': '[alembic]\nscript_location = migrations\n',
  'migrations/env.py': 'target_metadata = None\n',
  'migrations/versions/0001_users.py': revision('0001', null),
};

function revision(id: string, down: string | null, more = ''): string {
  const follows = down === null ? 'None' : `"${down}"`;
  return `"""Revision ${id}"""
import sqlalchemy as sa
from alembic import op

revision = "${id}"
down_revision = ${follows}
${more}

def upgrade():
    op.create_table("t_${id}", sa.Column("id", sa.Integer(), primary_key=True))


def downgrade():
    op.drop_table("t_${id}")
`;
}

const file = (name: string) => `migrations/versions/${name}.py`;

/** Opens another pull request, before or after the one of the story. */
async function openAnother(branch: string, after: Readonly<Record<string, string>>, base = 'main'): Promise<Pull> {
  const { world, repository } = story;
  repository.branch(branch);
  repository.commit(branch, after);
  const pull = await world.github.openPullRequest(repository, { head: branch, base });
  await story.settled();
  return pull;
}

function summaryOf(pull: Pull): string {
  const run = [...story.repository.checkRuns.values()].findLast(({ sha }) => sha === pull.headSha);
  return run?.summary ?? '';
}

const listings = () =>
  story.world.github.traffic.requests.filter((one) => JSON.stringify(one).includes('"pulls/list"')).length;

describe('two revisions after the same one', () => {
  it('are told to each other when each is audited, with what to write', async () => {
    story = await Story.open({ before: BEFORE, after: { [file('0002_a')]: revision('aaa2', '0001') } });
    expect(story.check.summary).not.toMatch(/also follows/);
    const other = await openAnother('other', {
      [file('0002_b')]: revision('bbb2', '0001'),
      [file('0003_b')]: revision('bbb3', 'bbb2'),
    });
    expect(summaryOf(other)).toMatch(
      /#1 also follows `0001`, with `aaa2`: .*two heads.*Once #1 is merged: `down_revision = "aaa2"` here/,
    );
    await story.push({ 'README.md': '# More\n' });
    expect(story.check.summary).toMatch(/#2 also follows `0001`, with `bbb2`: .* `down_revision = "bbb3"` here/);
    expect(story.check.conclusion).toBe('success');
    expect(story.check.annotations).toEqual([]);
  });

  it('are told in French, where the configuration says so', async () => {
    const before = { ...BEFORE, '.github/vigie.yml': 'language: fr\n' };
    story = await Story.open({ before, after: { [file('0002_a')]: revision('aaa2', '0001') } });
    const other = await openAnother('other', { [file('0002_b')]: revision('bbb2', '0001') });
    expect(summaryOf(other)).toMatch(
      /#1 suit aussi `0001`, avec `aaa2`\u00a0: la seconde fusionnée laissera deux têtes/,
    );
  });

  it('may come from a fork', async () => {
    story = await Story.open({ before: BEFORE, after: { [file('a')]: revision('aaa2', '0001') }, fork: 'mallory' });
    const other = await openAnother('other', { [file('b')]: revision('bbb2', '0001') });
    expect(summaryOf(other)).toMatch(/#1 also follows `0001`/);
  });

  it('begin the same chain', async () => {
    const before = { 'alembic.ini': BEFORE['alembic.ini'], 'migrations/env.py': BEFORE['migrations/env.py'] };
    story = await Story.open({ before, after: { [file('a')]: revision('aaa1', null) } });
    const other = await openAnother('other', { [file('b')]: revision('bbb1', null) });
    expect(summaryOf(other)).toMatch(/#1 also begins the chain, with `aaa1`/);
  });
});

describe('two revisions with the same id', () => {
  it('are told, with the path of the other', async () => {
    story = await Story.open({ before: BEFORE, after: { [file('0002_a')]: revision('0002', '0001') } });
    const other = await openAnother('other', { [file('0002_b')]: revision('0002', '0001') });
    expect(summaryOf(other)).toMatch(/#1 brings another revision `0002`, in `migrations\/versions\/0002_a.py`/);
    expect(summaryOf(other)).not.toMatch(/also follows/);
  });
});

describe('nothing is said', () => {
  it.each([
    ['of another parent', revision('bbb2', 'aaa2'), 'main'],
    ['of another base branch', revision('bbb2', '0001'), 'release'],
    ['of a branch with a label', revision('bbb2', '0001', 'branch_labels = ("billing",)\n'), 'main'],
    ['of a file that is no revision', 'x = 1\n', 'main'],
  ])('%s', async (_, text, base) => {
    story = await Story.open({ before: BEFORE, after: { [file('a')]: revision('aaa2', '0001') } });
    story.repository.branch('release');
    await openAnother('other', { [file('b')]: text }, base);
    await story.push({ 'README.md': '# More\n' });
    expect(story.check.summary).toMatch(/### Migrations/);
    expect(story.check.summary).not.toMatch(/#2/);
  });

  it('of a pull request stacked on this one', async () => {
    story = await Story.open({ before: BEFORE, after: { [file('a')]: revision('aaa2', '0001') } });
    const { repository, world } = story;
    repository.branch('stacked', 'feature');
    repository.commit('stacked', { [file('b')]: revision('bbb3', 'aaa2') });
    const stacked = await world.github.openPullRequest(repository, { head: 'stacked' });
    await story.push({ 'README.md': '# More\n' });
    expect(summaryOf(stacked)).not.toMatch(/#1/);
    expect(story.check.summary).not.toMatch(/#2/);
  });

  it('and nothing is asked by a pull request without migrations', async () => {
    story = await Story.open({ before: BEFORE, after: { [file('a')]: revision('aaa2', '0001') } });
    const before = listings();
    await openAnother('other', { 'app/main.py': 'x = 1\n' });
    expect(listings()).toBe(before);
  });
});

describe('a list that cannot be had', () => {
  it('costs no verdict, and is told', async () => {
    story = await Story.begin({ before: BEFORE, after: {} });
    await story.settled();
    story.world.github.fail('pulls/list', { status: 403, body: { message: 'Resource not accessible by integration' } });
    await story.push({ [file('a')]: revision('aaa2', '0001') });
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(story.check.summary).toMatch(/other open pull requests could not be looked at.*403/);
    expect(story.check.title).not.toMatch(/incomplete/);
  });

  it('that is long is looked at in part, which is told', async () => {
    story = await Story.open({ before: BEFORE, after: { [file('a')]: revision('aaa2', '0001') } });
    for (let i = 0; i < 21; i++) await openAnother(`other-${i}`, { [`docs/${i}.md`]: 'x\n' });
    const asked = () =>
      story.world.github.traffic.requests.filter((one) => JSON.stringify(one).includes('"pulls/list-files"')).length;
    const before = asked();
    await story.push({ 'README.md': '# More\n' });
    expect(story.check.summary).toMatch(/looked for in the 20 updated last/);
    // Its own files, and those of twenty.
    expect(asked() - before).toBe(21);
  });
});
