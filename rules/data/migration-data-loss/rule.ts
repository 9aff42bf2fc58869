import {
  type Column,
  defineProjectRule,
  type MigrationStep,
  type Revision,
  type RevisionSafety,
} from '../../../src/rulekit/index.ts';
import { meetsRows, revisionFindings, type Told, tableArguments } from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) => [
  ...revisionFindings(project, unstatedTable),
  // Whether a column's values are missed, its table cannot tell.
  ...revisionFindings(project, unstatedColumn).map((found) => ({
    ...found,
    subject: `${found.subject} columns`,
    severity: 'minor' as const,
  })),
  ...revisionFindings(project, recreated).map((found) => ({
    ...found,
    subject: `${found.subject} recreated`,
    variant: 'recreated',
  })),
]);

/** A table is dropped, and nothing in the revision says that its rows are meant to go. */
function unstatedTable(step: MigrationStep, one: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (operation.op !== 'drop-table' || table === null || !isUnstated(step, one, table)) return null;
  return { label: table, code: [] };
}

function unstatedColumn(step: MigrationStep, one: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (operation.op !== 'drop-column' || table === null || step.columnFresh) return null;
  if (!isUnstated(step, one, operation.column) || successor(step, one) !== null) return null;
  return { label: `${table}.${operation.column}`, code: [] };
}

function isUnstated(step: MigrationStep, one: RevisionSafety, name: string): boolean {
  return (
    meetsRows(step) && step.loses !== null && !movesRows(one) && !onlyDrops(one) && !statesIntent(one.revision, name)
  );
}

/** Dropped and added again, as autogenerate writes a rename or a change of type. */
function recreated(step: MigrationStep, one: RevisionSafety): Told | null {
  const { operation, table } = step;
  if (operation.op !== 'drop-column' || table === null || !meetsRows(step) || step.columnFresh) return null;
  const next = movesRows(one) ? null : successor(step, one);
  if (next === null || isComputed(next)) return null;
  const { name, schema } = tableArguments(table);
  const change = next.name === operation.column ? 'type_=…, postgresql_using="…"' : `new_column_name="${next.name}"`;
  return {
    label: `${table}.${operation.column}`,
    code: [`op.alter_column(${name}, "${operation.column}", ${change}${schema})`],
  };
}

/** The column that takes the place of a dropped one: the same name, or the same type under a name that shares a word with it. */
function successor({ operation, before }: MigrationStep, { steps, revision }: RevisionSafety): Column | null {
  if (operation.op !== 'drop-column') return null;
  const ofTable = (op: 'add-column' | 'drop-column') =>
    steps.flatMap(({ operation: other }) =>
      other.op === op && other.table === operation.table && !other.guarded ? [other] : [],
    );
  const added = ofTable('add-column').flatMap((other) => (other.op === 'add-column' ? [other.column] : []));
  const same = added.find(({ name }) => name === operation.column);
  if (same) return same;
  const [only, second] = added;
  if (!only || second || ofTable('drop-column').length > 1 || before === null) return null;
  // A reference takes the place of a value, and is not it.
  const [a, b] = [only.name, before.name];
  if (a.endsWith('_id') !== b.endsWith('_id') && `${a}_id` !== b && a !== `${b}_id`) return null;
  const alike = only.type.family === before.type.family && only.type.family !== 'unknown';
  return alike && (sharesWord(only.name, operation.column) || /renam/i.test(revision.message)) ? only : null;
}

/** What the database works out from other columns is there at once. */
function isComputed({ serverDefault }: Column): boolean {
  return serverDefault !== null && /^(GENERATED|COMPUTED)/.test(serverDefault);
}

/** Words that many columns have in their names. */
const COMMON = new Set(['id', 'at', 'is', 'name', 'type', 'date', 'time', 'count', 'url', 'the', 'has', 'num', 'key']);

function sharesWord(a: string, b: string): boolean {
  const words = new Set(a.toLowerCase().split('_'));
  return b
    .toLowerCase()
    .split('_')
    .some((word) => word.length > 2 && !COMMON.has(word) && words.has(word));
}

/** Rows are written somewhere, or something runs that could not be read: the data may have been taken along. */
function movesRows({ steps }: RevisionSafety): boolean {
  return steps.some(({ operation }) => operation.op === 'data' || operation.op === 'unread');
}

/** A revision that does nothing else is about what it drops. */
function onlyDrops({ steps }: RevisionSafety): boolean {
  return steps.every(({ operation }) => operation.op.startsWith('drop-'));
}

const INTENT =
  /drop|remov|delet|clean|clear|obsolet|unused|deprecat|legacy|migrat|\bmov|renam|replac|refactor|consolidat|combin|merg|squash|revert|purg|prun|rework|split|simplif|roll.?back|no longer|get rid|normaliz|convert|switch|restructur|kill|retire|redesign|rewrite|supprim|retir|nettoy|elimin/i;

/** The message, the description or the name of the file says that something goes, or names it. */
function statesIntent({ message, path }: Revision, name: string): boolean {
  const said = `${message} ${path.slice(path.lastIndexOf('/') + 1)}`.replace(/_/g, ' ');
  const bare = name.slice(name.lastIndexOf('.') + 1).replace(/_/g, ' ');
  return INTENT.test(said) || (bare.length > 3 && said.toLowerCase().includes(bare.toLowerCase()));
}
