/** A replay that begins from one that was done: the same answers lead to the same database, others to another. */
import { describe, expect, it } from '@jest/globals';
import { createProject } from '../../../src/project/create-project.ts';
import { inputsOf, type Sources } from '../linked.ts';
import { INI, migration } from './told.ts';

const ASKING = `inspector = sa.inspect(op.get_bind())
op.create_table("log", sa.Column("id", sa.Integer()))
if not inspector.has_table("teams"):
    op.create_table("teams", sa.Column("id", sa.Integer()))
for table in inspector.get_table_names():
    op.add_column(table, sa.Column("seen", sa.Boolean()))`;

const chain = (first: string, more: Sources = {}): Sources => ({
  'alembic.ini': INI,
  'migrations/versions/1.py': migration('r1', null, first),
  'migrations/versions/2.py': migration('r2', 'r1', ASKING),
  ...more,
});
const USERS = 'op.create_table("users", sa.Column("id", sa.Integer()))';
const TEAMS = `${USERS}\nop.create_table("teams", sa.Column("name", sa.Text()))`;

describe('the replay of a head', () => {
  it.each([
    ['a revision more', chain(USERS, { 'migrations/versions/3.py': migration('r3', 'r2', 'op.drop_table("log")') })],
    ['an earlier revision that does more', chain(TEAMS)],
    ['an earlier revision that does less', chain('pass')],
  ])('is that of the head alone: %s', (_, sources) => {
    const base = createProject(inputsOf(chain(USERS)));
    base.schema();
    const head = inputsOf(sources);
    const tables = createProject(head, base).schema().chains[0]?.tables;
    expect(tables).toEqual(createProject(inputsOf(sources)).schema().chains[0]?.tables);
    // Asked once more, it is the same again.
    expect(createProject(head, base).schema().chains[0]?.tables).toEqual(tables);
    expect(base.schema().chains[0]?.tables.map(({ name }) => name)).toEqual(['log', 'teams', 'users']);
  });
});
