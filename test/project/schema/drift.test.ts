/** What models and migrations say of one table, side by side. */
import { describe, expect, it } from '@jest/globals';
import type { Column, ColumnType } from '../../../src/model/schema.ts';
import { typesDiffer } from '../../../src/rulekit/column-types.ts';
import { INI, migration, schemaOf } from './told.ts';

const MODELS = 'from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\nclass Base(DeclarativeBase): pass\n';

function told(models: string, ...upgrades: readonly string[]) {
  const sources: Record<string, string> = { 'alembic.ini': INI, 'app/models.py': MODELS + models };
  upgrades.forEach((body, i) => {
    sources[`migrations/versions/${i}.py`] = migration(`r${i}`, i === 0 ? null : `r${i - 1}`, body);
  });
  return schemaOf(sources);
}

const USER = 'class User(Base):\n    __tablename__ = "users"\n    id: Mapped[int] = mapped_column(primary_key=True)\n';
const TABLE = 'op.create_table("users", sa.Column("id", sa.Integer(), primary_key=True))';

describe('pairs', () => {
  it('are tables of which everything is known', () => {
    expect(told(USER, TABLE).pairs.map(({ model, table }) => [model.symbol, table.name])).toEqual([['User', 'users']]);
  });

  it.each([
    ['a statement could not be read', `${TABLE}\nop.drop_column("users", NAME)`],
    ['a condition could not be told', `${TABLE}\nif SOMETHING:\n    op.drop_column("users", "id")`],
    ['a migration calls create_all', `${TABLE}\nBase.metadata.create_all(op.get_bind())`],
  ])('are none where %s', (_reason, upgrade) => {
    expect(told(USER, upgrade).pairs).toEqual([]);
  });

  it('are none for a table that two classes map', () => {
    expect(told(`${USER}${USER.replace('User', 'Person')}`, TABLE).pairs).toEqual([]);
  });
});

describe('what a migration drops', () => {
  const dropped = (...upgrades: readonly string[]) =>
    told(`${USER}    name: Mapped[str | None]\n`, ...upgrades).differences.map((one) => [
      one.kind,
      'columns' in one ? one.columns.map(({ name }) => name) : [],
    ]);

  it('is told apart from what none adds', () => {
    expect(dropped(TABLE)).toEqual([['missing-columns', ['name']]]);
    expect(
      dropped(TABLE, 'op.add_column("users", sa.Column("name", sa.String()))', 'op.drop_column("users", "name")'),
    ).toEqual([['dropped', ['name']]]);
    expect(dropped(TABLE, 'op.execute("DROP TABLE users")')).toEqual([['dropped', []]]);
  });

  it('is nothing where it is made again', () => {
    const name = 'op.add_column("users", sa.Column("name", sa.String()))';
    expect(dropped(TABLE, name, `op.drop_column("users", "name")\n${name}`)).toEqual([]);
  });
});

describe('texts that a migration writes', () => {
  const strays = (...upgrades: readonly string[]) =>
    told(USER, ...upgrades).chains.flatMap((chain) => chain.strays.map(({ literal, by }) => `${by} ${literal}`));
  const typed = 'op.execute("CREATE TYPE state AS ENUM (\'A\')")\nop.execute("CREATE TABLE jobs (s state, t text)")';

  it('are compared with the type as it is at that time', () => {
    expect(strays(typed, `op.execute("UPDATE jobs AS j SET s = 'B', t = 'B' WHERE s = 'C'")`)).toEqual(['data B']);
    expect(
      strays(typed, `op.execute("ALTER TYPE state ADD VALUE 'B'")`, `op.execute("UPDATE jobs SET s = 'B'")`),
    ).toEqual([]);
    expect(strays(typed, `op.execute("INSERT INTO jobs (t, s) VALUES ('x', 'A'), ('y', 'b'::state)")`)).toEqual([
      'data b',
    ]);
  });

  it('are not compared once the values are not known', () => {
    expect(
      strays(typed, 'op.execute(f"ALTER TYPE state ADD VALUE \'{X}\'")', `op.execute("UPDATE jobs SET s = 'B'")`),
    ).toEqual([]);
    expect(strays(typed, 'op.execute("DELETE FROM pg_enum")', `op.execute("UPDATE jobs SET s = 'B'")`)).toEqual([]);
  });

  it('may be server defaults', () => {
    expect(strays(`${typed}\nop.alter_column("jobs", "s", server_default="a")`)).toEqual(['default a']);
  });
});

describe('members of an enumeration', () => {
  const read = (cls: string, column: string) =>
    told(`import enum\nfrom sqlalchemy import Enum\n${cls}\n${USER}    s: Mapped[S] = ${column}\n`).models.tables[0]
      ?.columns[1]?.type.enumeration;

  it('leave out aliases', () => {
    expect(read('class S(enum.Enum):\n    A = "a"\n    B = "b"\n    C = "a"\n', 'mapped_column()')?.values).toEqual([
      'A',
      'B',
    ]);
  });

  it.each([
    ['values_callable=lambda e: [m.value for m in e]', ['a']],
    ['values_callable=lambda e: [m.name for m in e]', ['A']],
    ['values_callable=None', ['A']],
    ['values_callable=unknown', null],
  ])('are stored as %s says', (argument, values) => {
    expect(read('class S(enum.Enum):\n    A = "a"\n', `mapped_column(Enum(S, ${argument}))`)?.values).toEqual(values);
  });
});

describe('a default', () => {
  it('is a text only where it is written as one', () => {
    const models = `import enum\nclass S(enum.Enum):\n    A = "a"\n${USER}    s: Mapped[S] = mapped_column(default=S.A)\n    t: Mapped[S] = mapped_column(default="a")\n    u: Mapped[str] = mapped_column(default=S.A.value)\n`;
    expect(told(models).models.tables[0]?.columns.map(({ defaultText }) => defaultText)).toEqual([
      undefined,
      undefined,
      'a',
      'a',
    ]);
  });
});

describe('types of one column', () => {
  const typed = (upgrade: string): ColumnType => {
    const [chain] = schemaOf({ 'alembic.ini': INI, 'migrations/versions/1.py': migration('1', null, upgrade) }).chains;
    const column: Column | undefined = chain?.tables[0]?.columns[0];
    if (!column) throw new Error('no column');
    return column.type;
  };
  const differ = (a: string, b: string) =>
    typesDiffer(
      typed(`op.create_table("t", sa.Column("c", ${a}))`),
      typed(`op.create_table("t", sa.Column("c", ${b}))`),
    );

  it.each([
    ['sa.String(50)', 'sa.Text()'],
    ['sa.Integer()', 'sa.BigInteger()'],
    ['sa.Float()', 'sa.Numeric(10, 2)'],
    ['sa.Uuid()', 'sa.CHAR(32)'],
    ['sa.JSON()', 'sa.dialects.postgresql.JSONB()'],
    ['sa.Uuid().with_variant(sa.String(36), "sqlite")', 'sa.String(36)'],
    ['sa.Uuid()', 'Custom()'],
  ])('%s and %s are alike', (a, b) => {
    expect([differ(a, b), differ(b, a)]).toEqual([false, false]);
  });

  it.each([
    ['sa.Uuid()', 'sa.String()'],
    ['sa.Integer()', 'sa.Uuid()'],
    ['sa.DateTime()', 'sa.DateTime(timezone=True)'],
    ['sa.Boolean()', 'sa.Enum("a", name="e")'],
  ])('%s and %s differ', (a, b) => {
    expect([differ(a, b), differ(b, a)]).toEqual([true, true]);
  });
});
