import { describe, expect, it } from '@jest/globals';
import { renderSchemaJson, renderSchemaText } from '../../../src/report/render-schema.ts';
import { INI, migration, schemaOf } from './told.ts';

const schema = schemaOf({
  'alembic.ini': INI,
  'migrations/versions/1.py': migration(
    '1',
    null,
    'op.create_table("users", sa.Column("id", sa.Uuid(), primary_key=True))\nop.execute(load())',
  ).replace('load()', 'open("x").read()'),
  'app/models.py': `from sqlalchemy import Column, ForeignKey, Integer
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    boss_id = Column(ForeignKey("users.id"))
`,
});

describe('vigie schema', () => {
  it('prints the contract as JSON', () => {
    expect(JSON.parse(renderSchemaJson(schema))).toMatchObject({
      schemaVersion: 1,
      models: {
        tables: {
          users: {
            columns: {
              id: { type: 'INTEGER', family: 'integer', nullable: false, primaryKey: true },
              boss_id: { type: 'INTEGER', family: 'integer', nullable: true, foreignKey: 'users.id' },
            },
            path: 'app/models.py',
            line: 7,
          },
        },
        unknown: [],
      },
      chains: [
        {
          scriptLocation: 'migrations',
          heads: ['1'],
          revisions: 1,
          tables: { users: { columns: { id: { type: 'UUID', family: 'uuid', nullable: false } } } },
          unknown: [{ path: 'migrations/versions/1.py', line: 10, table: null, reason: 'SQL that could not be read' }],
        },
      ],
      differences: [],
    });
  });

  it('tells people what could not be read', () => {
    const text = renderSchemaText(schema);
    expect(text).toContain('Migrations in migrations: 1 revision, 1 table, 1 column');
    expect(text).toContain('Could not be read (1)\n\n  migrations/versions/1.py:10\n    SQL that could not be read');
    expect(text).toContain('    boss_id  INTEGER\n');
  });

  it('lists views, and every table of a name that several services have', () => {
    const service = (column: string) => `from sqlalchemy import Column, Integer, MetaData, Table
metadata = MetaData()
users = Table("users", metadata, Column("id", Integer, primary_key=True), Column("${column}", Integer))
totals = Table("${column}_totals", metadata, Column("id", Integer, primary_key=True), info={"is_view": True})
`;
    const text = renderSchemaJson(schemaOf({ 'billing/models.py': service('plan'), 'mail/models.py': service('box') }));
    const { tables } = JSON.parse(text).models;
    expect(Object.keys(tables)).toEqual(['box_totals', 'plan_totals', 'users']);
    expect(tables.box_totals.exempt).toBe('view');
    const names = (table: { columns: object }) => Object.keys(table.columns);
    expect(names(tables.users)).toEqual(['id', 'plan']);
    expect(tables.users.others.map(names)).toEqual([['id', 'box']]);
  });
});
