/**
 * SQL of migrations, statement by statement: by PostgreSQL's own parser where it is there and accepts the statement, else by a
 * reader that takes every dialect, and knows less.
 */
import type { Place } from '../model/span.ts';
import { HOLE, type SqlReader, type SqlStep } from '../model/sql.ts';
import type { PostgresParser } from './postgres/parser.ts';
import { postgresSteps } from './postgres/read-statement.ts';
import { statements, type Token, tokens } from './tokens.ts';
import { readStatement } from './tolerant/read-statement.ts';

const MAX_STATEMENTS = 10_000;

/** `postgres`: `null` where PostgreSQL's parser is not loaded. */
export function createSqlReader(postgres: PostgresParser | null): SqlReader {
  return (sql, at) => {
    const whole = postgres && postgresSteps(postgres, sql, at);
    if (whole) return whole;
    // One statement that PostgreSQL refuses must not lose the others.
    return statements(tokens(sql))
      .slice(0, MAX_STATEMENTS)
      .flatMap((statement) => readOne(postgres, sql, statement, at));
  };
}

function readOne(
  postgres: PostgresParser | null,
  sql: string,
  statement: readonly Token[],
  at: Place,
): readonly SqlStep[] {
  const text = sql.slice(statement[0]?.s, statement.at(-1)?.e);
  return (postgres && postgresSteps(postgres, withoutParameters(text), at)) ?? readStatement(statement, at);
}

/** A list that is filled in brings its parentheses along. */
const IN_ONE = new RegExp(`\\bin\\s+${HOLE}`, 'gi');

/** What a driver or SQLAlchemy fills in is not known here: `:name`, `%(name)s`, `%s`. Both have a way to write the sign itself. */
function withoutParameters(sql: string): string {
  return sql
    .replace(/(?<![:\w\\]):[A-Za-z_]\w*(?!:)|%\(\w+\)s|%s(?!\w)/g, HOLE)
    .replace(IN_ONE, `in (${HOLE})`)
    .replaceAll('\\:', ':')
    .replaceAll('%%', '%');
}
