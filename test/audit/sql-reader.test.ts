import { describe, expect, it } from '@jest/globals';
import { sqlReaderOf } from '../../src/audit/sql-reader.ts';
import { FILE_START } from '../../src/model/span.ts';
import { inputsOf, type Sources } from '../project/linked.ts';

/** Only PostgreSQL's parser knows that two literals on two lines are one. */
async function isPostgres(sources: Sources): Promise<boolean> {
  const readSql = await sqlReaderOf(inputsOf(sources).files);
  const [step] = readSql("CREATE TYPE t AS ENUM ('a'\n'b')", { path: 'x.py', span: FILE_START });
  return step?.op === 'create-type' && step.values?.length === 1;
}

describe('the reader of SQL', () => {
  it.each([
    ['a migration executes', { 'm.py': 'from alembic import op\nop.execute("x")\n' }, true],
    ['a file beside it does', { 'm.py': 'import alembic.op\n', 'h.py': 'def f(c):\n    c.scalar("x")\n' }, true],
    ['nobody executes', { 'm.py': 'from alembic import op\nop.drop_table("x")\n' }, false],
    ['there are no migrations', { 'm.py': 'session.execute("x")\n' }, false],
  ] as const)('%s', async (_, sources, expected) => {
    expect(await isPostgres(sources)).toBe(expected);
  });
});
