/** The texts that UPDATE and INSERT put into columns: literals only, whatever else they do. */
import type { WrittenText } from '../../model/migration.ts';
import { HOLE } from '../../model/sql.ts';
import type { Token } from '../tokens.ts';
import { columnNames, type Reader, split } from './reader.ts';

/** Reads what follows the table of an UPDATE. */
export function updated(reader: Reader): WrittenText[] {
  // An alias may stand before SET.
  for (let i = 0; i < 3 && reader.peek()?.v !== 'set'; i++) reader.next();
  if (!reader.take('set')) return [];
  const rest = reader.rest();
  const end = rest.findIndex((token) => token.k === 'word' && ENDS.has(token.v));
  return split(end < 0 ? rest : rest.slice(0, end), ',').flatMap(([column, sign, ...value]) => {
    const text = sign?.v === '=' ? literal(value) : null;
    return text === null || !isName(column) ? [] : [{ column: column.v, text }];
  });
}

const ENDS = new Set(['where', 'from', 'returning']);

/** Reads what follows the table of an INSERT. */
export function inserted(reader: Reader): WrittenText[] {
  const columns = columnNames(reader.parentheses());
  if (columns.length === 0 || !reader.take('values')) return [];
  const found: WrittenText[] = [];
  do {
    for (const [i, value] of split(reader.parentheses(), ',').entries()) {
      const text = literal(value);
      const column = columns[i];
      if (text !== null && column !== undefined) found.push({ column, text });
    }
  } while (reader.sign(',') && found.length < MAX_LITERALS);
  return found;
}

/** Seeds may insert many rows. */
const MAX_LITERALS = 1000;

function isName(token: Token | undefined): token is Token {
  return token?.k === 'word' || token?.k === 'name';
}

/** `'active'`, `'active'::status`; `null` for anything else. */
function literal([first, ...rest]: readonly Token[]): string | null {
  if (first?.k !== 'text' || first.v.includes(HOLE)) return null;
  return rest.length === 0 || (rest[0]?.v === ':' && rest[1]?.v === ':') ? first.v : null;
}
