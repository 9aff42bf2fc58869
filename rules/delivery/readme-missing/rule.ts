import { hasReadme } from '../../../src/rulekit/housekeeping.ts';
import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule(({ project }) => {
  const [app] = servedApplications(project);
  if (!app || hasReadme(project)) return [];
  return [{ at: app.at, subject: 'readme', symbol: '', values: { app: app.name } }];
});
