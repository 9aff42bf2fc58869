/** ALTER TABLE, with one or more actions. */
import type { ColumnChange, Step } from '../../model/migration.ts';
import type { Place } from '../../model/span.ts';
import type { Token } from '../tokens.ts';
import { columnDefinition, readDefault, readType } from './column-definition.ts';
import { columnNames, Reader, split } from './reader.ts';

/** Reads what follows `ALTER TABLE`. */
export function alterTable(reader: Reader, at: Place): Step[] {
  reader.take('if', 'exists');
  reader.take('only');
  const table = reader.table();
  reader.sign('*');
  const actions = split(reader.rest(), ',');
  if (table === null) {
    return actions.some(changesColumns)
      ? [{ op: 'unread', table: null, reason: 'ALTER TABLE with a name that could not be read' }]
      : [];
  }
  return actions.flatMap((action) => alter(new Reader(action), table, at));
}

/** Constraints, triggers and owners of an unknown table change no column. */
function changesColumns(action: readonly Token[]): boolean {
  const [verb, what] = action;
  if (verb?.v === 'rename') return true;
  return (
    (verb?.v === 'add' || verb?.v === 'drop') &&
    what?.v !== 'constraint' &&
    what?.v !== 'primary' &&
    what?.v !== 'foreign'
  );
}

function alter(reader: Reader, table: string, at: Place): Step[] {
  if (reader.take('add')) return add(reader, table, at);
  if (reader.take('drop')) return drop(reader, table);
  if (reader.take('rename')) return rename(reader, table);
  if (reader.take('alter')) return column(reader, table);
  if (reader.take('modify') || reader.take('change'))
    return [{ op: 'unread', table, reason: 'a MODIFY of another database' }];
  if (reader.take('set', 'schema')) {
    const schema = reader.name();
    const bare = table.slice(table.lastIndexOf('.') + 1);
    return schema === null ? [] : [{ op: 'rename-table', table, to: schema === 'public' ? bare : `${schema}.${bare}` }];
  }
  return [];
}

function add(reader: Reader, table: string, at: Place): Step[] {
  const named = reader.take('constraint');
  const name = named ? reader.name() : null;
  const constraint = (kind: 'primary-key' | 'unique' | 'check' | 'exclude' | 'foreign-key'): Step[] => {
    const columns = columnNames(reader.parentheses());
    const target = reader.take('references') ? reader.table() : null;
    const [column] = columnNames(reader.parentheses());
    const notValid = reader.rest().some((token, i, all) => token.v === 'not' && all[i + 1]?.v === 'valid');
    return [
      {
        op: 'add-constraint',
        kind,
        table,
        name,
        columns,
        reference: target ? { table: target, column: column ?? 'id' } : null,
        notValid,
      },
    ];
  };
  if (reader.take('primary', 'key')) return constraint('primary-key');
  if (reader.take('foreign', 'key')) return constraint('foreign-key');
  if (reader.take('unique')) return constraint('unique');
  if (reader.take('check')) return constraint('check');
  if (reader.take('exclude')) return constraint('exclude');
  if (named) return [];
  reader.take('column');
  const ifNotExists = reader.take('if', 'not', 'exists');
  const made = columnDefinition(reader.rest(), at);
  if (made === null) return [{ op: 'unread', table, reason: 'ADD COLUMN with a name that could not be read' }];
  return [{ op: 'add-column', table, column: made, ifNotExists }];
}

function drop(reader: Reader, table: string): Step[] {
  if (reader.take('constraint')) {
    reader.take('if', 'exists');
    return [{ op: 'drop-constraint', table, name: reader.name() }];
  }
  if (reader.take('primary', 'key') || reader.take('foreign', 'key') || reader.take('index')) return [];
  reader.take('column');
  reader.take('if', 'exists');
  const name = reader.name();
  return [
    name === null
      ? { op: 'unread', table, reason: 'DROP COLUMN with a name that could not be read' }
      : { op: 'drop-column', table, column: name },
  ];
}

function rename(reader: Reader, table: string): Step[] {
  if (reader.take('to')) {
    const to = reader.name();
    const schema = table.includes('.') ? table.slice(0, table.lastIndexOf('.') + 1) : '';
    return [
      to === null
        ? { op: 'unread', table, reason: 'renamed to a name that could not be read' }
        : { op: 'rename-table', table, to: schema + to },
    ];
  }
  if (reader.take('constraint')) return [];
  reader.take('column');
  const from = reader.name();
  const to = reader.take('to') ? reader.name() : null;
  if (from === null || to === null)
    return [{ op: 'unread', table, reason: 'a column is renamed to or from a name that could not be read' }];
  return [{ op: 'alter-column', table, column: from, ...NO_CHANGE, to }];
}

const NO_CHANGE: ColumnChange = { to: null, type: null, nullable: null, serverDefault: null, using: false };

function column(reader: Reader, table: string): Step[] {
  reader.take('column');
  const name = reader.name();
  if (name === null) return [];
  const change = (part: Partial<ColumnChange>): Step[] => [
    { op: 'alter-column', table, column: name, ...NO_CHANGE, ...part },
  ];
  if (reader.take('set', 'not', 'null')) return change({ nullable: false });
  if (reader.take('drop', 'not', 'null')) return change({ nullable: true });
  if (reader.take('set', 'default')) return change({ serverDefault: readDefault(reader) });
  if (reader.take('drop', 'default')) return change({ serverDefault: { drop: true } });
  if (reader.take('set', 'data', 'type') || reader.take('type')) {
    const { type } = readType(reader);
    return change({ type, using: reader.rest().some((token) => token.k === 'word' && token.v === 'using') });
  }
  return [];
}
