/**
 * What a piece of SQL does to the schema. Tolerant: a statement that is not about tables, columns or types is passed over, and
 * one that is but cannot be read says so.
 */
import type { Step } from '../../model/migration.ts';
import type { Place } from '../../model/span.ts';
import { HOLE, type SqlStep } from '../../model/sql.ts';
import { statements, type Token, tokens } from '../tokens.ts';
import { alterTable } from './alter-table.ts';
import { createTable } from './create-table.ts';
import { columnNames, Reader } from './reader.ts';
import { inserted, updated } from './written.ts';

/** Words after which a statement begins inside a `DO` block. */
const OPENERS = new Set(['begin', 'then', 'else', 'loop']);

/** Blocks inside of blocks. */
const MAX_DEPTH = 3;

/** The steps of one statement. */
export function readStatement(statement: readonly Token[], at: Place, depth = 0): SqlStep[] {
  const reader = new Reader(statement);
  if (reader.take('do')) {
    const body = statement.find((token) => token.k === 'body' || token.k === 'text');
    return body ? block(body.v, at, depth + 1) : [];
  }
  const guarded = statement.some(
    (token, i) => token.v === 'if' && token.k === 'word' && /^(not|exists)$/.test(statement[i + 1]?.v ?? ''),
  );
  return readSteps(reader, statement, at).map((step) => ({ ...step, guarded }));
}

/** The statements of a `DO` block, whatever its conditions say. */
function block(body: string, at: Place, depth: number): SqlStep[] {
  if (depth > MAX_DEPTH) return [{ op: 'unread', table: null, reason: 'SQL that could not be read', guarded: true }];
  return statements(tokens(body)).flatMap((statement) => {
    const start = statement.findLastIndex((token) => token.k === 'word' && OPENERS.has(token.v)) + 1;
    const inner = statement.slice(start);
    if (inner[0]?.v === 'execute') return executed(inner.slice(1), at, depth);
    return readStatement(inner, at, depth).map((step) => ({ ...step, guarded: true }));
  });
}

/** `EXECUTE '…'`: a statement made at run time. */
function executed(list: readonly Token[], at: Place, depth: number): SqlStep[] {
  const [only] = list;
  if (list.length === 1 && only?.k === 'text') return block(only.v, at, depth + 1);
  const text = list.flatMap((token) => (token.k === 'text' ? [token.v] : [HOLE])).join(' ');
  const changes = /\b(create|drop)\s+table\b|\b(add|drop|rename)\s+column\b/i.test(text);
  return changes
    ? [{ op: 'unread', table: null, reason: 'SQL that is put together while it runs', guarded: true }]
    : [];
}

function readSteps(reader: Reader, statement: readonly Token[], at: Place): Step[] {
  if (reader.take('create')) return create(reader, at);
  if (reader.take('alter')) return alter(reader, at);
  if (reader.take('drop')) return drop(reader, statement);
  if (reader.take('comment')) return [];
  if (reader.take('update')) {
    reader.take('only');
    const table = reader.table();
    return [{ op: 'data', verb: 'update', table, written: updated(reader) }];
  }
  if (reader.take('insert', 'into')) {
    const table = reader.table();
    return [{ op: 'data', verb: 'insert', table, written: inserted(reader) }];
  }
  if (reader.take('truncate')) {
    reader.take('table');
    reader.take('only');
    return [{ op: 'data', verb: 'delete', table: reader.table() }];
  }
  if (reader.take('delete', 'from')) return [{ op: 'data', verb: 'delete', table: reader.table() }];
  if (reader.take('select')) return selectInto(statement);
  if (reader.take('with')) return afterWith(statement, at);
  const [first] = statement;
  if (first?.v.includes(HOLE) && first.k === 'word')
    return [{ op: 'unread', table: null, reason: 'SQL that could not be read' }];
  return [];
}

/** `WITH … UPDATE t SET …`: what stands outside of the parentheses. */
function afterWith(statement: readonly Token[], at: Place): Step[] {
  let depth = 0;
  const verb = statement.findIndex((token) => {
    if (token.k === 'sign' && token.v === '(') depth++;
    if (token.k === 'sign' && token.v === ')') depth--;
    return depth === 0 && token.k === 'word' && /^(update|insert|delete)$/.test(token.v);
  });
  const rest = verb < 0 ? [] : statement.slice(verb);
  return rest.length === 0 ? [] : readSteps(new Reader(rest), rest, at);
}

function selectInto(statement: readonly Token[]): Step[] {
  const from = statement.findIndex((token) => token.k === 'word' && token.v === 'from');
  const into = statement.findIndex((token) => token.k === 'word' && token.v === 'into');
  if (into < 0 || (from >= 0 && into > from)) return [];
  const table = new Reader(statement.slice(into + 1)).table();
  return table === null ? [] : [{ op: 'create-table', table, columns: [], view: true, ifNotExists: false }];
}

function create(reader: Reader, at: Place): Step[] {
  reader.take('or', 'replace');
  const temporary = reader.take('temp') || reader.take('temporary');
  reader.take('unlogged');
  reader.take('global');
  if (reader.take('table')) return temporary ? [] : createTable(reader, at);
  const view = reader.take('materialized', 'view') || reader.take('recursive', 'view') || reader.take('view');
  if (view || reader.take('foreign', 'table') || reader.take('virtual', 'table')) {
    reader.take('if', 'not', 'exists');
    const table = reader.table();
    return table === null || temporary
      ? []
      : [{ op: 'create-table', table, columns: [], view: true, ifNotExists: false }];
  }
  if (reader.take('type')) {
    const name = reader.table();
    if (name === null || !reader.take('as', 'enum')) return [];
    const inside = reader.parentheses();
    // A value that the code fills in may bring its quotes along.
    const isOpen = inside.some((token) => token.v.includes(HOLE));
    const labels = inside.flatMap((token) => (token.k === 'text' ? [token.v] : []));
    return [{ op: 'create-type', name, values: isOpen ? null : labels }];
  }
  const unique = reader.take('unique');
  return reader.take('index') ? createIndex(reader, unique) : [];
}

function createIndex(reader: Reader, unique: boolean): Step[] {
  const concurrently = reader.take('concurrently');
  reader.take('if', 'not', 'exists');
  const name = reader.peek()?.v === 'on' ? null : reader.table();
  if (!reader.take('on')) return [];
  reader.take('only');
  const table = reader.table();
  if (reader.take('using')) reader.name();
  if (table === null) return [];
  return [{ op: 'create-index', table, name, columns: columnNames(reader.parentheses()), unique, concurrently }];
}

function alter(reader: Reader, at: Place): Step[] {
  if (reader.take('table')) return alterTable(reader, at);
  if (!reader.take('type')) return [];
  const name = reader.table();
  if (name === null) return [];
  if (reader.take('rename', 'to')) {
    const to = reader.name();
    return to === null ? [] : [{ op: 'rename-type', name, to }];
  }
  if (reader.take('add', 'value')) {
    reader.take('if', 'not', 'exists');
    const value = reader.next();
    return value?.k === 'text' ? [{ op: 'add-type-value', name, value: value.v }] : [];
  }
  if (reader.take('rename', 'value')) {
    const value = reader.next();
    const to = reader.take('to') ? reader.next() : undefined;
    return value?.k === 'text' && to?.k === 'text' ? [{ op: 'rename-type-value', name, value: value.v, to: to.v }] : [];
  }
  return [];
}

function drop(reader: Reader, statement: readonly Token[]): Step[] {
  const stored = reader.take('table');
  const table = stored || reader.take('materialized', 'view') || reader.take('view') || reader.take('foreign', 'table');
  const type = !table && reader.take('type');
  const index = !table && !type && reader.take('index');
  const concurrently = index && reader.take('concurrently');
  reader.take('if', 'exists');
  if (!table && !type && !index) return [];
  const cascade = statement.some(({ k, v }) => k === 'word' && v === 'cascade') ? { cascade: true as const } : {};
  const steps: Step[] = [];
  do {
    const name = reader.table();
    if (table && name !== null) steps.push({ op: 'drop-table', table: name, ...cascade });
    // A view that nobody can name takes no table away.
    else if (stored) steps.push({ op: 'unread', table: null, reason: 'DROP TABLE with a name that could not be read' });
    else if (!table && name !== null)
      steps.push(type ? { op: 'drop-type', name } : { op: 'drop-index', table: null, name, concurrently });
  } while (reader.sign(','));
  return steps;
}
