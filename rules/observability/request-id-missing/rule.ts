import { defineProjectRule } from '../../../src/rulekit/index.ts';
import { hasTracingLibrary, requestIds } from '../../../src/rulekit/request-ids.ts';
import { servedApplications } from '../../../src/rulekit/served-application.ts';

export default defineProjectRule(({ project }) => {
  if (servedApplications(project).length === 0 || hasTracingLibrary(project)) return [];
  const ids = requestIds(project);
  if (ids.some(({ kind }) => kind === 'set')) return [];
  // Somebody asks for an identifier that nobody gives, or writes lines that cannot be told apart.
  const read = ids.filter(({ kind }) => kind === 'read');
  const logged = ids.filter(({ kind }) => kind === 'logged');
  const [first] = logged.length > 0 ? logged : read;
  if (!first) return [];
  const shown = [...read, ...logged].filter(({ at }) => at !== first.at);
  return [
    {
      at: first.at,
      subject: 'request id',
      symbol: first.symbol,
      variant: logged.length > 0 ? 'logged' : 'read',
      values: {},
      related: shown.slice(0, 8).map(({ at, kind }) => ({ ...at, note: kind })),
    },
  ];
});
