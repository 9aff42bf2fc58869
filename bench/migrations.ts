/** A chain of migrations as a product of some years has it, and what replaying it costs. */
import { sqlReaderOf } from '../src/audit/sql-reader.ts';
import { DEFAULT_CONFIGURATION } from '../src/config/defaults.ts';
import { createExtractor } from '../src/facts/extract-facts.ts';
import { fileKind } from '../src/facts/kind.ts';
import type { FileFacts } from '../src/model/facts.ts';
import type { Project } from '../src/model/project.ts';
import { createProject } from '../src/project/create-project.ts';
import { upgradeOf } from '../src/project/schema/alembic/migration.ts';

/** Migrations made a table, and went on to change it in so many ways. */
const KINDS = 9;

/** Path → text of a chain of `count` revisions: what autogenerate writes, and what people write beside it. */
function generateChain(count: number): ReadonlyMap<string, string> {
  const tree = new Map([
    ['alembic.ini', '[alembic]\nscript_location = migrations\n'],
    ['requirements.txt', 'sqlalchemy==2.0.36\nalembic==1.14.0\npsycopg[binary]==3.2.3\n'],
    ['migrations/env.py', 'target_metadata = None\n'],
  ]);
  for (let i = 0; i < count; i++) tree.set(`migrations/versions/${id(i)}_step_${i}.py`, revision(i));
  return tree;
}

function id(i: number): string {
  return String(i).padStart(4, '0');
}

function revision(i: number): string {
  const [up, down] = body(i % KINDS, `item_${Math.floor(i / KINDS)}`);
  const parent = i === 0 ? 'None' : `"${id(i - 1)}"`;
  return `"""Step ${i}

Revision ID: ${id(i)}
Revises: ${i === 0 ? '' : id(i - 1)}
Create Date: 2024-01-01 10:00:00
"""
from typing import Sequence, Union

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "${id(i)}"
down_revision: Union[str, None] = ${parent}
branch_labels: Union[str, Sequence[str], None] = None
depends_on: Union[str, Sequence[str], None] = None


def upgrade() -> None:
${indented(up)}


def downgrade() -> None:
${indented(down)}
`;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}

/** `upgrade()` and `downgrade()` of one of the usual kinds of revision. */
function body(kind: number, table: string): readonly [up: readonly string[], down: readonly string[]] {
  const bodies: readonly (readonly [readonly string[], readonly string[]])[] = [
    [
      createTable(table),
      [`op.drop_index(op.f("ix_${table}_name"), table_name="${table}")`, `op.drop_table("${table}")`],
    ],
    [
      [`op.add_column("${table}", sa.Column("note", sa.Text(), nullable=True))`],
      [`op.drop_column("${table}", "note")`],
    ],
    [
      [
        `op.add_column("${table}", sa.Column("active", sa.Boolean(), nullable=True))`,
        `op.execute("UPDATE ${table} SET active = true WHERE active IS NULL")`,
        `op.alter_column("${table}", "active", existing_type=sa.Boolean(), nullable=False)`,
      ],
      [`op.drop_column("${table}", "active")`],
    ],
    [
      [
        `with op.batch_alter_table("${table}") as batch_op:`,
        '    batch_op.alter_column("name", existing_type=sa.String(50), type_=sa.String(200), existing_nullable=False)',
        `    batch_op.create_unique_constraint("uq_${table}_name", ["name"])`,
      ],
      [
        `with op.batch_alter_table("${table}") as batch_op:`,
        `    batch_op.drop_constraint("uq_${table}_name", type_="unique")`,
        '    batch_op.alter_column("name", existing_type=sa.String(200), type_=sa.String(50), existing_nullable=False)',
      ],
    ],
    [
      [
        `state = postgresql.ENUM("open", "closed", name="${table}_state")`,
        'state.create(op.get_bind(), checkfirst=True)',
        `op.add_column("${table}", sa.Column("state", state, server_default="open", nullable=False))`,
      ],
      [`op.drop_column("${table}", "state")`, `op.execute("DROP TYPE ${table}_state")`],
    ],
    [
      [
        'with op.get_context().autocommit_block():',
        `    op.execute("ALTER TYPE ${table}_state ADD VALUE IF NOT EXISTS 'archived'")`,
        `    op.create_index("ix_${table}_state", "${table}", ["state"], postgresql_concurrently=True)`,
      ],
      [`op.drop_index("ix_${table}_state", table_name="${table}")`],
    ],
    [
      [
        'inspector = sa.inspect(op.get_bind())',
        `columns = [column["name"] for column in inspector.get_columns("${table}")]`,
        'if "note" in columns:',
        `    op.drop_column("${table}", "note")`,
      ],
      [`op.add_column("${table}", sa.Column("note", sa.Text(), nullable=True))`],
    ],
    [
      [
        `for column in ("created_at", "updated_at", "deleted_at"):`,
        `    op.add_column("${table}", sa.Column(column, sa.DateTime(timezone=True), server_default=sa.func.now()))`,
      ],
      [`for column in ("deleted_at", "updated_at", "created_at"):`, `    op.drop_column("${table}", column)`],
    ],
    [
      [
        `op.execute("""`,
        `CREATE TABLE ${table}_log (id BIGSERIAL PRIMARY KEY, ${table}_id INTEGER NOT NULL REFERENCES ${table}(id), at TIMESTAMPTZ);`,
        `CREATE INDEX ix_${table}_log_at ON ${table}_log (at);`,
        `ALTER TABLE ${table} ADD CONSTRAINT ck_${table}_amount CHECK (amount >= 0) NOT VALID;`,
        `""")`,
      ],
      [`op.execute("DROP TABLE ${table}_log")`, `op.drop_constraint("ck_${table}_amount", "${table}")`],
    ],
  ];
  return bodies[kind] ?? [['pass'], ['pass']];
}

function createTable(table: string): readonly string[] {
  const columns = Array.from(
    { length: 12 },
    (_, i) => `    sa.Column("field_${i}", sa.String(length=${i + 20}), nullable=True),`,
  );
  return [
    'op.create_table(',
    `    "${table}",`,
    '    sa.Column("id", sa.Integer(), nullable=False),',
    '    sa.Column("name", sa.String(length=50), nullable=False),',
    '    sa.Column("amount", sa.Numeric(10, 2), nullable=True),',
    ...columns,
    '    sa.PrimaryKeyConstraint("id"),',
    ')',
    `op.create_index(op.f("ix_${table}_name"), "${table}", ["name"], unique=False)`,
  ];
}

type Files = ReadonlyMap<string, FileFacts>;

/** Those in `known` are not extracted again. */
async function factsOf(tree: ReadonlyMap<string, string>, known: Files = new Map()): Promise<Files> {
  const extractor = await createExtractor({ digestKey: 'bench' });
  return new Map(
    [...tree].map(([path, text]) => [path, known.get(path) ?? extractor.extract(Buffer.from(text), fileKind(path))]),
  );
}

async function replay(files: Files, base: Project | null): Promise<Project> {
  const readSql = await sqlReaderOf(files);
  const inputs = { paths: [...files.keys()].sort(), files, hints: DEFAULT_CONFIGURATION.paths, readSql };
  const project = createProject(inputs, base);
  project.schema();
  project.migrationSafety();
  return project;
}

/** Extraction, replay and judgement of a chain that nobody has seen before. */
export async function replayCold(count: number): Promise<void> {
  const project = await replay(await factsOf(generateChain(count)), null);
  const [chain] = project.schema().chains;
  if (chain?.revisions.length !== count || chain.unknown.length > 0)
    throw new Error('the chain was not read as a whole');
}

/** How many revisions are evaluated for a pull request that adds one to a chain of `count`. */
export async function evaluatedForOneMore(count: number): Promise<number> {
  const files = await factsOf(generateChain(count));
  const base = await replay(files, null);
  let evaluated = 0;
  const { compute } = upgradeOf;
  const counted: typeof compute = (db, path) => {
    evaluated++;
    return compute(db, path);
  };
  Object.assign(upgradeOf, { compute: counted });
  await replay(await factsOf(generateChain(count + 1), files), base);
  return evaluated;
}

/** Migrations that loop for as long as they may, in `upgrade()` and in `downgrade()`. */
export async function replayHostile(count: number): Promise<number> {
  const loop = '    for i in range(9999):\n        for j in range(1000000):\n            x = i\n';
  const tree = new Map([['alembic.ini', '[alembic]\nscript_location = migrations\n']]);
  for (let i = 0; i < count; i++) {
    const down = i === 0 ? 'None' : `"${id(i - 1)}"`;
    const text = `from alembic import op\n\nrevision = "${id(i)}"\ndown_revision = ${down}\n\ndef upgrade():\n${loop}\ndef downgrade():\n${loop}`;
    tree.set(`migrations/versions/${id(i)}.py`, text);
  }
  const files = await factsOf(tree);
  const before = process.cpuUsage();
  const project = await replay(files, null);
  const { user, system } = process.cpuUsage(before);
  if (project.schema().chains[0]?.unknown.length === 0) throw new Error('what was left unread is not told');
  return (user + system) / 1000;
}
