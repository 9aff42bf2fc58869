/** What the schema of a few files says, in the shortest form that a reader can check. */
import type { Column, Schema } from '../../../src/model/schema.ts';
import { Db } from '../../../src/project/db.ts';
import { schemaQuery } from '../../../src/project/schema/schema.ts';
import { inputsOf, type Sources } from '../linked.ts';

export function schemaOf(sources: Sources): Schema {
  return new Db(inputsOf(sources)).get(schemaQuery);
}

/** `users: id INTEGER!, name VARCHAR(50)`, with `!` for NOT NULL. */
export function modelsOf(source: string, more: Sources = {}): string[] {
  const { models } = schemaOf({ 'app/models.py': source, ...more });
  return models.tables.map((table) => `${table.name}: ${told(table.columns)}`);
}

export const INI = '[alembic]\nscript_location = migrations\n';

/** One migration file; `upgrade` is the body of the function. */
export function migration(revision: string, down: string | null, upgrade: string, top = ''): string {
  const body = upgrade
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
  const parent = down === null ? 'None' : /^[("]/.test(down) ? down : `"${down}"`;
  return `import sqlalchemy as sa\nfrom alembic import op\n${top}\nrevision = "${revision}"\ndown_revision = ${parent}\n\n\ndef upgrade():\n${body}\n`;
}

/** The tables after one or more `upgrade()` bodies, in order. A table that cannot be known is followed by `?`. */
export function replayed(...upgrades: readonly (string | readonly [upgrade: string, top: string])[]): string[] {
  const sources: Record<string, string> = { 'alembic.ini': INI };
  upgrades.forEach((upgrade, i) => {
    const [body, top] = typeof upgrade === 'string' ? [upgrade, ''] : upgrade;
    sources[`migrations/versions/${i}.py`] = migration(`r${i}`, i === 0 ? null : `r${i - 1}`, body, top);
  });
  const [chain] = schemaOf(sources).chains;
  if (!chain) return ['no chain'];
  const unknown = chain.unknown.map(({ table, reason }) => `? ${table ?? 'everything'}: ${reason}`);
  return [
    ...chain.tables.map((table) => `${table.name}${table.unknown.length > 0 ? '?' : ''}: ${told(table.columns)}`),
    ...unknown,
  ];
}

export function told(columns: readonly Column[]): string {
  return columns.map((column) => `${column.name} ${column.type.text}${column.nullable ? '' : '!'}`).join(', ');
}
