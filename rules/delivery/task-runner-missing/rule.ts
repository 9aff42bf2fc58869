import { applicationFiles } from '../../../src/rulekit/application.ts';
import { hasTaskRunner } from '../../../src/rulekit/housekeeping.ts';
import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule<{ readonly filesFrom: number }>(({ project, options }) => {
  const [app] = servedApplications(project);
  const hasTests = project.filesOfKind('python').some(({ path }) => /(^|\/)(test_\w+|\w+_test)\.py$/.test(path));
  const hasMigrations = project.schema().chains.length > 0;
  // With only one command to remember there is nothing to write down.
  if (!app || (!hasTests && !hasMigrations)) return [];
  if (applicationFiles(project).length < options.filesFrom || hasTaskRunner(project)) return [];
  return [{ at: app.at, subject: 'tasks', symbol: '', values: {} }];
});
