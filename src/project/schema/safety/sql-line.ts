/** The statement that an operation amounts to, on one line. Values of rows are never in it. */
import type { Column } from '../../../model/column.ts';
import type { Operation, Step } from '../../../model/migration.ts';

/** Longest default that is shown; a longer one is data. */
const MAX_DEFAULT = 40;

/** `ALTER TABLE users ADD COLUMN age INTEGER NOT NULL`. */
export function sqlLine(operation: Operation): string {
  switch (operation.op) {
    case 'create-table':
      return `CREATE ${operation.view ? 'VIEW' : 'TABLE'} ${operation.table}`;
    case 'drop-table':
      return `DROP TABLE ${operation.table}${operation.cascade ? ' CASCADE' : ''}`;
    case 'rename-table':
      return `ALTER TABLE ${operation.table} RENAME TO ${operation.to}`;
    case 'add-column':
      return `ALTER TABLE ${operation.table} ADD COLUMN ${columnText(operation.column)}`;
    case 'drop-column':
      return `ALTER TABLE ${operation.table} DROP COLUMN ${operation.column}`;
    case 'alter-column':
      return `ALTER TABLE ${operation.table} ${changes(operation).join(', ')}`;
    case 'create-index':
      return indexText(operation);
    case 'drop-index':
      return `DROP INDEX ${operation.concurrently ? 'CONCURRENTLY ' : ''}${operation.name ?? '…'}`;
    case 'add-constraint':
      return constraintText(operation);
    case 'rename-constraint':
      return `ALTER TABLE ${operation.table} RENAME CONSTRAINT ${operation.name} TO ${operation.to}`;
    case 'drop-constraint':
      return `ALTER TABLE ${operation.table} DROP CONSTRAINT ${operation.name ?? '…'}`;
    case 'data':
      return `${DATA[operation.verb]} ${operation.table ?? '…'}`;
    case 'create-all':
      return 'CREATE TABLE … (create_all)';
    case 'unread':
      return `… ${operation.table ?? ''}`.trim();
    default:
      return typeText(operation);
  }
}

const DATA = { insert: 'INSERT INTO', update: 'UPDATE', delete: 'DELETE FROM', other: 'EXECUTE' } as const;

function columnText({ name, type, nullable, serverDefault, foreignKey }: Column): string {
  const parts = [name, type.text === '?' ? '…' : type.text];
  if (serverDefault === 'GENERATED' || serverDefault === 'COMPUTED') parts.push('GENERATED ALWAYS AS …');
  else if (serverDefault !== null) parts.push(`DEFAULT ${defaultText(serverDefault)}`);
  if (!nullable) parts.push('NOT NULL');
  if (foreignKey) parts.push(`REFERENCES ${foreignKey.table}`);
  return parts.join(' ');
}

function defaultText(text: string): string {
  return text.length > MAX_DEFAULT || text.includes('\n') ? '…' : text;
}

function changes(step: Step & { op: 'alter-column' }): string[] {
  const { column, to, type, nullable, serverDefault, using } = step;
  const found: string[] = [];
  if (type) found.push(`ALTER COLUMN ${column} TYPE ${type.text === '?' ? '…' : type.text}${using ? ' USING …' : ''}`);
  if (nullable !== null) found.push(`ALTER COLUMN ${column} ${nullable ? 'DROP' : 'SET'} NOT NULL`);
  if (typeof serverDefault === 'string') found.push(`ALTER COLUMN ${column} SET DEFAULT ${defaultText(serverDefault)}`);
  else if (serverDefault) found.push(`ALTER COLUMN ${column} DROP DEFAULT`);
  if (to !== null) found.push(`RENAME COLUMN ${column} TO ${to}`);
  return found.length > 0 ? found : [`ALTER COLUMN ${column}`];
}

function indexText({ table, name, columns, unique, concurrently }: Step & { op: 'create-index' }): string {
  const words = ['CREATE', ...(unique ? ['UNIQUE'] : []), 'INDEX', ...(concurrently ? ['CONCURRENTLY'] : [])];
  return `${words.join(' ')} ${name === null ? '' : `${name} `}ON ${table} (${columns.join(', ') || '…'})`;
}

const KINDS = {
  'primary-key': 'PRIMARY KEY',
  'foreign-key': 'FOREIGN KEY',
  unique: 'UNIQUE',
  check: 'CHECK',
  exclude: 'EXCLUDE',
} as const;

function constraintText({ table, name, kind, columns, reference, notValid }: Step & { op: 'add-constraint' }): string {
  const parts = [`ALTER TABLE ${table} ADD`];
  if (name !== null) parts.push(`CONSTRAINT ${name}`);
  parts.push(
    kind === 'check' || kind === 'exclude' ? `${KINDS[kind]} (…)` : `${KINDS[kind]} (${columns.join(', ') || '…'})`,
  );
  if (reference) parts.push(`REFERENCES ${reference.table} (${reference.column})`);
  if (notValid) parts.push('NOT VALID');
  return parts.join(' ');
}

function typeText(
  step: Step & { op: 'create-type' | 'drop-type' | 'rename-type' | 'add-type-value' | 'rename-type-value' },
): string {
  switch (step.op) {
    case 'create-type':
      return `CREATE TYPE ${step.name} AS ENUM (${step.values?.map((value) => `'${value}'`).join(', ') ?? '…'})`;
    case 'drop-type':
      return `DROP TYPE ${step.name}`;
    case 'rename-type':
      return `ALTER TYPE ${step.name} RENAME TO ${step.to}`;
    case 'add-type-value':
      return `ALTER TYPE ${step.name} ADD VALUE '${step.value}'`;
    case 'rename-type-value':
      return `ALTER TYPE ${step.name} RENAME VALUE '${step.value}' TO '${step.to}'`;
  }
}
