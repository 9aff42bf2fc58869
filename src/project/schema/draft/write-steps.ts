/** Steps as the Python of `upgrade()` and `downgrade()`, in the form that formatters leave alone. */
import type { DraftConstraint, DraftStep } from '../../../model/draft.ts';
import { changeCode, columnArguments, columnCode, constraintCode, list, nameCode } from './element-code.ts';
import { quoted, sqlName, sqlText, tableParts, withoutParameters } from './python-text.ts';

/** Longest line that is not broken up. */
const WIDTH = 100;
const INDENT = '    ';

/** The lines of a function body, indented. `batch`: tables are changed as SQLite can, by `op.batch_alter_table`. */
export function stepLines(steps: readonly DraftStep[], batch: boolean): string[] {
  const linesOf = (step: DraftStep) => stepCode(step, batch);
  if (steps.every(({ k }) => k === 'note')) return [...steps.flatMap(linesOf), 'pass'].map(indented);
  const lines: string[] = [];
  let opened = '';
  for (const [i, step] of steps.entries()) {
    const outside = isOutside(step);
    const before = steps[i - 1];
    if (outside && !(before && isOutside(before))) lines.push('with op.get_context().autocommit_block():');
    const [first = '', ...rest] = linesOf(step);
    // What changes the same table goes into the same batch.
    const isOpen = first === opened && first.startsWith('with op.batch_alter_table(');
    lines.push(...(isOpen ? rest : [first, ...rest]).map((line) => (outside ? `${INDENT}${line}` : line)));
    opened = first;
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

function stepCode(step: DraftStep, batch: boolean): string[] {
  const on = (fn: string, table: string, call: Arguments) =>
    batch ? inBatch(fn, table, call) : onTable(fn, table, call);
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
      return onTable('drop_table', step.table, { rest: [] });
    case 'add-column':
      return on('add_column', step.table, { rest: [columnCode(step.column)] });
    case 'drop-column':
      return on('drop_column', step.table, { rest: [quoted(step.column)] });
    case 'alter-column':
      return on('alter_column', step.table, { rest: [quoted(step.column), ...changeCode(step.change)] });
    case 'create-index': {
      const { name, columns, unique, options } = step.index;
      const more = step.concurrently ? ['postgresql_concurrently=True'] : [];
      const rest = [`[${columns.join(', ')}]`, `unique=${unique ? 'True' : 'False'}`, ...options, ...more];
      return onTable('create_index', step.table, { name: nameCode(name), rest });
    }
    case 'drop-index':
      return onTable('drop_index', step.table, { name: nameCode(step.name), keyword: 'table_name=', rest: [] });
    case 'add-constraint':
      return batch ? addInBatch(step.table, step.constraint) : addConstraint(step.table, step.constraint);
    case 'use-index': {
      const name = sqlName(step.name.text);
      return [execute(`ALTER TABLE ${sqlName(step.table)} ADD CONSTRAINT ${name} UNIQUE USING INDEX ${name}`)];
    }
    case 'drop-constraint':
      return on('drop_constraint', step.table, { name: nameCode(step.name), rest: [`type_=${quoted(step.kind)}`] });
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

/** The arguments of an operation on a table. */
interface Arguments {
  /** What stands before the table. */
  readonly name?: string;
  /** Put before the table: `table_name=`. */
  readonly keyword?: string;
  readonly rest: readonly string[];
}

function onTable(fn: string, table: string, { name, keyword = '', rest }: Arguments): string[] {
  const { schema, name: bare } = tableParts(table);
  const more = schema === null ? [] : [`schema=${quoted(schema)}`];
  return broken(`op.${fn}`, [...(name === undefined ? [] : [name]), `${keyword}${quoted(bare)}`, ...rest, ...more]);
}

/** Inside a batch the table is not named again. */
function inBatch(fn: string, table: string, { name, rest }: Arguments): string[] {
  const { schema, name: bare } = tableParts(table);
  const more = schema === null ? '' : `, schema=${quoted(schema)}`;
  const call = broken(`batch_op.${fn}`, [...(name === undefined ? [] : [name]), ...rest], 2 * INDENT.length);
  return [`with op.batch_alter_table(${quoted(bare)}${more}) as batch_op:`, ...call.map(indented)];
}

/** On one line, or one argument to a line. */
function broken(name: string, args: readonly string[], indent = INDENT.length): string[] {
  const short = `${name}(${args.join(', ')})`;
  if (short.length < WIDTH - indent) return [short];
  return [`${name}(`, ...args.map((arg) => `${INDENT}${arg},`), ')'];
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

function withComma(lines: readonly string[]): string[] {
  return lines.map((line, i) => (i === lines.length - 1 ? `${line},` : line));
}

function addConstraint(table: string, constraint: DraftConstraint): string[] {
  const name = nameCode(constraint.name);
  switch (constraint.k) {
    case 'primary-key':
      return onTable('create_primary_key', table, { name, rest: [list(constraint.columns)] });
    case 'unique':
      return onTable('create_unique_constraint', table, { name, rest: [list(constraint.columns)] });
    case 'check':
      return onTable('create_check_constraint', table, { name, rest: [quoted(constraint.sql)] });
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

function addInBatch(table: string, constraint: DraftConstraint): string[] {
  const name = nameCode(constraint.name);
  switch (constraint.k) {
    case 'primary-key':
      return inBatch('create_primary_key', table, { name, rest: [list(constraint.columns)] });
    case 'unique':
      return inBatch('create_unique_constraint', table, { name, rest: [list(constraint.columns)] });
    case 'check':
      return inBatch('create_check_constraint', table, { name, rest: [quoted(constraint.sql)] });
    case 'foreign-key': {
      const { schema, name: target } = tableParts(constraint.target);
      const more = schema === null ? [] : [`referent_schema=${quoted(schema)}`];
      const ends = [quoted(target), list(constraint.columns), list(constraint.targetColumns)];
      return inBatch('create_foreign_key', table, { name, rest: [...ends, ...constraint.options, ...more] });
    }
    default:
      return constraint satisfies never;
  }
}
