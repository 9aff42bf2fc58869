import { isPacked } from '../../../src/rulekit/housekeeping.ts';
import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule<{ readonly routesFrom: number }>(({ project, options }) => {
  const [app] = servedApplications(project);
  if (!app || app.routes.length < options.routesFrom || isPacked(project)) return [];
  return [{ at: app.at, subject: 'container', symbol: '', values: { app: app.name } }];
});
