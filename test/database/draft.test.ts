/**
 * Drafted migrations, applied by Alembic itself to a PostgreSQL server: up, down, up again, and nothing is left that
 * autogenerate would still write. And what Vigie reads of models and migrations, against what SQLAlchemy makes of them.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Column } from '../../src/model/schema.ts';
import { type PostgresServer, startPostgres } from './postgres.ts';
import { pythons } from './python.ts';
import { copyWithDraft, draftOf, readFolder, readSample, SAMPLES, type Sample } from './sample.ts';
import { familyOfSql } from './sql-family.ts';

const SCRIPT = fileURLToPath(new URL('apply_draft.py', import.meta.url));
const found = pythons();
const pythonFor = ({ style, needs }: Sample) =>
  found.find(({ sqlalchemy, sqlmodel }) => sqlalchemy >= style && (needs === '' || sqlmodel));
const provable = SAMPLES.flatMap((sample) => {
  const python = pythonFor(sample);
  return python ? [{ ...sample, python: python.path }] : [];
});
const left = SAMPLES.filter((sample) => !pythonFor(sample)).map(({ name }) => name);
if (left.length > 0)
  process.stderr.write(
    `\nNOT PROVED HERE: no Python with Alembic, psycopg2 and what ${left.join(', ')} import: the migrations drafted for ` +
      'them were not applied (test/database). VIGIE_PYTHON names an interpreter that has them.\n\n',
  );

type Columns = Readonly<Record<string, readonly [type: string, nullable: boolean]>>;

interface Outcome {
  readonly leftOver: readonly string[];
  readonly enumDifferences: readonly unknown[];
  readonly notTakenBack: readonly string[];
  readonly notRepeated: readonly string[];
  readonly models: Readonly<Record<string, Columns>>;
  readonly database: Readonly<Record<string, Columns>>;
}

describe('a machine without Python', () => {
  it('is told so, and proves nothing', () => {
    // An interpreter that is there and has Alembic leaves at least the samples in the style of 1.4 no excuse.
    expect(found.length > 0 ? provable.length : 1).toBeGreaterThan(0);
  });
});

let server: PostgresServer | null = null;
beforeAll(async () => {
  if (provable.length > 0) server = await startPostgres();
}, 60_000);
afterAll(() => server?.stop());

const describeProvable = provable.length > 0 ? describe.each(provable) : () => undefined;

describeProvable('the migration drafted for $name', ({ name, metadata, python }: Sample & { python: string }) => {
  let folder: string;
  let outcome: Outcome;
  const project = readSample(name);
  const draft = draftOf(project);

  beforeAll(() => {
    folder = copyWithDraft(name, draft);
    const { heads } = project.schema().chains[0] ?? { heads: [] };
    const schema = draft.files.filter(({ kind }) => kind === 'schema');
    // What depends on others goes before them.
    const back = schema
      .map(({ down }) => down[0])
      .reverse()
      .join(',');
    const args = [SCRIPT, folder, server?.socket ?? '', name, metadata, heads.join(','), back];
    const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Alembic refused what was drafted for ${name}:\n${stderr}`);
    outcome = JSON.parse(stdout);
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('brings the database to where the models are', () => {
    expect(outcome.leftOver).toEqual([]);
    expect(outcome.enumDifferences).toEqual([]);
  });

  it('can be taken back, and applied again', () => {
    expect(outcome.notTakenBack).toEqual([]);
    expect(outcome.notRepeated).toEqual([]);
  });

  it('is whole', () => {
    expect(draft.refused).toEqual([]);
    expect(draft.files.flatMap(({ open }) => open)).toEqual([]);
  });

  it('comes from models that were read as SQLAlchemy reads them', () => {
    const read = Object.fromEntries(
      project.schema().models.tables.map((table) => [table.name, familiesOf(table.columns)]),
    );
    expect(read).toEqual(mapTables(outcome.models));
  });

  it('is replayed to what Alembic leaves in the database', () => {
    const replayed = readFolder(folder).schema().chains[0]?.tables ?? [];
    const read = Object.fromEntries(replayed.map((table) => [table.name, familiesOf(table.columns)]));
    const { alembic_version: _, ...tables } = outcome.database;
    expect(read).toEqual(mapTables(tables));
  });
});

function familiesOf(columns: readonly Column[]): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.map(({ name, type, nullable }) => [name, `${type.family}${nullable ? '' : '!'}`]));
}

function mapTables(tables: Readonly<Record<string, Columns>>): unknown {
  const families = (columns: Columns) =>
    Object.fromEntries(
      Object.entries(columns).map(([name, [type, nullable]]) => [name, `${familyOfSql(type)}${nullable ? '' : '!'}`]),
    );
  return Object.fromEntries(Object.entries(tables).map(([name, columns]) => [name, families(columns)]));
}
