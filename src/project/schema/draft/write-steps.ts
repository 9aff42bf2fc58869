/** Steps as the Python of `upgrade()` and `downgrade()`, in the form that formatters leave alone. */
import type { DraftColumn, DraftConstraint, DraftName, DraftStep } from '../../../model/draft.ts';
import { quoted, sqlName, sqlText, tableParts, withoutParameters } from './python-text.ts';

/** Longest line that is not broken up. */
const WIDTH = 100;
const INDENT = '    ';

/** The lines of a function body, indented. */
export function stepLines(steps: readonly DraftStep[]): string[] {
  if (steps.every(({ k }) => k === 'note')) return [...steps.flatMap(linesOf), 'pass'].map(indented);
  const lines: string[] = [];
  for (const [i, step] of steps.entries()) {
    const outside = isOutside(step);
    const before = steps[i - 1];
    if (outside && !(before && isOutside(before))) lines.push('with op.get_context().autocommit_block():');
    lines.push(...linesOf(step).map((line) => (outside ? `${INDENT}${line}` : line)));
  }
  return lines.map(indented);
}

function indented(line: string): string {
  return line === '' ? '' : `${INDENT}${line}`;
}

/** What PostgreSQL does not do inside a transaction, or not for use in the same one. */
function isOutside(step: DraftStep): boolean {
  return step.k === 'add-type-value' || step.k === 'use-index' || (step.k === 'create-index' && step.concurrently);
}

/** The import lines that the steps need. */
export function importsOf(steps: readonly DraftStep[]): string[] {
  return steps.flatMap((step) => {
    if (step.k === 'create-table')
      return step.elements.flatMap((one) => (typeof one !== 'string' && !('k' in one) ? one.type.imports : []));
    if (step.k === 'add-column') return step.column.type.imports;
    if (step.k !== 'alter-column' || step.change.k === 'default') return [];
    if (step.change.k === 'not-null') return step.change.existing.imports;
    return [...step.change.to.imports, ...(step.change.existing?.imports ?? [])];
  });
}

function linesOf(step: DraftStep): string[] {
  switch (step.k) {
    case 'note':
      return comment(step.text);
    case 'create-type':
      return [execute(`CREATE TYPE ${sqlName(step.name)} AS ENUM (${step.values.map(sqlText).join(', ')})`)];
    case 'drop-type':
      return [execute(`DROP TYPE ${sqlName(step.name)}`)];
    case 'add-type-value': {
      const after = step.after === null ? '' : ` AFTER ${sqlText(step.after)}`;
      return [execute(`ALTER TYPE ${sqlName(step.name)} ADD VALUE IF NOT EXISTS ${sqlText(step.value)}${after}`)];
    }
    case 'fill': {
      const column = sqlName(step.column);
      return [execute(`UPDATE ${sqlName(step.table)} SET ${column} = ${step.value} WHERE ${column} IS NULL`)];
    }
    case 'create-table':
      return createTable(step);
    case 'drop-table':
      return call('op.drop_table', step.table, []);
    case 'add-column':
      return call('op.add_column', step.table, [columnCode(step.column)]);
    case 'drop-column':
      return call('op.drop_column', step.table, [quoted(step.column)]);
    case 'alter-column':
      return call('op.alter_column', step.table, [quoted(step.column), ...changeCode(step.change)]);
    case 'create-index': {
      const { name, columns, unique, options } = step.index;
      const more = step.concurrently ? ['postgresql_concurrently=True'] : [];
      const rest = [`[${columns.join(', ')}]`, `unique=${unique ? 'True' : 'False'}`, ...options, ...more];
      return call('op.create_index', step.table, rest, nameCode(name));
    }
    case 'drop-index':
      return keywordTable('op.drop_index', nameCode(step.name), step.table, []);
    case 'add-constraint':
      return addConstraint(step.table, step.constraint);
    case 'use-index': {
      const name = sqlName(step.name.text);
      return [execute(`ALTER TABLE ${sqlName(step.table)} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}`)];
    }
    case 'drop-constraint':
      return call('op.drop_constraint', step.table, [`type_=${quoted(step.kind)}`], nameCode(step.name));
    default:
      return step satisfies never;
  }
}

function comment(text: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(/\s+/)) {
    if (line.length + word.length > WIDTH - INDENT.length && line !== '#') {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}

function execute(sql: string): string {
  return `op.execute(${quoted(withoutParameters(sql))})`;
}

/** A call whose argument after `first` is the table. */
function call(name: string, table: string, args: readonly string[], first: string | null = null): string[] {
  const { schema, name: bare } = tableParts(table);
  const all = [
    ...(first === null ? [] : [first]),
    quoted(bare),
    ...args,
    ...(schema === null ? [] : [`schema=${quoted(schema)}`]),
  ];
  return broken(name, all);
}

function keywordTable(name: string, first: string, table: string, args: readonly string[]): string[] {
  const { schema, name: bare } = tableParts(table);
  const all = [first, `table_name=${quoted(bare)}`, ...args, ...(schema === null ? [] : [`schema=${quoted(schema)}`])];
  return broken(name, all);
}

/** On one line, or one argument to a line. */
function broken(name: string, args: readonly string[], indent = INDENT.length): string[] {
  const short = `${name}(${args.join(', ')})`;
  if (short.length < WIDTH - indent) return [short];
  return [`${name}(`, ...args.map((arg) => `${INDENT}${arg},`), ')'];
}

function nameCode(name: DraftName | null): string {
  if (name === null) return 'None';
  return name.final ? `op.f(${quoted(name.text)})` : quoted(name.text);
}

function createTable(step: DraftStep & { k: 'create-table' }): string[] {
  const { schema, name } = tableParts(step.table);
  const lines = [`op.create_table(`, `${INDENT}${quoted(name)},`];
  for (const element of step.elements) {
    if (typeof element === 'string') lines.push(...comment(element).map(indented));
    else if ('k' in element) lines.push(`${INDENT}${constraintCode(element)},`);
    else lines.push(...withComma(broken('sa.Column', columnArguments(element), 2 * INDENT.length)).map(indented));
  }
  if (step.comment !== null) lines.push(`${INDENT}comment=${quoted(step.comment)},`);
  if (schema !== null) lines.push(`${INDENT}schema=${quoted(schema)},`);
  return [...lines, ')'];
}

function columnCode(column: DraftColumn): string {
  return `sa.Column(${columnArguments(column).join(', ')})`;
}

function withComma(lines: readonly string[]): string[] {
  return lines.map((line, i) => (i === lines.length - 1 ? `${line},` : line));
}

function columnArguments(column: DraftColumn): string[] {
  const parts = [quoted(column.name), column.type.text];
  if (column.generated !== null) parts.push(column.generated);
  if (column.autoincrement !== null) parts.push(`autoincrement=${column.autoincrement ? 'True' : 'False'}`);
  if (column.serverDefault !== null) parts.push(`server_default=${column.serverDefault}`);
  parts.push(`nullable=${column.nullable ? 'True' : 'False'}`);
  if (column.comment !== null) parts.push(`comment=${quoted(column.comment)}`);
  return parts;
}

function list(names: readonly string[]): string {
  return `[${names.map(quoted).join(', ')}]`;
}

function constraintCode(constraint: DraftConstraint): string {
  const name = constraint.name === null ? [] : [`name=${nameCode(constraint.name)}`];
  switch (constraint.k) {
    case 'primary-key':
      return `sa.PrimaryKeyConstraint(${[...constraint.columns.map(quoted), ...name].join(', ')})`;
    case 'unique':
      return `sa.UniqueConstraint(${[...constraint.columns.map(quoted), ...name].join(', ')})`;
    case 'check':
      return `sa.CheckConstraint(${[quoted(constraint.sql), ...name].join(', ')})`;
    case 'foreign-key': {
      const targets = constraint.targetColumns.map((column) => `${constraint.target}.${column}`);
      return `sa.ForeignKeyConstraint(${[list(constraint.columns), list(targets), ...name, ...constraint.options].join(', ')})`;
    }
    default:
      return constraint satisfies never;
  }
}

function addConstraint(table: string, constraint: DraftConstraint): string[] {
  const name = nameCode(constraint.name);
  switch (constraint.k) {
    case 'primary-key':
      return call('op.create_primary_key', table, [list(constraint.columns)], name);
    case 'unique':
      return call('op.create_unique_constraint', table, [list(constraint.columns)], name);
    case 'check':
      return call('op.create_check_constraint', table, [quoted(constraint.sql)], name);
    case 'foreign-key': {
      const [from, to] = [tableParts(table), tableParts(constraint.target)];
      const schemas = [
        ...(from.schema === null ? [] : [`source_schema=${quoted(from.schema)}`]),
        ...(to.schema === null ? [] : [`referent_schema=${quoted(to.schema)}`]),
      ];
      const ends = [quoted(from.name), quoted(to.name), list(constraint.columns), list(constraint.targetColumns)];
      return broken('op.create_foreign_key', [name, ...ends, ...constraint.options, ...schemas]);
    }
    default:
      return constraint satisfies never;
  }
}

function changeCode(change: (DraftStep & { k: 'alter-column' })['change']): string[] {
  switch (change.k) {
    case 'not-null':
      return [`existing_type=${change.existing.text}`, 'nullable=False'];
    case 'default':
      return [`server_default=${change.value}`];
    case 'type':
      return [
        ...(change.existing === null ? [] : [`existing_type=${change.existing.text}`]),
        `type_=${change.to.text}`,
        `existing_nullable=${change.nullable ? 'True' : 'False'}`,
        ...(change.using === null ? [] : [`postgresql_using=${quoted(change.using)}`]),
      ];
    default:
      return change satisfies never;
  }
}
