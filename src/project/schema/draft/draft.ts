/** The migrations that are missing: differences of the schema → steps → the file, ready to be applied. */
import type { DraftedFile, DraftRefusal, DraftRequest, MigrationDraft, TypeDifference } from '../../../model/draft.ts';
import type { Chain, ModelColumn, ModelTable } from '../../../model/schema.ts';
import type { Db } from '../../db.ts';
import { modelSchema } from '../models/model-schema.ts';
import { addColumns, addValues, changeType } from './change-tables.ts';
import { createTables } from './create-tables.ts';
import { fileStyle } from './file-style.ts';
import { Steps } from './steps.ts';
import { type Workshop, workshop } from './workshop.ts';
import { mergeFile, schemaFile } from './write-file.ts';

/** What one chain lacks. */
interface Wanted {
  readonly chain: Chain;
  readonly tables: readonly ModelTable[];
  readonly columns: readonly { readonly table: ModelTable; readonly columns: readonly ModelColumn[] }[];
  readonly types: readonly TypeDifference[];
  readonly values: DraftRequest['values'];
}

/** Writes what `request` asks for: at most two files for each chain, the first of which joins its heads. */
export function draftMigrations(db: Db, request: DraftRequest): MigrationDraft {
  const refused: DraftRefusal[] = [];
  const files: DraftedFile[] = [];
  for (const wanted of wantedOf(request, refused)) files.push(...draftOf(db, wanted, request, refused));
  return { files, refused };
}

function wantedOf(request: DraftRequest, refused: DraftRefusal[]): Wanted[] {
  const { differences } = request;
  const chains = new Map<string, Chain>();
  const note = (chain: Chain) => chains.set(chain.scriptLocation, chain);
  for (const one of differences) {
    if (one.kind === 'missing-table' || one.kind === 'missing-columns') note(one.chain);
    else if (one.kind === 'dropped')
      refused.push({
        subject: one.table.name,
        kind: 'dropped',
        detail: one.columns.map(({ name }) => name).join(', '),
      });
    else if (one.kind === 'unmapped-columns')
      refused.push({
        subject: one.table.name,
        kind: 'unmapped',
        detail: one.columns.map(({ name }) => name).join(', '),
      });
  }
  for (const { pair } of request.types) note(pair.chain);
  for (const { chain } of request.values) note(chain);
  return [...chains.values()].map((chain) => {
    const isHere = (other: Chain) => other.scriptLocation === chain.scriptLocation;
    return {
      chain,
      tables: differences.flatMap((one) => (one.kind === 'missing-table' && isHere(one.chain) ? [one.table] : [])),
      columns: differences.flatMap((one) => (one.kind === 'missing-columns' && isHere(one.chain) ? [one] : [])),
      types: request.types.filter(({ pair }) => isHere(pair.chain)),
      values: request.values.filter((one) => isHere(one.chain)),
    };
  });
}

function draftOf(db: Db, wanted: Wanted, request: DraftRequest, refused: DraftRefusal[]): DraftedFile[] {
  const { chain } = wanted;
  const newest = chain.revisions.findLast(({ id }) => chain.heads.includes(id));
  const style = newest && fileStyle(db, chain, newest);
  const obstacle = obstacleOf(chain, style?.engines ?? false);
  if (obstacle || !newest || !style) {
    if (obstacle) refused.push(obstacle);
    return [];
  }
  const steps = new Steps();
  const touched = stepsFor(workshop(db, db.get(modelSchema).tables, chain, request.postgres), wanted, steps, refused);
  if (touched.length === 0) return [];
  const site = { chain, style, parent: newest, today: request.today, batch: style.batch && !request.postgres };
  const merge = chain.heads.length > 1 ? mergeFile(site) : null;
  const down = merge ? [merge.revision] : chain.heads;
  return [
    ...(merge ? [merge] : []),
    schemaFile(site, { steps, down, tables: touched, message: messageOf(wanted, touched) }),
  ];
}

/** Why nothing can follow the revisions of a chain. */
function obstacleOf(chain: Chain, engines: boolean): DraftRefusal | null {
  const subject = chain.scriptLocation;
  const [problem] = chain.problems;
  if (problem)
    return { subject, kind: 'broken-chain', detail: `${problem.kind}: ${problem.revision} ${problem.detail}`.trim() };
  const labels = chain.revisions.flatMap((revision) => revision.labels);
  // Branches with names are meant to stay apart: which of them a table belongs to is not written anywhere.
  if (chain.heads.length > 1 && (labels.length > 0 || chain.roots.length > 1))
    return { subject, kind: 'branches', detail: (labels.length > 0 ? labels : chain.heads).join(', ') };
  return engines ? { subject, kind: 'several-databases', detail: '' } : null;
}

/** Fills `steps`; the tables that they concern. */
function stepsFor(w: Workshop, wanted: Wanted, steps: Steps, refused: DraftRefusal[]): string[] {
  const tables = wanted.tables.filter((table) => isWritable(table, refused));
  const touched = new Set(tables.map(({ name }) => name));
  const body = new Steps();
  createTables(w, tables, body);
  for (const { table, columns } of wanted.columns) {
    const keys = columns.filter(({ primaryKey }) => primaryKey).map(({ name }) => name);
    if (keys.length > 0) refused.push({ subject: table.name, kind: 'primary-key', detail: keys.join(', ') });
    if (keys.length > 0 || !isWritable(table, refused)) continue;
    addColumns(w, table, columns, tables, body);
    touched.add(table.name);
  }
  for (const one of wanted.types) if (changed(w, one, body, refused)) touched.add(one.pair.model.name);
  prepareTypes(w, wanted, body, steps);
  if (wanted.values.length > 0) touched.add(wanted.values[0]?.type ?? '');
  steps.upgrade.push(...body.upgrade, ...body.last);
  steps.downgrade.unshift(...body.downgrade);
  steps.open.push(...body.open);
  return [...touched];
}

function changed(w: Workshop, one: TypeDifference, steps: Steps, refused: DraftRefusal[]): boolean {
  const { pair, column } = one;
  const subject = `${pair.model.name}.${column.name}`;
  const isReferred = w.isReferredTo(pair.model.name, column.name);
  // Both ends of a foreign key have to change at once, and the key has to be away meanwhile.
  if (column.foreignKey !== null || isReferred) refused.push({ subject, kind: 'foreign-key', detail: '' });
  else {
    const reason = changeType(w, one, steps);
    if (reason !== null) refused.push({ subject, kind: 'no-conversion', detail: reason });
    return reason === null;
  }
  return false;
}

/** Types come before everything that uses them, and go after it. */
function prepareTypes({ chain }: Workshop, { values }: Wanted, body: Steps, steps: Steps): void {
  for (const one of values) addValues(one, steps);
  for (const [name, wanted] of body.enums) {
    const there = chain.types.find((type) => type.name === name);
    if (!there) steps.add({ k: 'create-type', name, values: wanted }, { k: 'drop-type', name });
    else if (there.values !== null && !values.some(({ type }) => type === name)) {
      const { values: held } = there;
      if (wanted.some((value) => !held.includes(value))) addValues({ chain, type: name, wanted, held }, steps);
    }
  }
}

function isWritable(table: ModelTable, refused: DraftRefusal[]): boolean {
  const [unread] = table.unknown;
  if (unread) refused.push({ subject: table.name, kind: 'unread', detail: unread.reason });
  return !unread;
}

/** What `alembic revision -m` would be told. */
function messageOf({ tables, columns, types, values }: Wanted, touched: readonly string[]): string {
  const created = tables.filter(({ name }) => touched.includes(name)).map(({ name }) => name);
  const added = columns.filter(({ table }) => touched.includes(table.name));
  const parts: string[] = [];
  if (created.length > 0) parts.push(`create ${listed(created)}`);
  for (const { table, columns: some } of added.slice(0, 1))
    parts.push(`add ${listed(some.map(({ name }) => name))} to ${table.name}${added.length > 1 ? ' and more' : ''}`);
  if (types.length > 0)
    parts.push(`change type of ${listed(types.map(({ pair, column }) => `${pair.model.name} ${column.name}`))}`);
  if (values.length > 0) parts.push(`add values to ${listed(values.map(({ type }) => type))}`);
  return `${parts.slice(0, 2).join(', ')}${parts.length > 2 ? ', and more' : ''}`;
}

function listed(names: readonly string[]): string {
  const [first = '', second] = names;
  if (second === undefined) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} more`;
}
