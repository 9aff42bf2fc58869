/** The migrations of base and head side by side: which revisions came, and what each of their steps means. */
import type { MigrationChange, MigrationChangeStep } from '../model/migration-changes.ts';
import type { MigrationSafety, MigrationStep, RevisionSafety } from '../model/migration-safety.ts';

/** One change for each revision that head has and base has not, parents first. */
export function compareMigrations(base: MigrationSafety, head: MigrationSafety): readonly MigrationChange[] {
  const before = new Set(base.revisions.map(({ revision }) => revision.id));
  const come = head.revisions.filter(({ revision }) => !before.has(revision.id));
  const files = new Set(come.map(({ revision }) => revision.path));
  const followed = new Set(head.revisions.flatMap(({ revision }) => revision.down));
  return come.map((one) => changeOf(one, files, followed));
}

function changeOf(
  { revision, scriptLocation, downgrade, steps, postgres }: RevisionSafety,
  files: ReadonlySet<string>,
  followed: ReadonlySet<string>,
): MigrationChange {
  return {
    revision: revision.id,
    message: revision.message,
    scriptLocation,
    down: revision.down,
    isHead: !followed.has(revision.id),
    at: revision.at,
    downgrade: downgrade.kind,
    steps: steps.filter(isFirst(steps)).map((step) => stepOf(step, files, postgres)),
  };
}

/** A type is named again by each column that has it; it is made once. */
function isFirst(steps: readonly MigrationStep[]): (step: MigrationStep) => boolean {
  const nameOf = ({ operation }: MigrationStep) => (operation.op === 'create-type' ? operation.name : null);
  return (step) => nameOf(step) === null || steps.find((one) => nameOf(one) === nameOf(step)) === step;
}

function stepOf(step: MigrationStep, files: ReadonlySet<string>, postgres: boolean): MigrationChangeStep {
  const { operation, sql, fresh, madeBy, lock, lasting, loses } = step;
  const newTable = fresh || (madeBy !== null && files.has(madeBy));
  const data = operation.op === 'data' ? operation : null;
  const isRead = operation.op !== 'unread' && (data?.verb !== 'other' || data.table !== null);
  return {
    sql,
    newTable,
    lock: postgres ? (newTable ? 'none' : lock) : null,
    lasting: newTable ? 'instant' : lasting,
    ...(isRead ? {} : { read: false }),
    ...(data?.verb === 'insert' ? { writes: 'added' } : data?.verb === 'update' ? { writes: 'changed' } : {}),
    loses: newTable ? null : data?.verb === 'delete' ? 'rows' : loses,
    at: operation.at,
  };
}
