import { describe, expect, it } from '@jest/globals';
import { FILE_START } from '../../src/model/span.ts';
import { HOLE, type SqlReader } from '../../src/model/sql.ts';
import { loadPostgresParser } from '../../src/sql/postgres/parser.ts';
import { createSqlReader } from '../../src/sql/read-sql.ts';
import { told } from '../project/schema/told.ts';

const postgres = createSqlReader(await loadPostgresParser());
const tolerant = createSqlReader(null);

/** One word for each step. */
function steps(sql: string, readSql: SqlReader = postgres): string[] {
  return readSql(sql, { path: 'x.py', span: FILE_START }).map((step) => {
    const guard = step.guarded ? ' if' : '';
    switch (step.op) {
      case 'create-table':
        return `${step.view ? 'view' : 'create'} ${step.table}(${told(step.columns)})${guard}`;
      case 'add-column':
        return `add ${step.table}.${told([step.column])}${guard}`;
      case 'drop-column':
        return `drop ${step.table}.${step.column}${guard}`;
      case 'rename-table':
        return `rename ${step.table} ${step.to}`;
      case 'alter-column':
        return `alter ${step.table}.${step.column}${step.to ? ` to ${step.to}` : ''}${step.type ? ` type ${step.type.text}` : ''}${step.nullable === null ? '' : ` nullable ${step.nullable}`}`;
      case 'create-type':
        return `type ${step.name} ${step.values?.join('|') ?? '?'}`;
      case 'add-type-value':
        return `type ${step.name} + ${step.value}`;
      case 'unread':
        return `? ${step.table ?? 'all'}`;
      case 'data':
        return `${step.verb} ${step.table}`;
      case 'drop-table':
        return `drop ${step.table}${guard}`;
      default:
        return `${step.op}${'table' in step ? ` ${step.table}` : ''}`;
    }
  });
}

describe('SQL in migrations', () => {
  it.each([
    [
      'CREATE TABLE users (id SERIAL PRIMARY KEY, "Name" varchar(50) NOT NULL)',
      ['create users(id SERIAL!, Name VARCHAR(50)!)'],
    ],
    ['create table if not exists public.t (a int, primary key (a))', ['create t(a INTEGER!) if']],
    [
      'CREATE TABLE s.t (a timestamp with time zone DEFAULT now(), b text[], c double precision)',
      ['create s.t(a TIMESTAMP WITH TIME ZONE, b TEXT[], c DOUBLE PRECISION)'],
    ],
    [
      'CREATE TABLE t (a int CHECK (a > 0), CONSTRAINT ck CHECK (a < 9), FOREIGN KEY (a) REFERENCES u (id))',
      ['create t(a INTEGER)'],
    ],
    ['CREATE TABLE t AS SELECT 1 AS a', ['create t()', '? t']],
    [
      'ALTER TABLE ONLY t ADD COLUMN IF NOT EXISTS a int, DROP b, RENAME COLUMN c TO d',
      ['add t.a INTEGER if', 'drop t.b if', 'alter t.c to d'],
    ],
    [
      'ALTER TABLE t ALTER COLUMN a SET NOT NULL, ALTER a TYPE bigint USING a::bigint',
      ['alter t.a nullable false', 'alter t.a type BIGINT'],
    ],
    ['ALTER TABLE t RENAME TO u; DROP TABLE IF EXISTS a, b CASCADE', ['rename t u', 'drop a if', 'drop b if']],
    [
      "CREATE TYPE mood AS ENUM ('sad', 'it''s ok'); ALTER TYPE mood ADD VALUE IF NOT EXISTS 'happy'",
      ["type mood sad|it's ok", 'type mood + happy'],
    ],
    [`CREATE TYPE mood AS ENUM (${HOLE})`, ['type mood ?']],
    ["UPDATE users SET note = 'DROP TABLE users; --' WHERE id = 1", ['update users']],
    [`DROP VIEW ${HOLE}`, []],
    [`DROP TABLE ${HOLE}`, ['? all']],
    ['-- DROP TABLE a\n/* DROP TABLE b */ INSERT INTO c VALUES (1)', ['insert c']],
    [
      'DO $$ BEGIN IF NOT EXISTS (SELECT 1) THEN ALTER TABLE t ADD COLUMN a int; END IF; END $$;',
      ['add t.a INTEGER if'],
    ],
    ["DO $x$ BEGIN EXECUTE 'ALTER TABLE t ADD COLUMN a int'; END $x$", ['add t.a INTEGER']],
    ["DO $x$ BEGIN EXECUTE format('ALTER TABLE %I ADD COLUMN a int', t); END $x$", ['? all']],
    ['CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN DROP TABLE t; END $$ LANGUAGE plpgsql', []],
    ['CREATE MATERIALIZED VIEW v AS SELECT 1', ['view v()']],
    ['CREATE TEMP TABLE x (a int); SET search_path TO y; SELECT 1', []],
    ['SELECT * INTO backup FROM users', ['view backup()']],
    ['ALTER TABLE `t` ADD `a` int', ['add t.a INTEGER']],
    ["CREATE TABLE broken (a int, b varchar('", ['create broken(a INTEGER, b VARCHAR)']],
    ['', []],
  ])('%s', (sql, expected) => {
    expect(steps(sql)).toEqual(expected);
  });

  it('never throws, wherever the text ends', () => {
    const sql = `CREATE TABLE "a" (id int DEFAULT 'x''y'); DO $$ BEGIN ALTER TABLE a RENAME b TO c; END $$; ALTER TYPE t ADD VALUE 'v'`;
    for (let end = 0; end <= sql.length; end++)
      for (const reader of [postgres, tolerant]) expect(Array.isArray(steps(sql.slice(0, end), reader))).toBe(true);
  });
});
