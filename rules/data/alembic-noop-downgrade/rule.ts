import {
  defineProjectRule,
  type Found,
  type Operation,
  type Part,
  placeIn,
  type Revision,
  type SourceFile,
  type Stmt,
} from '../../../src/rulekit/index.ts';
import { functionIn, isDocstring, revisionFiles } from '../../../src/rulekit/revisions.ts';

export default defineProjectRule(({ project }) =>
  project.schema().chains.flatMap((chain): Found[] => {
    const idle = revisionFiles(project, chain).filter(({ revision, file }) => isReversible(revision) && isIdle(file));
    const parts = idle.flatMap(({ revision, file }): Part[] => {
      const downgrade = functionIn(file, 'downgrade');
      return downgrade ? [{ subject: revision.id, label: revision.id, at: placeIn(file, downgrade.head) }] : [];
    });
    const [first] = parts;
    if (!first) return [];
    const values = { folder: chain.versionLocations[0] ?? chain.scriptLocation };
    // What is made only where it is missing may have been there before, and can be run again.
    const isRepair = idle.every(({ revision }) => changes(revision).every(isGuarded));
    const severity = isRepair ? { severity: 'info' as const } : {};
    return [{ at: first.at, subject: chain.scriptLocation, symbol: 'downgrade', values, parts, ...severity }];
  }),
);

function isIdle(file: SourceFile): boolean {
  const body = functionIn(file, 'downgrade')?.body ?? null;
  const isNothing = (stmt: Stmt) => stmt.k === 'pass' || isDocstring(stmt) || (stmt.k === 'return' && stmt.v === null);
  return body?.every(isNothing) ?? false;
}

/** It changes the schema in a way that could be taken back: PostgreSQL removes no value from a type, and rows are no schema. */
function isReversible(revision: Revision): boolean {
  return changes(revision).length > 0;
}

function changes({ operations }: Revision): readonly Operation[] {
  return operations.filter(({ op }) => REVERSIBLE.has(op));
}

function isGuarded(operation: Operation): boolean {
  return operation.guarded || ('ifNotExists' in operation && operation.ifNotExists);
}

const REVERSIBLE = new Set([
  'create-table',
  'add-column',
  'rename-table',
  'alter-column',
  'create-index',
  'add-constraint',
  'create-type',
]);
