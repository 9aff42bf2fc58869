import { describe, expect, it } from '@jest/globals';
import { replayed } from './told.ts';

const USERS =
  'op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))';

describe('replaying operations', () => {
  it('creates, alters and drops columns', () => {
    const alter = `op.add_column("users", sa.Column("age", sa.SmallInteger(), nullable=False))
op.alter_column("users", "name", new_column_name="title", type_=sa.Text(), nullable=False)
op.add_column("users", sa.Column("old", sa.Integer()))
op.drop_column("users", "old")`;
    expect(replayed(USERS, alter)).toEqual(['users: id INTEGER!, title TEXT!, age SMALLINT!']);
  });

  it('takes arguments by name, and tables of a schema', () => {
    const named = `op.add_column(table_name="users", column=sa.Column("a", sa.Integer()))
op.create_table("log", sa.Column("id", sa.Integer()), schema="audit")
op.add_column("log", sa.Column("b", sa.Integer()), schema="audit")`;
    expect(replayed(USERS, named)).toEqual([
      'audit.log: id INTEGER, b INTEGER',
      'users: id INTEGER!, name VARCHAR(50), a INTEGER',
    ]);
  });

  it('renames tables back and forth', () => {
    const rename = `op.rename_table("users", "tmp")
op.create_table("users", sa.Column("uid", sa.Uuid()))
op.drop_table("tmp")`;
    expect(replayed(USERS, rename)).toEqual(['users: uid UUID']);
  });

  it('works in batches', () => {
    const batch = `with op.batch_alter_table("users", schema=None) as batch_op:
    batch_op.add_column(sa.Column("a", sa.Integer()))
    batch_op.drop_column("name")
    batch_op.create_index(batch_op.f("ix_a"), ["a"])`;
    expect(replayed(USERS, batch)).toEqual(['users: id INTEGER!, a INTEGER']);
  });

  it('goes through loops, dictionaries and helper functions', () => {
    const top = `TABLES = {"a": sa.Integer(), "b": sa.Text()}

def stamped(*columns):
    return [sa.Column("id", sa.Integer(), nullable=False), *columns, sa.Column("created_at", sa.DateTime(timezone=True))]

def make(name, type_):
    op.create_table(f"{name}_items", *stamped(sa.Column("value", type_)))`;
    expect(replayed(['for name, type_ in TABLES.items():\n    make(name, type_)', top])).toEqual([
      'a_items: id INTEGER!, value INTEGER, created_at TIMESTAMP WITH TIME ZONE',
      'b_items: id INTEGER!, value TEXT, created_at TIMESTAMP WITH TIME ZONE',
    ]);
  });

  it('takes what a guard asks the database as done', () => {
    const guarded = `bind = op.get_bind()
inspector = sa.inspect(bind)
columns = [c["name"] for c in inspector.get_columns("users")]
if "a" not in columns:
    op.add_column("users", sa.Column("a", sa.Integer()))
if not inspector.has_table("log"):
    op.create_table("log", sa.Column("id", sa.Integer()))
if "name" in columns:
    op.drop_column("users", "name")
if bind.dialect.name == "sqlite":
    op.add_column("users", sa.Column("lite", sa.Integer()))
for row in bind.execute(sa.text("SELECT id FROM users")):
    bind.execute(sa.text("UPDATE users SET a = 1 WHERE id = :id"), {"id": row.id})`;
    expect(replayed(USERS, guarded)).toEqual(['log: id INTEGER', 'users: id INTEGER!, a INTEGER']);
  });

  it('reads SQL however it is passed', () => {
    const sql = `conn = op.get_bind()
conn.execute(sa.text("ALTER TABLE users ADD COLUMN a INT"))
conn.exec_driver_sql("ALTER TABLE users ADD COLUMN b INT")
op.execute("ALTER TABLE users " + "ADD COLUMN c INT")
for name in ["d", "e"]:
    op.execute("ALTER TABLE users ADD COLUMN {} INT".format(name))
op.execute("ALTER TABLE %s ADD COLUMN f INT" % "users")`;
    expect(replayed(USERS, sql)).toEqual([
      'users: id INTEGER!, name VARCHAR(50), a INTEGER, b INTEGER, c INTEGER, d INTEGER, e INTEGER, f INTEGER',
    ]);
  });

  it('reads the types of dialects and extensions by family', () => {
    const types = `op.create_table("t", sa.Column("a", postgresql.JSONB()), sa.Column("b", postgresql.ARRAY(sa.String())),
    sa.Column("c", sa.Enum("x", "y", name="mood")), sa.Column("d", sa.Numeric(10, 2)), sa.Column("e", Vector(3)),
    sa.Column("f", sqlmodel.sql.sqltypes.AutoString()), sa.Column("g", sa.Text().with_variant(sa.String(), "mysql")))`;
    const top = 'import sqlmodel\nfrom pgvector.sqlalchemy import Vector\nfrom sqlalchemy.dialects import postgresql';
    expect(replayed([types, top])).toEqual([
      't: a JSONB, b VARCHAR[], c mood, d NUMERIC(10, 2), e VECTOR(3), f VARCHAR, g TEXT',
    ]);
  });
});

describe('what cannot be read', () => {
  it.each([
    [
      'a column name',
      'op.add_column("users", sa.Column(get_name(), sa.Integer()))',
      'users?: id INTEGER!, name VARCHAR(50)',
    ],
    ['a condition', 'import os\nif os.environ.get("X"):\n    op.drop_column("users", "name")', 'users?: id INTEGER!'],
    ['columns', 'op.create_table("t", *load())', 't?: '],
  ])('%s makes the table unknown', (_, upgrade, expected) => {
    expect(replayed(USERS, upgrade)).toContain(expected);
  });

  it('makes everything unknown where no table is named', () => {
    expect(replayed(USERS, 'op.execute(open("x.sql").read())')).toContain('? everything: SQL that could not be read');
    expect(replayed(USERS, 'for table in load():\n    op.drop_table(table)').at(-1)).toMatch(/^\? everything/);
  });

  it('ends, whatever the loops and recursions', () => {
    const top =
      'def again(n):\n    for i in range(9000):\n        again(n + 1)\n        op.add_column("users", sa.Column("c", sa.Integer()))';
    expect(replayed(USERS, ['again(0)', top]).length).toBeGreaterThan(0);
  });

  it.each([
    ['a text that doubles', 's = "x"\nfor i in range(10000):\n    s = s + s\nop.execute(s)'],
    ['a text that is put into itself', 's = "xyx"\nfor i in range(10000):\n    s = s.replace("x", s)\nop.execute(s)'],
    ['a text of many', `s = "x"\nfor i in range(99):\n    s = f"${'{s}'.repeat(500)}"\nop.execute(s)`],
    ['a list that doubles', 's = ["x"]\nfor i in range(99):\n    s = [*s, *s]\nop.drop_table(s[0])'],
    [
      'a list that is added to itself',
      's = ["x"]\nfor i in range(99):\n    s.extend(s)\nfor one in s:\n    op.drop_table(one)',
    ],
    [
      'a list that is looked through',
      's = list(range(9000))\nfor i in range(9000):\n    x = "a" in s\nop.drop_table("x" if x else s)',
    ],
  ])('%s has an end, and is not known', (_, upgrade) => {
    expect(replayed(USERS, upgrade).at(-1)).toMatch(/^\? everything/);
  });

  it('more operations than can be followed', () => {
    expect(replayed('for i in range(4000):\n    op.drop_table("x")').at(-1)).toMatch(/too long to be followed/);
  });

  it('what is left of migrations that together are too long, at the same revision each time', () => {
    const busy = 'for i in range(9000):\n    for j in range(9000):\n        x = i';
    const tables = replayed(USERS, ...Array.from({ length: 70 }, () => busy), 'op.drop_table("users")');
    expect(tables.find((line) => line.startsWith('users'))).toBe('users: id INTEGER!, name VARCHAR(50)');
    expect(tables.filter((line) => line.includes('left unread'))).toEqual([
      '? everything: the migrations are too long to be followed: 31 of 72 revisions were left unread',
    ]);
  });
});
