/** PostgreSQL's trees as steps. What is not about tables, columns, types or rows is none. */
import type { CreateTableAsStmt, DoStmt, DropStmt, IndexStmt, Node, RangeVar } from 'libpg-query';
import type { Step } from '../../model/migration.ts';
import type { Place } from '../../model/span.ts';
import { HOLE, type SqlStep } from '../../model/sql.ts';
import { alterTable, rename } from './alter-table.ts';
import { createTable } from './create-table.ts';
import { assembled, expressionText } from './expression.ts';
import { known, objectName, qualified, tableOf, texts } from './names.ts';
import type { PostgresParser } from './parser.ts';
import { type Condition, statementsOf } from './plpgsql.ts';
import { insert, update } from './written.ts';

/** Blocks inside of blocks. */
const MAX_DEPTH = 3;

/** The steps of all statements of `sql`; `null`: PostgreSQL refuses it, or a block in it. */
export function postgresSteps(postgres: PostgresParser, sql: string, at: Place, depth = 0): readonly SqlStep[] | null {
  const trees = postgres.parse(sql);
  if (trees === null) return null;
  const found: SqlStep[] = [];
  for (const tree of trees) {
    const steps = 'DoStmt' in tree ? block(postgres, tree.DoStmt, at, depth + 1) : read(tree, at);
    if (steps === null) return null;
    found.push(...steps);
  }
  return found;
}

const UNREAD: SqlStep = {
  op: 'unread',
  table: null,
  reason: 'SQL that is put together while it runs',
  guarded: true,
};

function block(postgres: PostgresParser, statement: DoStmt, at: Place, depth: number): readonly SqlStep[] | null {
  const [body, language] = ['as', 'language'].map((wanted) => argumentOf(statement, wanted));
  if (body === undefined || depth > MAX_DEPTH) return null;
  const parsed = language === undefined || /^plpgsql$/i.test(language) ? postgres.parseBlock(body) : null;
  if (parsed === null) return null;
  const changes = CHANGES.test(body);
  const found: SqlStep[] = [];
  for (const { sql, dynamic, condition } of statementsOf(parsed, body)) {
    const text = dynamic ? textMade(postgres, sql) : sql;
    // All of it is in a variable: what the block's texts say tells whether it may be about tables.
    if (text === HOLE) {
      if (changes) found.push(UNREAD);
      continue;
    }
    const inner = postgresSteps(postgres, text, at, depth);
    if (inner === null) return null;
    found.push(...inner.map((step) => under(step, condition)));
  }
  return found;
}

const CHANGES = /\b(create|drop)\s+table\b|\b(add|drop|rename)\s+column\b/i;

function argumentOf({ args }: DoStmt, wanted: string): string | undefined {
  for (const node of args ?? []) {
    if (!('DefElem' in node) || node.DefElem.defname !== wanted) continue;
    const { arg } = node.DefElem;
    if (arg && 'String' in arg) return arg.String.sval ?? '';
  }
  return undefined;
}

/** The statement that an expression of `EXECUTE` makes. */
function textMade(postgres: PostgresParser, expression: string): string {
  const [tree] = postgres.parse(`SELECT ${expression}`) ?? [];
  const [target] = tree && 'SelectStmt' in tree ? (tree.SelectStmt.targetList ?? []) : [];
  return target && 'ResTarget' in target ? assembled(target.ResTarget.val) : HOLE;
}

function under(step: SqlStep, condition: Condition): SqlStep {
  if (condition === 'always') return step;
  return condition === 'guarded' ? { ...step, guarded: true } : { ...step, guarded: true, doubtful: true };
}

function read(tree: Node, at: Place): SqlStep[] {
  if ('AlterTableStmt' in tree) return alterTable(tree.AlterTableStmt, at);
  const guarded = isGuarded(tree);
  return steps(tree, at).map((step) => ({ ...step, guarded }));
}

/** IF EXISTS, IF NOT EXISTS. */
function isGuarded(tree: Node): boolean {
  if ('CreateStmt' in tree) return tree.CreateStmt.if_not_exists === true;
  if ('CreateTableAsStmt' in tree) return tree.CreateTableAsStmt.if_not_exists === true;
  if ('IndexStmt' in tree) return tree.IndexStmt.if_not_exists === true;
  if ('DropStmt' in tree) return tree.DropStmt.missing_ok === true;
  if ('RenameStmt' in tree) return tree.RenameStmt.missing_ok === true;
  if ('AlterObjectSchemaStmt' in tree) return tree.AlterObjectSchemaStmt.missing_ok === true;
  return 'AlterEnumStmt' in tree && tree.AlterEnumStmt.skipIfNewValExists === true;
}

function steps(tree: Node, at: Place): Step[] {
  if ('CreateStmt' in tree) return createTable(tree.CreateStmt, at);
  if ('CreateForeignTableStmt' in tree) return view(tree.CreateForeignTableStmt.base?.relation);
  if ('CreateTableAsStmt' in tree) return createdFrom(tree.CreateTableAsStmt);
  if ('ViewStmt' in tree) return view(tree.ViewStmt.view);
  if ('SelectStmt' in tree) return view(tree.SelectStmt.intoClause?.rel);
  if ('RenameStmt' in tree) {
    const { renameType, object, newname } = tree.RenameStmt;
    return renameType === 'OBJECT_TYPE' ? renamedType(objectName(object), newname) : rename(tree.RenameStmt);
  }
  if ('AlterObjectSchemaStmt' in tree) {
    const { objectType, relation, newschema } = tree.AlterObjectSchemaStmt;
    const table = objectType === 'OBJECT_TABLE' ? tableOf(relation) : null;
    const to = qualified([newschema ?? '', relation?.relname ?? '']);
    return table === null || to === null ? [] : [{ op: 'rename-table', table, to }];
  }
  if ('DropStmt' in tree) return drop(tree.DropStmt);
  if ('IndexStmt' in tree) return createIndex(tree.IndexStmt);
  if ('CreateEnumStmt' in tree) {
    const name = qualified(texts(tree.CreateEnumStmt.typeName));
    const values = texts(tree.CreateEnumStmt.vals);
    const read = values.every((value) => !value.includes(HOLE));
    return name === null ? [] : [{ op: 'create-type', name, values: read ? values : null }];
  }
  if ('AlterEnumStmt' in tree) {
    const { typeName, oldVal, newVal = '' } = tree.AlterEnumStmt;
    const name = qualified(texts(typeName));
    if (name === null) return [];
    return oldVal === undefined
      ? [{ op: 'add-type-value', name, value: newVal }]
      : [{ op: 'rename-type-value', name, value: oldVal, to: newVal }];
  }
  return rows(tree);
}

function rows(tree: Node): Step[] {
  if ('UpdateStmt' in tree) return [update(tree.UpdateStmt)];
  if ('InsertStmt' in tree) return [insert(tree.InsertStmt)];
  if ('DeleteStmt' in tree) return [{ op: 'data', verb: 'delete', table: tableOf(tree.DeleteStmt.relation) }];
  if ('MergeStmt' in tree) return [{ op: 'data', verb: 'update', table: tableOf(tree.MergeStmt.relation) }];
  if (!('TruncateStmt' in tree)) return [];
  return (tree.TruncateStmt.relations ?? []).flatMap((node) =>
    'RangeVar' in node ? [{ op: 'data', verb: 'delete', table: tableOf(node.RangeVar) }] : [],
  );
}

/** What looks like a table, and holds what others hold. */
function view(relation: RangeVar | undefined): Step[] {
  const table = relation?.relpersistence === 't' ? null : tableOf(relation);
  return table === null ? [] : [{ op: 'create-table', table, columns: [], view: true, ifNotExists: false }];
}

function createdFrom({ into, objtype, if_not_exists }: CreateTableAsStmt): Step[] {
  if (objtype === 'OBJECT_MATVIEW') return view(into?.rel);
  if (into?.rel?.relpersistence === 't') return [];
  const table = tableOf(into?.rel);
  if (table === null) return [{ op: 'unread', table, reason: 'CREATE TABLE with a name that could not be read' }];
  return [
    { op: 'create-table', table, columns: [], view: false, ifNotExists: if_not_exists === true },
    { op: 'unread', table, reason: 'its columns come from another table or a query' },
  ];
}

function renamedType(name: string | null, newname: string | undefined): Step[] {
  const to = known(newname);
  return name === null || to === null ? [] : [{ op: 'rename-type', name, to }];
}

function createIndex({ idxname, relation, indexParams, unique, concurrent }: IndexStmt): Step[] {
  const table = tableOf(relation);
  if (table === null) return [];
  const columns = (indexParams ?? []).flatMap((node) =>
    'IndexElem' in node ? [node.IndexElem.name ?? shown(expressionText(node.IndexElem.expr))] : [],
  );
  const name = known(idxname);
  return [{ op: 'create-index', table, name, columns, unique: unique === true, concurrently: concurrent === true }];
}

/** An expression says what is indexed as long as it is short. */
function shown(text: string): string {
  return text.length > MAX_SHOWN || text.includes(HOLE) ? '…' : text;
}

const MAX_SHOWN = 40;

const VIEWS = new Set(['OBJECT_VIEW', 'OBJECT_MATVIEW', 'OBJECT_FOREIGN_TABLE']);

function drop({ objects, removeType = 'OBJECT_CAST', behavior, concurrent }: DropStmt): Step[] {
  const cascade = behavior === 'DROP_CASCADE' ? { cascade: true as const } : {};
  return (objects ?? []).flatMap((object): Step[] => {
    const name = objectName(object);
    if (removeType === 'OBJECT_TABLE' && name === null)
      return [{ op: 'unread', table: null, reason: 'DROP TABLE with a name that could not be read' }];
    if (name === null) return [];
    if (removeType === 'OBJECT_TABLE' || VIEWS.has(removeType)) return [{ op: 'drop-table', table: name, ...cascade }];
    if (removeType === 'OBJECT_TYPE') return [{ op: 'drop-type', name }];
    return removeType === 'OBJECT_INDEX'
      ? [{ op: 'drop-index', table: null, name, concurrently: concurrent === true }]
      : [];
  });
}
