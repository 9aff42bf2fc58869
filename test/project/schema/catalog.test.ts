import { describe, expect, it } from '@jest/globals';
import { INI, migration, replayed, schemaOf } from './told.ts';

const USERS = `op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(50)))
op.create_table("users_version", sa.Column("id", sa.Integer()))`;

describe('what a migration asks the database', () => {
  it('follows a loop over the tables that there are', () => {
    const rename = `conn = op.get_bind()
inspector = sa.inspect(conn)
tables = inspector.get_table_names()
for table in tables:
    if table in ("spatial_ref_sys",) or table.endswith("_version"):
        continue
    name = NAMES.get(table, "")
    if name:
        op.rename_table(table, name)
        if f"{table}_version" in tables:
            op.rename_table(f"{table}_version", f"{name}_version")`;
    const more = 'op.add_column("people_version", sa.Column("a", sa.Integer()))';
    expect(replayed(USERS, [rename, 'NAMES = {"users": "people"}'], more)).toEqual([
      'people: id INTEGER!, name VARCHAR(50)',
      'people_version: id INTEGER, a INTEGER',
    ]);
  });

  it('takes only the branch that the columns decide', () => {
    const guarded = `columns = {c["name"]: c for c in sa.inspect(op.get_bind()).get_columns("users")}
if "title" in columns:
    op.drop_column("users", "name")
else:
    op.add_column("users", sa.Column("nick", sa.Text()))
if columns["name"]["nullable"]:
    op.alter_column("users", "name", nullable=False)
if any(name == "age" for name in columns):
    op.drop_column("users", "id")`;
    expect(replayed(USERS, guarded)).toEqual([
      'users: id INTEGER!, name VARCHAR(50)!, nick TEXT',
      'users_version: id INTEGER',
    ]);
  });

  it('leaves early where there is nothing to do', () => {
    const guarded = `bind = op.get_bind()
if bind.dialect.has_table(bind, "users"):
    return
op.create_table("accounts", sa.Column("id", sa.Integer()))`;
    expect(replayed(USERS, guarded)).toHaveLength(2);
  });

  it('sees what the same migration has done', () => {
    const twice = `for name in ("a", "b", "a"):
    if not sa.inspect(op.get_bind()).has_table(name):
        op.create_table(name, sa.Column("id", sa.Integer()))
    else:
        op.add_column(name, sa.Column("again", sa.Integer()))`;
    expect(replayed(USERS, twice).slice(0, 2)).toEqual(['a: id INTEGER, again INTEGER', 'b: id INTEGER']);
  });

  it('takes a database that was there before as holding what is asked for', () => {
    const guarded = `if sa.inspect(op.get_bind()).has_table("users"):
    op.add_column("users", sa.Column("a", sa.Integer()))`;
    expect(replayed(guarded)).toEqual(['users: a INTEGER']);
    expect(replayed('op.add_column("orders", sa.Column("b", sa.Integer()))', guarded)).toHaveLength(2);
    expect(replayed('op.create_table("orders", sa.Column("b", sa.Integer()))', guarded)).toHaveLength(1);
  });

  it('takes both branches where the replay does not know either', () => {
    const unknown = `op.execute(TEXTS[0] + load())
if not sa.inspect(op.get_bind()).has_table("log"):
    op.create_table("log", sa.Column("id", sa.Integer()))`;
    const [log, , , ...more] = replayed(USERS, [unknown, 'from elsewhere import TEXTS, load']);
    expect(log).toBe('log: id INTEGER');
    expect(more).toHaveLength(1);
  });

  it('does not take the default of a dictionary for a key that it cannot tell', () => {
    const named = `for row in op.get_bind().execute(sa.text("SELECT name FROM kinds")):
    op.rename_table(NAMES.get(row.name, "users"), "other")`;
    expect(replayed(USERS, [named, 'NAMES = {"a": "b"}']).at(-1)).toContain('could not be read');
  });
});

describe('helpers of migrations', () => {
  it('keeps what an object was made with', () => {
    const top = `class View:
    def __init__(self, name, sql="SELECT 1"):
        self.name = name
        self.sql = sql

@dataclass
class Rename:
    old: str
    new: str = "people"

VIEW = View("active", sql="SELECT id FROM users")
RENAME = Rename("users")`;
    const body = `op.execute(f"DROP VIEW IF EXISTS {VIEW.name}")
op.execute(f"CREATE VIEW {VIEW.name} AS {VIEW.sql}")
op.rename_table(RENAME.old, RENAME.new)`;
    expect(replayed(USERS, [body, top])).toEqual([
      'active: ',
      'people: id INTEGER!, name VARCHAR(50)',
      'users_version: id INTEGER',
    ]);
  });

  it('writes rows through a reflected table', () => {
    const rows = `connection = op.get_bind()
users = sa.Table("users", sa.MetaData(), autoload_with=connection)
for row in connection.execute(users.select()):
    op.execute(users.update().where(users.c.id == row.id).values({"name": sa.func.lower(row.name)}))
if "nick" not in users.c:
    op.add_column("users", sa.Column("nick", sa.Text()))`;
    expect(replayed(USERS, rows)).toEqual([
      'users: id INTEGER!, name VARCHAR(50), nick TEXT',
      'users_version: id INTEGER',
    ]);
  });

  it('creates and drops types as statements of their own', () => {
    const typed = `kind = postgresql.ENUM("a", "b", name="kind")
op.execute(postgresql.base.CreateEnumType(kind))
op.execute("ALTER TABLE users ALTER COLUMN name TYPE kind USING name::kind")
op.execute(postgresql.base.DropEnumType(postgresql.ENUM(name="other")))`;
    const [users, , ...more] = replayed(USERS, [typed, 'from sqlalchemy.dialects import postgresql']);
    expect(users).toContain('name kind');
    expect(more).toEqual([]);
  });

  it('takes the type that a class gives for PostgreSQL', () => {
    const guid = `class GUID(sa.types.TypeDecorator):
    impl = sa.CHAR

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(sa.UUID())
        return dialect.type_descriptor(sa.CHAR(32))`;
    const body = 'op.add_column("users", sa.Column("token", GUID()))';
    expect(replayed(USERS, [body, guid])[0]).toBe('users: id INTEGER!, name VARCHAR(50), token UUID');
  });

  it('asks for the dialect by name', () => {
    const typed = `kind = sa.Uuid() if getattr(op.get_bind().dialect, "name", "") == "postgresql" else sa.String(36)
op.add_column("users", sa.Column("token", kind))`;
    expect(replayed(USERS, typed)[0]).toBe('users: id INTEGER!, name VARCHAR(50), token UUID');
  });

  it('finds a helper below a folder src that is a package', () => {
    const guarded = `if not column_exists("users", "nick"):
    op.add_column("users", sa.Column("nick", sa.Text()))`;
    const [chain] = schemaOf({
      'api/migrations/alembic.ini': '[alembic]\nscript_location = .\n',
      'api/migrations/env.py': 'from alembic import context',
      'api/migrations/versions/0.py': migration('r0', null, USERS),
      'api/migrations/versions/1.py': migration('r1', 'r0', guarded, 'from shop.tools import column_exists'),
      'api/src/__init__.py': '',
      'api/src/shop/__init__.py': '',
      'api/src/shop/tools.py': `import sqlalchemy as sa
from alembic import op

def column_exists(table, column):
    return column in [one["name"] for one in sa.inspect(op.get_bind()).get_columns(table)]
`,
    }).chains;
    expect(chain?.tables.find(({ name }) => name === 'users')?.columns.map(({ name }) => name)).toContain('nick');
    expect(chain?.tables.flatMap(({ unknown }) => unknown)).toEqual([]);
  });
});

describe('folders of revisions for each release', () => {
  const tree = (inner: string, down: string) =>
    schemaOf({
      'alembic.ini': INI,
      'migrations/versions/first.py': migration('first', null, USERS),
      [`migrations/versions/${inner}/second.py`]: migration(
        'second',
        down,
        'op.add_column("users", sa.Column("a", sa.Integer()))',
      ),
      [`migrations/versions/${inner}/third.py`]: migration('third', 'second', 'op.drop_table("users_version")'),
    }).chains;

  it('belong to the tree that they continue', () => {
    expect(tree('2025.1/expand', 'first').map(({ revisions, heads }) => [revisions.length, heads])).toEqual([
      [3, ['third']],
    ]);
  });

  it('do not where they were set aside, or continue something else', () => {
    expect(tree('archive', 'first').map(({ revisions }) => revisions.length)).toEqual([1]);
    expect(tree('2025.1', 'gone').map(({ revisions }) => revisions.length)).toEqual([1]);
  });
});
