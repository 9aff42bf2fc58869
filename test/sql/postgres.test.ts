/** What only PostgreSQL's own parser tells right. */
import { describe, expect, it } from '@jest/globals';
import { FILE_START } from '../../src/model/span.ts';
import { HOLE, type SqlStep } from '../../src/model/sql.ts';
import { loadPostgresParser } from '../../src/sql/postgres/parser.ts';
import { createSqlReader } from '../../src/sql/read-sql.ts';
import { replayed } from '../project/schema/told.ts';

const readSql = createSqlReader(await loadPostgresParser());
const steps = (sql: string): readonly SqlStep[] => readSql(sql, { path: 'x.py', span: FILE_START });
/** Only what differs from a step that does nothing. */
const only = (sql: string): SqlStep | undefined => (steps(sql).length === 1 ? steps(sql)[0] : undefined);

describe('columns', () => {
  it.each([
    ['serial', 'SERIAL', 'integer'],
    ['int8', 'BIGINT', 'integer'],
    ['timestamptz(3)', 'TIMESTAMP WITH TIME ZONE', 'datetimetz'],
    ['timestamp(3) without time zone', 'TIMESTAMP(3)', 'datetime'],
    ['character varying(20)[]', 'VARCHAR(20)[]', 'array'],
    ['char', 'CHAR', 'string'],
    ['numeric(10, 2)', 'NUMERIC(10, 2)', 'numeric'],
    ['interval day to second', 'INTERVAL', 'interval'],
    ['double precision', 'DOUBLE PRECISION', 'float'],
    ['public.geometry(Point, 4326)', 'GEOMETRY(4326)', 'geometry'],
    ['vector(1536)', 'VECTOR(1536)', 'vector'],
    ['"MyDomain"', 'MyDomain', 'unknown'],
  ])('%s', (written, text, family) => {
    const step = only(`ALTER TABLE t ADD COLUMN a ${written}`);
    expect(step).toMatchObject({ op: 'add-column', column: { type: { text, family } } });
  });

  it.each([
    ["DEFAULT 'x'::mood", "'x'::mood"],
    ['DEFAULT now()', 'now()'],
    ['DEFAULT CURRENT_TIMESTAMP', 'current_timestamp'],
    ['DEFAULT FALSE', 'false'],
    ['DEFAULT -1', '-1'],
    ["DEFAULT '{}'::jsonb[]", "'{}'::jsonb[]"],
    ["DEFAULT now() + interval '1 day'", "now() + '1 day'::interval"],
    ['GENERATED ALWAYS AS (b + 1) STORED', 'GENERATED'],
  ])('%s', (written, serverDefault) => {
    const step = only(`ALTER TABLE t ADD COLUMN a int ${written}`);
    expect(step).toMatchObject({ op: 'add-column', column: { serverDefault } });
  });

  it('literals on two lines are one', () => {
    expect(only(`CREATE TYPE t AS ENUM ('a',\n'b'\n'c')`)).toMatchObject({ values: ['a', 'bc'] });
  });

  it('names are cut where PostgreSQL cuts them', () => {
    expect(only(`ALTER TABLE t DROP COLUMN ${'a'.repeat(70)}`)).toMatchObject({ column: 'a'.repeat(63) });
  });
});

describe('tables', () => {
  it('constraints of a table and of its columns', () => {
    const [table] = steps(
      'CREATE TABLE t (a int UNIQUE, b int CHECK (b > 0), c int CONSTRAINT x CHECK (c > 0), CONSTRAINT y UNIQUE (a, b))',
    );
    expect(table).toMatchObject({
      constraints: [
        { kind: 'unique', name: null, columns: ['a'] },
        { kind: 'check', name: null },
        { kind: 'check', name: 'x' },
        { kind: 'unique', name: 'y', columns: ['a', 'b'] },
      ],
    });
  });

  it.each([
    'CREATE TABLE t (LIKE u INCLUDING ALL)',
    'CREATE TABLE t (a int) INHERITS (u)',
    'CREATE TABLE t AS SELECT 1 AS a',
  ])('%s: columns that stand elsewhere are not known', (sql) => {
    expect(steps(sql).map(({ op }) => op)).toEqual(['create-table', 'unread']);
  });

  it.each(['CREATE TABLE t PARTITION OF u FOR VALUES FROM (1) TO (2)', 'SELECT * INTO t FROM u'])('%s', (sql) => {
    expect(only(sql)).toMatchObject({ op: 'create-table', table: 't', view: true });
  });

  it.each([
    ['ALTER TABLE s.t RENAME TO u', { op: 'rename-table', table: 's.t', to: 's.u' }],
    ['ALTER TABLE s.t SET SCHEMA public', { op: 'rename-table', table: 's.t', to: 't' }],
    ['ALTER TABLE t SET SCHEMA s', { op: 'rename-table', table: 't', to: 's.t' }],
    ['ALTER TABLE "T" RENAME "A b" TO c', { op: 'alter-column', table: 'T', column: 'A b', to: 'c' }],
    [
      'ALTER TABLE t ALTER a TYPE bigint USING a::bigint',
      { op: 'alter-column', using: true, type: { text: 'BIGINT' } },
    ],
    ['ALTER TABLE t ALTER a DROP IDENTITY', { op: 'alter-column', serverDefault: { drop: true } }],
    ['ALTER TABLE IF EXISTS t DROP a', { op: 'drop-column', guarded: true }],
    [
      'ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES s.u (b) NOT VALID',
      { op: 'add-constraint', kind: 'foreign-key', reference: { table: 's.u', column: 'b' }, notValid: true },
    ],
    ['ALTER TABLE t ADD PRIMARY KEY USING INDEX i', { op: 'add-constraint', kind: 'primary-key', columns: [] }],
    ["ALTER TYPE m ADD VALUE IF NOT EXISTS 'x' BEFORE 'y'", { op: 'add-type-value', name: 'm', value: 'x' }],
    ["ALTER TYPE m RENAME VALUE 'a' TO 'b'", { op: 'rename-type-value', value: 'a', to: 'b' }],
    ['DROP INDEX CONCURRENTLY IF EXISTS i', { op: 'drop-index', name: 'i', concurrently: true, guarded: true }],
    [
      'CREATE UNIQUE INDEX CONCURRENTLY ON t USING btree (lower(a), b DESC) WHERE c',
      { op: 'create-index', name: null, columns: ['lower(a)', 'b'], unique: true, concurrently: true },
    ],
    ['MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE', { op: 'data', table: 't' }],
    ["WITH x AS (SELECT 1) UPDATE t SET a = 'b' FROM x", { op: 'data', written: [{ column: 'a', text: 'b' }] }],
  ])('%s', (sql, expected) => {
    expect(only(sql)).toMatchObject(expected);
  });

  it.each([
    'ALTER TABLE t VALIDATE CONSTRAINT c',
    'ALTER INDEX i RENAME TO j',
    'COMMENT ON TABLE t IS $$DROP TABLE u$$',
    'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END',
    'CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()',
    'SET search_path TO s, public',
    `DROP VIEW ${HOLE}`,
    `CREATE TABLE ${HOLE} PARTITION OF t DEFAULT`,
  ])('%s: no table, column or type', (sql) => {
    expect(steps(sql)).toEqual([]);
  });
});

describe('what is not known', () => {
  it.each([
    ['DELETE FROM t WHERE a IN :list AND b = :b', { op: 'data', verb: 'delete', table: 't' }],
    ["UPDATE t SET a = %(a)s, b = 'x' WHERE c LIKE 'y%%'", { op: 'data', written: [{ column: 'b', text: 'x' }] }],
    [`UPDATE t SET a = '${HOLE}' WHERE b IN ${HOLE}`, { op: 'data', written: [] }],
    ["UPDATE t SET a = '{}'\\:\\:jsonb WHERE b = :b", { op: 'data', written: [{ column: 'a', text: '{}' }] }],
    [`ALTER TABLE ${HOLE}.t ADD COLUMN a int`, { op: 'add-column', table: 't' }],
    [`ALTER TABLE ${HOLE} ADD COLUMN a int`, { op: 'unread', table: null }],
    [`ALTER TABLE t ADD COLUMN ${HOLE} int`, { op: 'unread', table: 't' }],
    [`ALTER TABLE t ADD COLUMN a ${HOLE}`, { op: 'add-column', column: { type: { family: 'unknown', text: '?' } } }],
    [`DROP TABLE t_${HOLE}`, { op: 'unread', table: null }],
  ])('%s', (sql, expected) => {
    expect(only(sql)).toMatchObject(expected);
  });

  it('a statement of another database does not lose the others', () => {
    const sql = 'ALTER TABLE t ADD COLUMN a int; ALTER TABLE t MODIFY b text; ALTER TABLE `t` ADD `c` tinyint(1)';
    expect(steps(sql)).toMatchObject([
      { op: 'add-column', column: { name: 'a' } },
      { op: 'unread', table: 't' },
      { op: 'add-column', column: { name: 'c' } },
    ]);
  });
});

describe('DO blocks', () => {
  const block = (body: string, declare = ''): readonly SqlStep[] => steps(`DO $x$ ${declare} BEGIN ${body} END $x$;`);

  it.each([
    "IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') THEN ALTER TABLE t ADD a int; END IF;",
    'BEGIN ALTER TABLE t ADD a int; EXCEPTION WHEN duplicate_column THEN NULL; END;',
    "IF to_regclass('t') IS NOT NULL THEN EXECUTE format('ALTER TABLE %I ADD a int', 't'); END IF;",
  ])('%s: what the catalogue decides is done', (body) => {
    expect(block(body)).toMatchObject([{ op: 'add-column', table: 't', guarded: true }]);
    expect(block(body)[0]?.doubtful).toBeUndefined();
  });

  it('so is what was asked of the catalogue before', () => {
    const body =
      'SELECT count(*) INTO n FROM information_schema.columns; IF n = 0 THEN ALTER TABLE t ADD a int; ELSE ALTER TABLE t DROP b; END IF;';
    const found = block(body, 'DECLARE n int;');
    expect(found.map(({ op, guarded, doubtful }) => [op, guarded, doubtful])).toEqual([
      ['add-column', true, undefined],
      ['drop-column', true, undefined],
    ]);
  });

  it('what the rows decide makes the table unknown, and no other', () => {
    const body = 'IF (SELECT count(*) FROM t) > 5 THEN ALTER TABLE t ADD COLUMN a int; END IF;';
    expect(
      replayed(
        `op.execute("CREATE TABLE t (id int); CREATE TABLE u (id int)")\nop.execute("DO $$ BEGIN ${body} END $$")`,
      ),
    ).toEqual(['t?: id INTEGER, a INTEGER', 'u: id INTEGER']);
  });

  it.each([
    ["EXECUTE 'ALTER TABLE ' || quote_ident('T') || ' ADD COLUMN a int';", { op: 'add-column', table: 'T' }],
    ["EXECUTE 'ALTER TABLE ' || r || ' ADD COLUMN a int';", { op: 'unread', table: null }],
    ["EXECUTE 'ALTER TABLE t DROP CONSTRAINT ' || r;", { op: 'drop-constraint', table: 't', name: null }],
    ["EXECUTE 'ALTER TABLE t ADD COLUMN ' || r;", { op: 'unread', table: null }],
    ["r := 'DROP TABLE ' || r; EXECUTE r;", { op: 'unread', table: null }],
    ["FOR i IN 1..3 LOOP EXECUTE 'UPDATE t SET a = 1'; END LOOP;", { op: 'data', table: 't' }],
  ])('%s', (body, expected) => {
    expect(block(body, 'DECLARE r text;')).toMatchObject([expected]);
  });

  it('what is no PL/pgSQL is read as far as it goes', () => {
    expect(steps("DO LANGUAGE plpython3u $$ plpy.execute('DROP TABLE t') $$; DROP TABLE u")).toMatchObject([
      { op: 'drop-table', table: 'u' },
    ]);
  });
});
