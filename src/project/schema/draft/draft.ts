/** The migrations that are missing: differences of the schema → steps → the file, ready to be applied. */
import type { DraftedFile, DraftRefusal, DraftRequest, MigrationDraft, TypeDifference } from '../../../model/draft.ts';
import type { Chain, ModelColumn, ModelTable, Revision } from '../../../model/schema.ts';
import type { Db } from '../../db.ts';
import { modelSchema } from '../models/model-schema.ts';
import { findTable, sameTable } from '../table-names.ts';
import { type Branch, branchesOf, branchOfTable, branchTouching } from './branches.ts';
import { addColumns, addValues, changeType } from './change-tables.ts';
import { createTables } from './create-tables.ts';
import { fileStyle } from './file-style.ts';
import { Steps } from './steps.ts';
import { type Workshop, workshop } from './workshop.ts';
import { mergeFile, schemaFile } from './write-file.ts';

/** What one branch of a chain lacks. */
interface Wanted {
  /** The chain as the branch sees it. */
  readonly chain: Chain;
  /** Revisions of all its branches. */
  readonly all: readonly Revision[];
  readonly tables: readonly ModelTable[];
  readonly columns: readonly { readonly table: ModelTable; readonly columns: readonly ModelColumn[] }[];
  readonly types: readonly TypeDifference[];
  readonly values: DraftRequest['values'];
}

/** Writes what `request` asks for: at most two files for each branch, the first of which joins its heads. */
export function draftMigrations(db: Db, request: DraftRequest): MigrationDraft {
  const refused: DraftRefusal[] = [];
  const drafts: BranchDraft[] = [];
  const models = db.get(modelSchema).tables;
  const wanted = wantedOf(request, refused).flatMap((one) => byBranch(one, models, refused));
  for (const one of inOrder(wanted, models))
    drafts.push({ wanted: one, files: draftOf(db, one, { ...request, drafts }, refused) });
  return { files: drafts.flatMap(({ files }) => files), refused };
}

/** What is written already: another branch may refer to its tables. */
interface BranchDraft {
  readonly wanted: Wanted;
  readonly files: readonly DraftedFile[];
}

interface Drafting extends DraftRequest {
  readonly drafts: readonly BranchDraft[];
}

/** What a chain lacks, by the branch that it belongs to. */
function byBranch(wanted: Wanted, models: readonly ModelTable[], refused: DraftRefusal[]): Wanted[] {
  const branches = branchesOf(wanted.chain);
  if (branches.length < 2) return [wanted];
  const names = branches.map(({ labels, chain }) => (labels.length > 0 ? labels : chain.heads).join(' ')).join(', ');
  const isOf = (branch: Branch, table: ModelTable) => branchOfTable(branches, table, models) === branch;
  const touched = [
    ...wanted.tables,
    ...wanted.columns.map(({ table }) => table),
    ...wanted.types.map(({ pair }) => pair.model),
  ];
  for (const table of new Set(touched))
    if (branchOfTable(branches, table, models) === null)
      refused.push({ subject: table.name, kind: 'branches', detail: names });
  for (const one of wanted.values)
    if (branchOfType(branches, one, wanted.chain) === null)
      refused.push({ subject: one.type, kind: 'branches', detail: names });
  return branches.map((branch) => ({
    chain: branch.chain,
    all: wanted.all,
    tables: wanted.tables.filter((table) => isOf(branch, table)),
    columns: wanted.columns.filter(({ table }) => isOf(branch, table)),
    types: wanted.types.filter(({ pair }) => isOf(branch, pair.model)),
    values: wanted.values.filter((one) => branchOfType(branches, one, wanted.chain) === branch),
  }));
}

/** A type belongs where the first table does that has it. */
function branchOfType(
  branches: readonly Branch[],
  { type }: DraftRequest['values'][number],
  chain: Chain,
): Branch | null {
  const users = chain.tables.filter(({ columns }) => columns.some((one) => one.type.enumeration?.name === type));
  return users.map(({ name }) => branchTouching(branches, name)).find((branch) => branch !== null) ?? null;
}

/** Those whose new tables others refer to come first. */
function inOrder(wanted: readonly Wanted[], models: readonly ModelTable[]): readonly Wanted[] {
  const refersTo = (one: Wanted, other: Wanted) =>
    referencesOf(one, models).some((name) => other.tables.some((table) => sameTable(table.name, name)));
  return wanted.toSorted((a, b) => Number(refersTo(a, b)) - Number(refersTo(b, a)));
}

/** Tables that the new tables and columns refer to. */
function referencesOf({ tables, columns }: Wanted, models: readonly ModelTable[]): string[] {
  const some = [...tables.flatMap((table) => table.columns), ...columns.flatMap((one) => one.columns)];
  return some.flatMap(({ foreignKey }) =>
    foreignKey === null ? [] : (findTable(models, foreignKey.table)?.name ?? foreignKey.table),
  );
}

/** Revisions of other branches that make what this one refers to. */
function dependencies(wanted: Wanted, drafts: readonly BranchDraft[], models: readonly ModelTable[]): string[] {
  const own = new Set(wanted.chain.revisions);
  const makes = ({ operations }: Revision, name: string) =>
    operations.some((one) => one.op === 'create-table' && sameTable(one.table, name));
  const found = referencesOf(wanted, models).flatMap((name) => {
    if ([...own].some((one) => makes(one, name)) || wanted.tables.some((table) => sameTable(table.name, name)))
      return [];
    const drafted = drafts.find(
      (one) => one.wanted.all === wanted.all && one.wanted.tables.some((table) => sameTable(table.name, name)),
    );
    return drafted?.files.at(-1)?.revision ?? wanted.all.find((one) => makes(one, name))?.id ?? [];
  });
  const known = new Set(wanted.chain.revisions.flatMap((one) => one.dependsOn));
  return [...new Set(found)].filter((id) => !known.has(id)).sort();
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
      all: chain.revisions,
      tables: differences.flatMap((one) => (one.kind === 'missing-table' && isHere(one.chain) ? [one.table] : [])),
      columns: differences.flatMap((one) => (one.kind === 'missing-columns' && isHere(one.chain) ? [one] : [])),
      types: request.types.filter(({ pair }) => isHere(pair.chain)),
      values: request.values.filter((one) => isHere(one.chain)),
    };
  });
}

function draftOf(db: Db, wanted: Wanted, request: Drafting, refused: DraftRefusal[]): DraftedFile[] {
  const { chain } = wanted;
  if ([wanted.tables, wanted.columns, wanted.types, wanted.values].every((one) => one.length === 0)) return [];
  const newest = chain.revisions.findLast(({ id }) => chain.heads.includes(id));
  const style = newest && fileStyle(db, chain, newest);
  const obstacle = obstacleOf(chain, style?.engines ?? false);
  if (obstacle || !newest || !style) {
    if (obstacle) refused.push(obstacle);
    return [];
  }
  const steps = new Steps();
  const models = db.get(modelSchema).tables;
  const made = request.drafts.flatMap(({ wanted: { tables } }) => tables);
  const touched = stepsFor(workshop(db, models, chain, { postgres: request.postgres, made }), wanted, steps, refused);
  if (touched.length === 0) return [];
  const drafted = request.drafts.flatMap(({ files }) => files.map(({ revision }) => revision));
  const taken = [...wanted.all.map(({ id }) => id), ...drafted];
  const site = {
    chain,
    taken,
    style,
    parent: newest,
    today: request.today,
    batch: style.batch && !request.postgres,
  };
  const merge = chain.heads.length > 1 ? mergeFile(site) : null;
  const down = merge ? [merge.revision] : chain.heads;
  return [
    ...(merge ? [merge] : []),
    schemaFile(
      { ...site, taken: [...taken, ...down] },
      {
        steps,
        down,
        dependsOn: dependencies(wanted, request.drafts, models),
        tables: touched,
        message: messageOf(wanted, touched),
      },
    ),
  ];
}

/** Why nothing can follow the revisions of a chain. */
function obstacleOf(chain: Chain, engines: boolean): DraftRefusal | null {
  const subject = chain.scriptLocation;
  const [problem] = chain.problems;
  if (problem)
    return { subject, kind: 'broken-chain', detail: `${problem.kind}: ${problem.revision} ${problem.detail}`.trim() };
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
