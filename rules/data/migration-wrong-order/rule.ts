import { defineProjectRule, type Found, type MigrationStep, type RevisionSafety } from '../../../src/rulekit/index.ts';
import { revisionFinding } from '../../../src/rulekit/migrations.ts';

export default defineProjectRule(({ project }) =>
  project
    .migrationSafety()
    .revisions.flatMap((one) => (one.postgres ? one.steps.flatMap((step) => failing(step, one)) : [])),
);

function failing({ operation, failure, sql }: MigrationStep, one: RevisionSafety): Found[] {
  if (failure === null) return [];
  const { at } = operation;
  const related = [{ path: failure.at.path, span: failure.at.span, note: failure.kind }];
  const values = {
    revision: one.revision.id,
    step: sql,
    name: failure.kind === 'still-referenced' ? '' : failure.name,
    by: failure.kind === 'still-referenced' ? failure.by : failure.kind === 'gone-already' ? failure.on : '',
  };
  return [
    {
      ...revisionFinding(one),
      at: { path: at.path, span: at.span },
      subject: `${one.revision.id} ${sql}`,
      variant: failure.kind,
      values,
      related,
    },
  ];
}
