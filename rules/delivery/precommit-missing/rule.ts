import { applicationFiles } from '../../../src/rulekit/application.ts';
import { hasCodeChecks } from '../../../src/rulekit/housekeeping.ts';
import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule<{ readonly filesFrom: number }>(({ project, options }) => {
  const [app] = servedApplications(project);
  const count = applicationFiles(project).length;
  if (!app || count < options.filesFrom || hasCodeChecks(project)) return [];
  return [{ at: app.at, subject: 'code checks', symbol: '', values: { count } }];
});
