/** `/audit` in the conversation: who may, what is answered, and what stays without an answer. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

const bad = { 'app/main.py': functions('bad_one') };
const reactionsOf = (comment: { readonly reactions: readonly { readonly content: string }[] }) =>
  comment.reactions.map(({ content }) => content);

describe('/audit', () => {
  it('audits again: eyes at once, a rocket at the end', async () => {
    story = await Story.open({ after: bad });
    const before = story.writes.length;
    const comment = await story.say('/audit');
    expect(reactionsOf(comment)).toEqual(['eyes', 'rocket']);
    expect(story.writes.slice(before)).toContain('checks/update');
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
  });

  it('is open to whoever may triage', async () => {
    story = await Story.open({ after: bad });
    story.world.github.grant(story.repository, 'bob', 'triage');
    expect(reactionsOf(await story.say('/audit', 'bob'))).toContain('rocket');
  });

  it('is refused to a stranger, with a reason', async () => {
    story = await Story.open({ after: bad });
    const before = story.writes.filter((operation) => operation.startsWith('checks/')).length;
    const comment = await story.say('/audit', 'stranger');
    expect(reactionsOf(comment)).toContain('confused');
    expect(story.replies).toEqual([expect.stringMatching(/triage/)]);
    expect(story.writes.filter((operation) => operation.startsWith('checks/'))).toHaveLength(before);
  });

  it('is open to the author of a pull request from a fork', async () => {
    story = await Story.open({ fork: 'stranger', after: bad });
    expect(reactionsOf(await story.say('/audit', 'stranger'))).toContain('rocket');
  });

  it('is ignored in a quotation, in a code block, in the middle of a line, and from a bot', async () => {
    story = await Story.open({ after: bad });
    const before = story.writes.length;
    await story.say('> /audit\n\nWhat does that do?');
    await story.say('```\n/audit\n```');
    await story.say('Try /audit some day.');
    await story.say('/audit', 'dependabot[bot]');
    expect(story.writes.length).toBe(before);
    expect(story.replies).toEqual([]);
  });

  it('is not answered twice when the webhook comes again', async () => {
    story = await Story.open({ after: bad });
    await story.say('/audit explain bad-name');
    const delivery = story.world.github.delivered.find(({ event }) => event === 'issue_comment')!;
    const before = story.writes.length;
    await story.world.github.again(delivery);
    // As after a restart, when nobody remembers the delivery.
    await story.world.github.again({ ...delivery, id: 'another' });
    await story.settled();
    expect(story.writes.length).toBe(before);
  });

  it('does not answer itself', async () => {
    story = await Story.open({ after: bad });
    await story.say('/audit help');
    expect(story.replies).toHaveLength(1);
    // The reply came back as a webhook of its own.
    expect(story.world.github.delivered.filter(({ event }) => event === 'issue_comment')).toHaveLength(2);
  });
});

describe('/audit explain', () => {
  it('explains a rule', async () => {
    story = await Story.open({ after: bad });
    const comment = await story.say('/audit explain bad-name');
    expect(story.replies).toEqual([expect.stringMatching(/bad-name[\s\S]*Names matter\./)]);
    expect(reactionsOf(comment)).toEqual(['eyes', 'rocket']);
  });

  it('says what rules there are when it does not know one', async () => {
    story = await Story.open({ after: bad });
    await story.say('/audit explain bad-nme');
    expect(story.replies).toEqual([expect.stringMatching(/bad-name/)]);
  });
});

describe('anything else', () => {
  it('is answered with help', async () => {
    story = await Story.open({ after: bad });
    await story.say('/audit everything please');
    expect(story.replies).toEqual([expect.stringMatching(/\/audit explain/)]);
  });
});

describe('/audit fix', () => {
  const base = {
    'alembic.ini': '[alembic]\nscript_location = migrations\n',
    'requirements.txt': 'psycopg2==2.9.9\n',
    'migrations/versions/a1_users.py':
      'from alembic import op\nimport sqlalchemy as sa\n\nrevision = "a1"\ndown_revision = None\n\n\ndef upgrade():\n    op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))\n\n\ndef downgrade():\n    op.drop_table("users")\n',
    'app/models.py': model(''),
  };

  function model(columns: string): string {
    return `from sqlalchemy import Column, Integer, String\nfrom sqlalchemy.orm import declarative_base\n\nBase = declarative_base()\n\n\nclass User(Base):\n    __tablename__ = "users"\n    id = Column(Integer, primary_key=True)\n${columns}`;
  }

  it('writes the migration that the pull request lacks', async () => {
    story = await Story.open({ before: base, after: { 'app/models.py': model('    name = Column(String(50))\n') } });
    const comment = await story.say('/audit fix');
    expect(reactionsOf(comment)).toEqual(['eyes', 'rocket']);
    const [reply = ''] = story.replies;
    expect(reply).toMatch(/<details><summary>The missing migration: migrations\/versions\/\w{12}\\?_add\\?_name/);
    expect(reply).toContain('    op.add_column("users", sa.Column("name", sa.String(50), nullable=True))\n');
    expect(reply).toContain('down_revision = "a1"\n');
  });

  it('says so where no migration is missing', async () => {
    story = await Story.open({ before: base, after: { 'app/models.py': `${model('')}\n# Users.\n` } });
    await story.say('/audit fix');
    expect(story.replies).toEqual([expect.stringMatching(/^No migration is missing/m)]);
  });

  it('says why nothing can be written', async () => {
    const broken = {
      'migrations/versions/b2_more.py': 'revision = "b2"\ndown_revision = "gone"\n\n\ndef upgrade():\n    pass\n',
    };
    const after = { 'app/models.py': model('    name = Column(String(50))\n'), ...broken };
    story = await Story.open({ before: base, after });
    await story.say('/audit fix');
    expect(story.replies).toEqual([expect.stringMatching(/`migrations`: the chain of revisions is broken/)]);
  });

  it('is refused to a stranger', async () => {
    story = await Story.open({ before: base, after: { 'app/models.py': model('    name = Column(String(50))\n') } });
    expect(reactionsOf(await story.say('/audit fix', 'stranger'))).toContain('confused');
    expect(story.replies).toEqual([expect.stringMatching(/triage/)]);
  });
});
