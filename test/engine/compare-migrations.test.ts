import { describe, expect, it } from '@jest/globals';
import { compareMigrations } from '../../src/engine/compare-migrations.ts';
import { safetyOf } from '../project/schema/safety.ts';

const BASE = `
def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("email", sa.String(80)),
        sa.Column("count", sa.Integer()),
    )
def downgrade():
    op.drop_table("users")
`;

function stepsOf(upgrade: string, more = '') {
  const base = { '0001': BASE };
  const source = `\ndef upgrade():\n${upgrade.replace(/^/gm, '    ')}\n${more}`;
  const [before, after] = [safetyOf(base), safetyOf({ ...base, '0002': source })];
  const changes = compareMigrations(before, after);
  expect(changes.map(({ revision, down, isHead }) => ({ revision, down, isHead }))).toEqual([
    { revision: '0002', down: ['0001'], isHead: true },
  ]);
  return changes[0]?.steps.map(({ sql, lock, lasting, loses, newTable }) =>
    newTable ? `${sql} | new` : `${sql} | ${lock} ${lasting}${loses === null ? '' : ` | ${loses}`}`,
  );
}

describe('what the steps of a new revision do', () => {
  it.each([
    [
      'op.add_column("users", sa.Column("age", sa.Integer(), server_default="0"))',
      "ALTER TABLE users ADD COLUMN age INTEGER DEFAULT '0' | access-exclusive instant",
    ],
    [
      'op.add_column("users", sa.Column("uid", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False))',
      'ALTER TABLE users ADD COLUMN uid UUID DEFAULT gen_random_uuid() NOT NULL | access-exclusive rewrite',
    ],
    [
      'op.alter_column("users", "email", type_=sa.String(200))',
      'ALTER TABLE users ALTER COLUMN email TYPE VARCHAR(200) | access-exclusive instant',
    ],
    [
      'op.alter_column("users", "count", type_=sa.BigInteger())',
      'ALTER TABLE users ALTER COLUMN count TYPE BIGINT | access-exclusive rewrite',
    ],
    [
      'op.alter_column("users", "email", nullable=False)',
      'ALTER TABLE users ALTER COLUMN email SET NOT NULL | access-exclusive scan',
    ],
    ['op.create_index("ix", "users", ["email"])', 'CREATE INDEX ix ON users (email) | share build'],
    [
      'op.create_index("ix", "users", ["email"], postgresql_concurrently=True)',
      'CREATE INDEX CONCURRENTLY ix ON users (email) | none instant',
    ],
    [
      'op.create_foreign_key("fk", "users", "users", ["count"], ["id"])',
      'ALTER TABLE users ADD CONSTRAINT fk FOREIGN KEY (count) REFERENCES users (id) | share-row-exclusive scan',
    ],
    [
      'op.create_check_constraint("ck", "users", "count > 0", postgresql_not_valid=True)',
      'ALTER TABLE users ADD CONSTRAINT ck CHECK (…) NOT VALID | access-exclusive instant',
    ],
    ['op.drop_column("users", "email")', 'ALTER TABLE users DROP COLUMN email | access-exclusive instant | column'],
    ['op.drop_table("users")', 'DROP TABLE users | access-exclusive instant | table'],
    ['op.execute("TRUNCATE users")', 'DELETE FROM users | rows scan | rows'],
    ['op.execute("UPDATE users SET email = \'x@y\'")', 'UPDATE users | rows scan'],
  ])('%s', (operation, told) => {
    expect(stepsOf(operation)).toEqual([told]);
  });

  it('waits for nobody on a table that is new', () => {
    const upgrade = 'op.create_table("t", sa.Column("id", sa.Integer()))\nop.create_index("ix", "t", ["id"])';
    expect(stepsOf(upgrade)).toEqual(['CREATE TABLE t | new', 'CREATE INDEX ix ON t (id) | new']);
  });
});

describe('the way back', () => {
  it.each([
    ['whole', 'def downgrade():\n    op.drop_column("users", "age")\n'],
    ['partial', 'def downgrade():\n    op.drop_column("users", "other")\n'],
    ['empty', 'def downgrade():\n    """Nothing."""\n    pass\n'],
    ['raises', 'def downgrade():\n    raise NotImplementedError\n'],
    ['missing', ''],
    ['unread', 'def downgrade():\n    op.execute(open("back.sql").read())\n'],
  ])('is %s', (kind, downgrade) => {
    const source = `\ndef upgrade():\n    op.add_column("users", sa.Column("age", sa.Integer()))\n${downgrade}`;
    const after = safetyOf({ '0001': BASE, '0002': source });
    expect(after.revisions[1]?.downgrade.kind).toBe(kind);
  });
});

describe('a table that is dropped and made again', () => {
  it('loses its rows, and holds none from then on', () => {
    const again = `op.drop_column("users", "count")
op.drop_table("users")
op.create_table("users", sa.Column("id", sa.Uuid(), primary_key=True))
op.create_index("ix_users_id", "users", ["id"])`;
    expect(stepsOf(again)).toEqual([
      'ALTER TABLE users DROP COLUMN count | access-exclusive instant | column',
      'DROP TABLE users | access-exclusive instant | table',
      'CREATE TABLE users | new',
      'CREATE INDEX ix_users_id ON users (id) | new',
    ]);
  });
});

describe('what is said of each step', () => {
  const told = (upgrade: string) => {
    const base = { '0001': BASE };
    const after = safetyOf({ ...base, '0002': `\ndef upgrade():\n${upgrade.replace(/^/gm, '    ')}\n` });
    return compareMigrations(safetyOf(base), after)[0]?.steps ?? [];
  };

  it('is that it was not read, where it was not', () => {
    expect(told('op.execute(open("x.sql").read())')).toMatchObject([{ read: false }]);
    expect(told('op.drop_column("users", "count")')[0]).not.toHaveProperty('read');
  });

  it('is which rows it writes', () => {
    const users = 'users = sa.table("users", sa.column("id"))\n';
    expect(told(`${users}op.execute(users.update().values(id=1))`)).toMatchObject([{ writes: 'changed', loses: null }]);
    expect(told(`${users}op.bulk_insert(users, [{"id": 1}])`)).toMatchObject([{ writes: 'added' }]);
    expect(told(`${users}op.execute(users.delete())`)).toMatchObject([{ loses: 'rows' }]);
  });

  it('is one creation of a type, however many columns have it', () => {
    const kind = 'sa.Enum("a", "b", name="kind")';
    const steps = told(
      `${kind}.create(op.get_bind())\nop.create_table("t", sa.Column("a", ${kind}), sa.Column("b", ${kind}))`,
    );
    expect(steps.map(({ sql }) => sql)).toEqual(["CREATE TYPE kind AS ENUM ('a', 'b')", 'CREATE TABLE t']);
  });
});
