/** Every row of the token tables, as a value made from its own shape at run time. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { findSecrets } from '../../../src/facts/secrets/find-secrets.ts';
import type { TokenType } from '../../../src/facts/secrets/token-type.ts';
import { TOKEN_TYPES } from '../../../src/facts/secrets/tokens/index.ts';

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const DIGITS = '0123456789';
const ALPHABETS: Readonly<Record<string, string>> = {
  digit: DIGITS,
  hex: `${DIGITS}abcdef`,
  upper: UPPER + DIGITS,
  lower: LOWER + DIGITS,
  base32: `${UPPER}234567`,
  base32lower: `${LOWER}234567`,
  letter: LOWER + UPPER,
  alnum: LOWER + UPPER + DIGITS,
  url: LOWER + UPPER + DIGITS,
  base64: LOWER + UPPER + DIGITS,
  unpadded: LOWER + UPPER + DIGITS,
  dotted: LOWER + UPPER + DIGITS,
  percent: LOWER + UPPER + DIGITS,
};

/** Random characters for a shape such as `alnum:14 . hex:64`; the same for the same seed. */
function made(shape: string, seed: string): string {
  return shape
    .split(' ')
    .map((word, index) => {
      const [, alphabet = '', min = '', max = min] = /^([a-z0-9]+):(\d+)(?:-(\d+))?$/.exec(word) ?? [];
      const chars = ALPHABETS[alphabet];
      if (chars === undefined) return word;
      const length = Math.min(Number(max), Number(min) + 8);
      return Array.from({ length }, (_, i) => {
        const byte = createHash('sha256').update(`${seed} ${index} ${i}`).digest()[0] ?? 0;
        return chars[byte % chars.length] ?? '';
      }).join('');
    })
    .join('');
}

function tokensOf(type: TokenType): readonly { readonly name: string; readonly value: string }[] {
  const name = `${(type.names?.[0] ?? '').replace(/^[-_.]|[-_.]$/g, '').toUpperCase()}_API_KEY`;
  const heads = type.heads.length === 0 ? [''] : type.heads;
  return heads.map((head) => {
    const seed = `${type.id} ${head}`;
    const body = made(type.shape, seed);
    const value = `${made(type.before ?? '', `${seed} before`)}${head}${body}`;
    return { name, value: type.contains === undefined ? value : value.slice(0, -4) + type.contains };
  });
}

const rows = TOKEN_TYPES.flatMap((type, index) =>
  tokensOf(type).map(({ name, value }, head) => ({
    type,
    name,
    value,
    row: `${index} ${type.id} ${type.heads[head] ?? ''}`,
  })),
);

describe('every token of the tables', () => {
  it.each(rows.map((row) => [row.row, row] as const))(
    '%s is found where a program keeps it',
    (_, { type, name, value }) => {
      const found = findSecrets(`${name} = "${value}"\n`, 'python', 'key');
      expect(found.map(({ type: id }) => id)).toContain(type.id);
    },
  );

  it('shows nothing of a value beyond its beginning', () => {
    for (const { type, name, value } of rows) {
      for (const { masked } of findSecrets(`${name} = "${value}"\n`, 'python', 'key')) {
        expect(masked.length).toBeLessThan(60);
        expect(`${type.id} ${value.includes(masked.replace(/[*…]+$/, '').slice(0, 30)) && masked.length > 30}`).toBe(
          `${type.id} false`,
        );
      }
    }
  });
});
