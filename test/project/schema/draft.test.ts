/** What drafted migrations look like: names of files, headers, order, and what is left open. */
import { describe, expect, it } from '@jest/globals';
import type { MigrationDraft } from '../../../src/model/draft.ts';
import { draftOf, projectOf } from '../../database/sample.ts';
import type { Sources } from '../linked.ts';
import { INI, migration } from './told.ts';

const MODELS = `import uuid
from sqlalchemy import *
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.orm import declarative_base
Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
`;
const USERS = 'op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))';
const CHAIN: Sources = { 'alembic.ini': INI, 'migrations/versions/a1_users.py': migration('a1', null, USERS) };
const POSTGRES: Sources = { 'requirements.txt': 'psycopg2==2.9.9\n' };

/** The draft for columns that `User` gains, or other models. */
function draft(columns: string, more: Sources = {}): MigrationDraft {
  return draftOf(projectOf({ ...CHAIN, ...POSTGRES, 'app/models.py': `${MODELS}${columns}`, ...more }));
}

function textOf(one: MigrationDraft): string {
  return one.files.map(({ text }) => text).join('\n');
}

/** The statements of `upgrade()`, each on one line. */
function upgrade(one: MigrationDraft): string[] {
  const body = /def upgrade\(\).*:\n([\s\S]*?)\n\n\ndef downgrade/.exec(textOf(one))?.[1] ?? '';
  return body
    .replace(/\(\n\s+/g, '(')
    .replace(/,\n\s+\)/g, ')')
    .replace(/,\n\s+/g, ', ')
    .split('\n')
    .map((line) => line.trim());
}

const NAME = '    name = Column(String(50))\n';

describe('the file', () => {
  const named = (more: Sources) => draft(NAME, more).files.map(({ path }) => path);

  it('is named as alembic.ini says', () => {
    const template = `${INI}file_template = %%(year)d-%%(month).2d-%%(slug)s.%%(rev)s\n`;
    expect(named({ 'alembic.ini': template })).toEqual([
      expect.stringMatching(/^migrations\/versions\/2026-01-add_name_to_users\.[0-9a-f]{12}\.py$/),
    ]);
  });

  it.each([
    ['20250102_users.py', /\/20260115_add_name_to_users\.py$/],
    ['2025_01_02_0930-a1_users.py', /\/2026_01_15_0000-[0-9a-f]{12}_add_name_to_users\.py$/],
    ['0007_users.py', /\/0008_add_name_to_users\.py$/],
    ['users.py', /\/add_name_to_users\.py$/],
    ['a1.py', /\/[0-9a-f]{12}\.py$/],
  ])('is named as %s is', (before, after) => {
    const sources = {
      'alembic.ini': INI,
      ...POSTGRES,
      [`migrations/versions/${before}`]: migration('a1', null, USERS),
    };
    const [file] = draftOf(projectOf({ ...sources, 'app/models.py': MODELS + NAME })).files;
    expect(file?.path).toMatch(after);
  });

  it('counts on where revisions are numbers', () => {
    const sources = { 'alembic.ini': INI, 'migrations/versions/0041_users.py': migration('0041', null, USERS) };
    const [file] = draftOf(projectOf({ ...sources, 'app/models.py': MODELS + NAME })).files;
    expect(file).toMatchObject({
      path: 'migrations/versions/0042_add_name_to_users.py',
      revision: '0042',
      down: ['0041'],
    });
  });

  it('says the same for the same code', () => {
    expect(draft(NAME)).toEqual(draft(NAME));
    expect(draft(NAME).files[0]?.revision).not.toBe(draft('    nick = Column(String(50))\n').files[0]?.revision);
  });

  it('is younger than its parent', () => {
    const parent = `"""users\n\nRevision ID: a1\nRevises:\nCreate Date: 2026-01-15 18:20:30.5\n"""\n${migration('a1', null, USERS)}`;
    const text = textOf(draft(NAME, { 'migrations/versions/a1_users.py': parent }));
    expect(text).toContain('Create Date: 2026-01-15 18:21:30.0\n');
  });

  it('follows a merge of all heads', () => {
    const other = migration('b1', 'a1', 'pass');
    const { files } = draft(NAME, {
      'migrations/versions/b1.py': other,
      'migrations/versions/b2.py': migration('b2', 'a1', 'pass'),
    });
    expect(files.map(({ kind, down }) => [kind, down])).toEqual([
      ['merge', ['b1', 'b2']],
      ['schema', [files[0]?.revision]],
    ]);
    expect(files[0]?.text).toContain('down_revision = ("b1", "b2")\n');
  });
});

describe('ids', () => {
  const next = (...ids: readonly string[]) => {
    const chain = ids.map((id, i): readonly [string, string] => {
      const path = `migrations/versions/${id}_${i}.py`;
      return [path, migration(id, ids[i - 1] ?? null, i === 0 ? USERS : 'pass')];
    });
    const sources = { 'alembic.ini': INI, ...Object.fromEntries(chain), 'app/models.py': MODELS + NAME };
    return draftOf(projectOf(sources)).files.map(({ revision }) => revision);
  };

  it.each([
    [['0001', '0002'], '0003'],
    [['1', '2', '3'], '4'],
    [['0001_users', '0002_more'], '0003_add_name_to_users'],
    [['rev_008', 'rev_009'], 'rev_010'],
    [['20250102', '20250103'], '20260115'],
    [['2025_01_02_0930', '2025_01_03_1745'], '2026_01_15_0000'],
    [['20250102093015', '20250103174500'], '20260115000000'],
    [['20250102_0001', '20260115_0001'], '20260115_0002'],
  ])('go on as %j do', (ids, expected) => {
    expect(next(...ids)).toEqual([expected]);
  });

  it('are digests where those before are', () => {
    expect(next('ab12', 'ab13cd')).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/)]);
  });
});

describe('branches that are kept apart', () => {
  const INVOICES = 'op.create_table("invoices", sa.Column("id", sa.Integer(), primary_key=True))';
  const invoice = (more = '') =>
    `from sqlalchemy import *\nfrom app.models import Base\n\n\nclass Invoice(Base):\n    __tablename__ = "invoices"\n    id = Column(Integer, primary_key=True)\n${more}`;
  const two = (labels = 'branch_labels = ("billing",)'): Sources => ({
    'billing/versions/b1.py': migration('b1', null, INVOICES, labels),
    'alembic.ini': `${INI}version_locations = migrations/versions billing/versions\n`,
    'app/billing/models.py': invoice(),
  });

  it('each get what their tables lack, in their own folder', () => {
    const one = draft(NAME, { ...two(), 'app/billing/models.py': invoice('    total = Column(Integer)\n') });
    expect(one.refused).toEqual([]);
    expect(one.files.map(({ path, down, tables }) => [path.split('/')[0], down, tables]).sort()).toEqual([
      ['billing', ['b1'], ['invoices']],
      ['migrations', ['a1'], ['users']],
    ]);
  });

  it('are merged only where one of them has two heads', () => {
    const heads = ['a2', 'a3'].map((id) => [`migrations/versions/${id}.py`, migration(id, 'a1', 'pass')]);
    const one = draft(NAME, { ...two(), ...Object.fromEntries(heads) });
    expect(one.files.map(({ kind, down }) => [kind, down])).toEqual([
      ['merge', ['a2', 'a3']],
      ['schema', [one.files[0]?.revision]],
    ]);
  });

  it('part from a trunk, which keeps its tables', () => {
    const one = draft(NAME, {
      'migrations/versions/a2.py': migration('a2', 'a1', 'pass'),
      'migrations/versions/b1.py': migration('b1', 'a1', INVOICES, 'branch_labels = ("billing",)'),
      'app/billing/models.py': invoice(),
    });
    expect(one.files.map(({ down }) => down)).toEqual([['a2']]);
  });

  it('get a new table by the label in its path, or by the tables beside it', () => {
    const tax = '\n\nclass Tax(Base):\n    __tablename__ = "taxes"\n    id = Column(Integer, primary_key=True)\n';
    for (const labels of ['branch_labels = ("billing",)', '']) {
      const one = draft('', { ...two(labels), 'app/billing/models.py': invoice() + tax });
      expect(one.files.map(({ path, tables }) => [path.split('/')[0], tables])).toEqual([['billing', ['taxes']]]);
    }
  });

  it('depend on the branch whose table they refer to', () => {
    const column = '    user_id = Column(Integer, ForeignKey("users.id"))\n';
    const one = draft('', { ...two(), 'app/billing/models.py': invoice(column) });
    expect(textOf(one)).toContain('depends_on = "a1"\n');
  });

  it('get nothing where nothing says which of them a table belongs to', () => {
    const team = invoice().replace('Invoice', 'Team').replace('invoices', 'teams');
    const one = draft('', { ...two(), 'app/teams.py': team });
    expect(one).toMatchObject({ files: [], refused: [{ subject: 'teams', kind: 'branches' }] });
  });
});

describe('new columns of a table that holds rows', () => {
  it('get the value that Python would have given', () => {
    const columns = `    active = Column(Boolean, nullable=False, default=True)\n    key = Column(UUID(as_uuid=True), nullable=False, default=uuid.uuid4)\n`;
    expect(upgrade(draft(columns))).toEqual([
      'op.add_column("users", sa.Column("active", sa.Boolean(), nullable=True))',
      '# Rows that are there get the default of User.active.',
      'op.execute("UPDATE users SET active = true WHERE active IS NULL")',
      'op.alter_column("users", "active", existing_type=sa.Boolean(), nullable=False)',
      'op.add_column("users", sa.Column("key", postgresql.UUID(as_uuid=True), nullable=True))',
      '# Rows that are there get the default of User.key.',
      'op.execute("UPDATE users SET key = gen_random_uuid() WHERE key IS NULL")',
      'op.alter_column("users", "key", existing_type=postgresql.UUID(as_uuid=True), nullable=False)',
    ]);
  });

  it('are left open where no value is known, or one would not do', () => {
    const one = draft(
      '    code = Column(String(5), nullable=False)\n    nick = Column(String(9), default="x", nullable=False, unique=True)\n',
    );
    expect(one.files[0]?.open).toEqual([
      'which value existing rows get in `User.code` is not said anywhere',
      'which value existing rows get in `User.nick` is not said anywhere',
    ]);
    expect(textOf(one)).not.toContain('UPDATE users');
    expect(textOf(one)).toContain('# TODO: which value do the rows that are there get (the column is unique)?');
  });

  it('are added in one step where the database knows a value', () => {
    expect(upgrade(draft('    at = Column(DateTime, server_default=func.now(), nullable=False)\n'))).toEqual([
      'op.add_column("users", sa.Column("at", sa.DateTime(), server_default=sa.text("now()"), nullable=False))',
    ]);
  });

  it('are indexed without a lock, outside of the transaction', () => {
    expect(upgrade(draft('    mail = Column(String, index=True)\n')).slice(1)).toEqual([
      'with op.get_context().autocommit_block():',
      'op.create_index(op.f("ix_users_mail"), "users", ["mail"], unique=False, postgresql_concurrently=True)',
    ]);
  });

  it('have no PostgreSQL in them where the database is another', () => {
    const columns = '    kind = Column(Enum("a", "b", name="kind"), index=True)\n';
    const text = textOf(draft(columns, { 'requirements.txt': 'pymysql==1.1.0\n' }));
    expect(text).not.toMatch(/postgresql|CREATE TYPE/);
    expect(text).toContain('sa.Enum("a", "b", name="kind")');
  });
});

describe('a database that cannot alter', () => {
  it('gets batches, as the newest migrations have them', () => {
    const batch = 'with op.batch_alter_table("users") as batch_op:\n    batch_op.add_column(sa.Column("x", sa.Text()))';
    const columns =
      '    x = Column(Text)\n    n = Column(Integer, default=1, nullable=False)\n    boss_id = Column(ForeignKey("users.id"))\n';
    const more = { 'requirements.txt': 'aiosqlite==0.20\n', 'migrations/versions/b1.py': migration('b1', 'a1', batch) };
    const models = { 'app/models.py': `${MODELS.replace(/^from sqlalchemy\.dialects.*$/m, '')}${columns}` };
    expect(upgrade(draft('', { ...more, ...models }))).toEqual([
      'with op.batch_alter_table("users") as batch_op:',
      'batch_op.add_column(sa.Column("n", sa.Integer(), nullable=True))',
      '# Rows that are there get the default of User.n.',
      'op.execute("UPDATE users SET n = 1 WHERE n IS NULL")',
      'with op.batch_alter_table("users") as batch_op:',
      'batch_op.alter_column("n", existing_type=sa.Integer(), nullable=False)',
      'batch_op.add_column(sa.Column("boss_id", sa.Integer(), nullable=True))',
      'batch_op.create_foreign_key("users_boss_id_fkey", "users", ["boss_id"], ["id"])',
    ]);
  });
});

describe('what is not known', () => {
  it('is a comment in the file, and said', () => {
    const models = `${MODELS}    place = Column(Geometry(SHAPES["x"]))\n    name = Column(String)\n`;
    const one = draftOf(
      projectOf({
        ...CHAIN,
        'app/models.py': `from geoalchemy2 import Geometry\nfrom app.shapes import SHAPES\n${models}`,
      }),
    );
    expect(one.files[0]?.open).toEqual([expect.stringMatching(/^the type of `User\.place` .* could not be read$/)]);
    expect(textOf(one)).toContain('# TODO: the type of `User.place`');
    expect(textOf(one)).toContain('"name"');
  });

  it('is no reference to a table that nobody creates', () => {
    const one = draft('    team_id = Column(Integer, ForeignKey("teams.id"))\n');
    expect(textOf(one)).not.toContain('create_foreign_key');
    expect(one.files[0]?.open).toEqual(['no migration creates `teams`, which `users.team_id` refers to']);
  });

  it.each([
    ['a broken chain', { 'migrations/versions/b.py': migration('b', 'gone', 'pass') }, 'broken-chain'],
    [
      'one migration for several databases',
      { 'migrations/versions/a1_users.py': migration('a1', null, USERS).replace('upgrade()', 'upgrade(engine_name)') },
      'several-databases',
    ],
  ])('leads to no file: %s', (_, more, kind) => {
    const one = draft(NAME, more);
    expect(one.files).toEqual([]);
    expect(one.refused).toMatchObject([{ subject: 'migrations', kind }]);
  });

  it('is no decision: data that no class maps stays', () => {
    const old =
      'op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("old", sa.Text()))';
    const one = draft('', { 'migrations/versions/a1_users.py': migration('a1', null, old) });
    expect(one).toMatchObject({ files: [], refused: [{ subject: 'users', kind: 'unmapped', detail: 'old' }] });
  });
});

describe('types of the project', () => {
  const code = {
    'app/types.py': 'from sqlalchemy import types\n\n\nclass Code(types.TypeDecorator):\n    impl = types.String(9)\n',
  };
  const models = `from app.types import Code\n${MODELS}    code = Column(Code())\n`;

  it('are imported from where they are', () => {
    const text = textOf(draftOf(projectOf({ ...CHAIN, ...code, 'app/models.py': models })));
    expect(text).toContain('import app.types\n');
    expect(text).toContain('sa.Column("code", app.types.Code(), nullable=True)');
  });

  it('are imported as the newest migration does it', () => {
    const other = migration('b1', 'a1', 'pass', 'from app.types import Code');
    const text = textOf(
      draftOf(projectOf({ ...CHAIN, ...code, 'app/models.py': models, 'migrations/versions/b1.py': other })),
    );
    expect(text).toContain('from app.types import Code\n');
    expect(text).toContain('sa.Column("code", Code(), nullable=True)');
  });
});
