import { describe, expect, it } from '@jest/globals';
import { Db, query } from '../../src/project/db.ts';
import { inputsOf } from './linked.ts';

/** Questions that tell how often they were computed. */
function counting() {
  const computed: string[] = [];
  const size = query<number>('size', (db, path) => {
    computed.push(`size ${path}`);
    return db.facts(path)?.python?.body.length ?? 0;
  });
  const total = query<number>('total', (db) => {
    computed.push('total');
    return db.paths().reduce((sum, path) => sum + db.get(size, path), 0);
  });
  const verdict = query<string>('verdict', (db) => {
    computed.push('verdict');
    return db.get(total) > 2 ? 'large' : 'small';
  });
  return { computed, size, total, verdict };
}

describe('a derived database', () => {
  const sources = { 'a.py': 'x = 1\n', 'b.py': 'y = 2\nz = 3\n' };
  const inputs = inputsOf(sources);

  it('computes each answer once', () => {
    const { computed, verdict } = counting();
    const db = new Db(inputs);
    expect([db.get(verdict), db.get(verdict)]).toEqual(['large', 'large']);
    expect(computed).toEqual(['verdict', 'total', 'size a.py', 'size b.py']);
  });

  it('computes nothing again when nothing has changed', () => {
    const { computed, verdict } = counting();
    const base = new Db(inputs);
    base.get(verdict);
    computed.length = 0;
    expect(new Db(inputs, base).get(verdict)).toBe('large');
    expect(computed).toEqual([]);
  });

  it('computes what read the changed file, and stops where the answer is the same', () => {
    const { computed, verdict } = counting();
    const base = new Db(inputs);
    base.get(verdict);
    computed.length = 0;
    const edited = inputsOf({ ...sources, 'a.py': 'x = 100\n' }, { sources, inputs });
    expect(new Db(edited, base).get(verdict)).toBe('large');
    expect(computed).toEqual(['size a.py']);
  });

  it('follows a change as far as it matters', () => {
    const { computed, verdict } = counting();
    const base = new Db(inputs);
    base.get(verdict);
    computed.length = 0;
    const edited = inputsOf({ ...sources, 'b.py': '' }, { sources, inputs });
    expect(new Db(edited, base).get(verdict)).toBe('small');
    expect(computed).toEqual(['size b.py', 'total', 'verdict']);
  });

  it('notices a file that comes or goes', () => {
    const { verdict } = counting();
    const base = new Db(inputs);
    base.get(verdict);
    expect(new Db(inputsOf({ 'a.py': 'x = 1\n' }, { sources, inputs }), base).get(verdict)).toBe('small');
  });

  it('leaves its base as it was', () => {
    const { verdict } = counting();
    const base = new Db(inputs);
    new Db(inputsOf({ 'a.py': '' }), base).get(verdict);
    expect(base.get(verdict)).toBe('large');
  });

  it('answers like a fresh one where many answers are made of one, whether that one changes or not', () => {
    const { total } = counting();
    const parity = query<number>('parity', (db) => db.get(total) % 2);
    const reader = query<string>('reader', (db, key) => `${key}: ${db.get(parity)}`);
    const readAll = (db: Db) => Array.from({ length: 20 }, (_, i) => db.get(reader, String(i)));
    const base = new Db(inputs);
    readAll(base);
    for (const text of ['y = 2\nz = 3\n', 'y = 2\n', 'y = 2\nz = 3\nx = 4\ny = 5\n']) {
      const changed = inputsOf({ ...sources, 'b.py': text }, { sources, inputs });
      expect(readAll(new Db(changed, base))).toEqual(readAll(new Db(changed)));
    }
  });

  it('can be derived from once more', () => {
    const { verdict } = counting();
    const base = new Db(inputs);
    base.get(verdict);
    const next = new Db(inputsOf({ ...sources, 'a.py': 'x = 2\n' }, { sources, inputs }), base);
    next.get(verdict);
    const small = inputsOf({ 'a.py': 'x = 1\n', 'b.py': '' }, { sources, inputs });
    expect(new Db(small, next).get(verdict)).toBe('small');
  });

  it('refuses a question that leads back to itself', () => {
    const loop: ReturnType<typeof query<number>> = query('loop', (db) => db.get(loop));
    expect(() => new Db(inputs).get(loop)).toThrow('leads back to itself');
  });
});
