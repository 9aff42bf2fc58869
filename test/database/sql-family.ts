/** The family of a type as PostgreSQL writes it: told apart from how Vigie tells it, so that the one can check the other. */
import type { TypeFamily } from '../../src/model/schema.ts';

const FAMILIES: readonly (readonly [RegExp, TypeFamily])[] = [
  [/\[\]$/, 'array'],
  [/^(VARCHAR|CHAR)\b/, 'string'],
  [/^TEXT$/, 'text'],
  [/^(INTEGER|BIGINT|SMALLINT|SERIAL|BIGSERIAL)$/, 'integer'],
  [/^UUID$/, 'uuid'],
  [/^TIMESTAMP.* WITH TIME ZONE$/, 'datetimetz'],
  [/^TIMESTAMP/, 'datetime'],
  [/^TIME/, 'time'],
  [/^DATE$/, 'date'],
  [/^INTERVAL$/, 'interval'],
  [/^BOOLEAN$/, 'boolean'],
  [/^(FLOAT|DOUBLE PRECISION|REAL)/, 'float'],
  [/^NUMERIC/, 'numeric'],
  [/^JSONB?$/, 'json'],
  [/^BYTEA$/, 'binary'],
  [/^INET$/, 'network'],
  [/RANGE$/, 'range'],
  // What is left has a name of the project.
  [/^"?[a-z_]+"?$/, 'enum'],
];

export function familyOfSql(type: string): TypeFamily {
  return FAMILIES.find(([pattern]) => pattern.test(type))?.[1] ?? 'unknown';
}
