import { types } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/all.ts';
import { databases, type Opened } from './databases.ts';

jest.setTimeout(120_000);

describe.each(databases)('a database %s', (_name, open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('gives values the same types everywhere', async () => {
    const sql = 'SELECT $1::jsonb AS json, $2::bytea AS bytes, $3::bigint AS many, $4::text[] AS list, now() AS at';
    const [row] = await opened.database.query<Record<string, unknown>>(sql, [
      JSON.stringify({ a: [1] }),
      Buffer.from('é'),
      2 ** 40,
      ['a', 'b,c'],
    ]);
    expect(row).toMatchObject({ json: { a: [1] }, many: 2 ** 40, list: ['a', 'b,c'] });
    expect(Buffer.from(row?.bytes as Uint8Array).toString()).toBe('é');
    expect(types.isDate(row?.at)).toBe(true);
  });

  it('keeps a transaction or nothing of it', async () => {
    const { database } = opened;
    await database.script('CREATE TABLE kept (n int PRIMARY KEY); CREATE TABLE other (n int)');
    const failing = database.transaction(async (within) => {
      await within.query('INSERT INTO kept VALUES (1)');
      throw new TypeError('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    const answer = await database.transaction(async (within) => {
      await within.query('INSERT INTO kept VALUES (2)');
      return (await within.query<{ n: number }>('SELECT n FROM kept')).map(({ n }) => n);
    });
    expect(answer).toEqual([2]);
    expect(await database.query('SELECT n FROM kept')).toEqual([{ n: 2 }]);
  });

  it('says what a statement did wrong, and goes on', async () => {
    const { database } = opened;
    await expect(database.query('SELECT * FROM nowhere')).rejects.toMatchObject({ code: '42P01' });
    await expect(database.script('BEGIN; SELECT 1 / 0; COMMIT')).rejects.toMatchObject({ code: '22012' });
    const failing = database.transaction((within) => within.query('SELECT * FROM nowhere'));
    await expect(failing).rejects.toMatchObject({ code: '42P01' });
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('gets its schema once, whoever starts at the same time', async () => {
    const { database } = opened;
    await Promise.all([migrate(database), migrate(database)]);
    await migrate(database);
    expect(await database.query('SELECT version FROM vigie.migration ORDER BY 1')).toEqual(
      migrations.map(({ version }) => ({ version })),
    );
  });

  it('is left alone when a newer version wrote it', async () => {
    const { database } = opened;
    await migrate(database);
    const older = migrate(database, []);
    await expect(older).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining('newer version') });
  });
});
