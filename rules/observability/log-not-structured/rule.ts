import { applicationFiles } from '../../../src/rulekit/application.ts';
import { webLaunches } from '../../../src/rulekit/health-checks.ts';
import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { logOutputs } from '../../../src/rulekit/log-outputs.ts';
import { servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule<{ readonly callsFrom: number }>(({ project, options }) => {
  // Logs that people read in a terminal are right as they are.
  if (!webLaunches(project).some(({ manifest }) => manifest.purpose === 'production')) return [];
  const outputs = logOutputs(project);
  if (outputs.some(({ kind }) => kind === 'structured' || kind === 'unknown')) return [];
  const [app] = servedApplications(project);
  const plain = outputs.find(({ kind, at }) => kind === 'plain' && isBeside(at.path, app?.at.path ?? ''));
  if (!plain) return [];
  const count = applicationFiles(project).reduce(
    (sum, { path }) => sum + project.logCalls(path).filter(({ logger }) => logger !== 'print').length,
    0,
  );
  if (count < options.callsFrom) return [];
  return [{ at: plain.at, subject: 'format', symbol: plain.symbol, values: { call: plain.call, count } }];
});

/** In the part of the repository that holds the application, and not a tool of its own. */
function isBeside(path: string, app: string): boolean {
  const [part, ...rest] = app.split('/');
  return rest.length === 0 || path.split('/')[0] === part;
}
