import { applicationFiles } from '../../../src/rulekit/application.ts';
import { hasCodeChecks } from '../../../src/rulekit/housekeeping.ts';
import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { requirementsOf, servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule<{ readonly filesFrom: number }>(({ project, options }) => {
  const [app] = servedApplications(project);
  const count = applicationFiles(project).length;
  if (!app || count < options.filesFrom || hasCodeChecks(project)) return [];
  return [{ at: requirementsOf(project, app), subject: 'code checks', symbol: '', values: { count } }];
});
