/** Texts that somebody may put into a migration to keep the reader busy, or to break it for those who come after. */
import { describe, expect, it } from '@jest/globals';
import { FILE_START } from '../../src/model/span.ts';
import { loadPostgresParser } from '../../src/sql/postgres/parser.ts';
import { createSqlReader } from '../../src/sql/read-sql.ts';

const postgres = await loadPostgresParser();
const readSql = createSqlReader(postgres);
const AT = { path: 'x.py', span: FILE_START };
const N = 100_000;

const nested = (open: string, inside: string, close: string, times = N): string =>
  `SELECT ${open.repeat(times)}${inside}${close.repeat(times)}`;

const HOSTILE: Readonly<Record<string, string>> = {
  parentheses: nested('(', '1', ')'),
  'parentheses that are not closed': `SELECT ${'('.repeat(N)}`,
  'a chain of operators': `SELECT ${Array(N).fill('a').join('||')}`,
  'negations of negations': nested('NOT ', 'a', ''),
  'unions of lists': Array(N / 10)
    .fill('SELECT 1, 2')
    .join(' UNION '),
  'conditions in conditions': nested('CASE WHEN ', '1', ' THEN 1 END', 1000),
  'lists in lists': nested('f(1, ', '1', ')', 1000),
  'queries in queries': nested('(SELECT 1, ', '1', ')', 1000),
  'a quote that only one scanner sees': `SELECT '\\', ${'NOT '.repeat(N)}a`,
  'blocks in blocks': `DO $$ ${'BEGIN '.repeat(N)}${'END; '.repeat(N)} $$`,
  'conditions in a block': `DO $$ BEGIN ${'IF a THEN '.repeat(2000)}${'END IF; '.repeat(2000)} END $$`,
  'blocks in the text of blocks': `${Array.from({ length: 3000 }, (_, i) => `DO $a${i}$`).join(' ')} 1`,
  'formats of formats': `DO $$ BEGIN EXECUTE ${"format('%1$s%1$s%1$s%1$s', ".repeat(50)}'x'${')'.repeat(50)}; END $$`,
  'a text of one megabyte': `INSERT INTO t VALUES ${Array(N).fill("('abcde')").join(', ')}`,
  'many statements': 'SELECT 1;'.repeat(N),
  'the end of a text in C': 'CREATE TABLE a (b int\0)',
  'half of a character': 'ALTER TABLE "\uD800" ADD COLUMN a int',
};

describe('hostile SQL', () => {
  it.each(Object.entries(HOSTILE))('%s', (_, sql) => {
    expect(Array.isArray(readSql(sql, AT))).toBe(true);
    // Nobody who comes after notices.
    expect(postgres.parse('ALTER TABLE t ADD COLUMN a int')).toHaveLength(1);
  });

  it('is read as far as it goes: one statement that is refused does not lose the others', () => {
    const sql = `CREATE TABLE a (id int); ${HOSTILE['negations of negations']}; ALTER TABLE a ADD COLUMN b serial`;
    expect(readSql(sql, AT).map(({ op }) => op)).toEqual(['create-table', 'add-column']);
  });

  it('is refused at the same place however much stack is left', () => {
    const chain = `SELECT ${Array(190).fill('a').join('||')}`;
    const deeper = (depth: number): boolean => (depth === 0 ? postgres.parse(chain) !== null : deeper(depth - 1));
    expect([deeper(0), deeper(2000)]).toEqual([true, true]);
    expect(postgres.parse(`SELECT ${Array(300).fill('a').join('||')}`)).toBeNull();
  });
});
