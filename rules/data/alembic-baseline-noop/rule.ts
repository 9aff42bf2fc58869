import {
  type Chain,
  defineProjectRule,
  type Found,
  type ModelTable,
  type Project,
  placeIn,
} from '../../../src/rulekit/index.ts';
import { functionIn, isAtHome, isWhollyRead } from '../../../src/rulekit/revisions.ts';

/** Names that a message can hold. */
const SHOWN = 6;

export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain) => {
    const finding = chain.problems.length === 0 && isWhollyRead(project, chain) ? baselineOf(project, chain) : null;
    return finding ? [finding] : [];
  }),
);

function baselineOf(project: Project, chain: Chain): Found | null {
  const [root, ...others] = chain.revisions.filter(({ id }) => chain.roots.includes(id));
  // What could not be read, or is made from the models, may have created everything.
  if (!root || others.length > 0 || chain.createAll || chain.unknown.some(({ table }) => table === null)) return null;
  if (root.operations.some(({ op }) => op === 'create-table' || op === 'unread' || op === 'create-all')) return null;
  const tables = missingTables(project, chain);
  const [first] = tables;
  if (first === undefined) return null;
  const file = project.file(root.path);
  const upgrade = file && functionIn(file, 'upgrade');
  const selfMade = project.schema().differences.some((one) => one.kind === 'missing-table' && one.selfMade);
  return {
    at: file && upgrade ? placeIn(file, upgrade.head) : { path: root.path, span: root.at.span },
    subject: chain.scriptLocation,
    symbol: 'upgrade',
    values: {
      folder: chain.versionLocations[0] ?? chain.scriptLocation,
      revision: root.id,
      tables: tables.slice(0, SHOWN).map(({ name }) => name),
      amount: tables.length,
      first: first.name,
    },
    ...(selfMade ? { variant: 'start-up', severity: 'minor' as const } : {}),
    related: tables
      .slice(0, SHOWN)
      .flatMap(({ model }) =>
        model ? [{ path: model.at.path, span: model.at.span, note: 'model', values: { table: model.name } }] : [],
      ),
  };
}

interface Missing {
  readonly name: string;
  readonly model: ModelTable | null;
}

/** Tables that models map and no migration creates, and those that migrations alter without one having made them. */
function missingTables(project: Project, chain: Chain): readonly Missing[] {
  const { differences, models } = project.schema();
  const mapped = differences.flatMap((one): Missing[] =>
    one.kind === 'missing-table' && one.chain.scriptLocation === chain.scriptLocation
      ? [{ name: one.table.name, model: one.table }]
      : [],
  );
  const altered = chain.tables
    .filter(({ complete, view, name }) => !complete && !view && !mapped.some((one) => one.name === name))
    .map(
      ({ name }): Missing => ({
        name,
        model: models.tables.find((table) => table.name === name && isServed(table, chain)) ?? null,
      }),
    );
  // A table that is altered and mapped nowhere is history.
  return [...mapped, ...altered.filter(({ model }) => model !== null && model.exempt === null)];
}

/** Another service may have a table of the same name. */
function isServed({ metadata, at }: ModelTable, chain: Chain): boolean {
  if (metadata !== null && chain.metadata.length > 0) return chain.metadata.includes(metadata);
  return isAtHome(chain, at.path);
}
