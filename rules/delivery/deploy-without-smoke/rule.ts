import { webLaunches } from '../../../src/rulekit/health-checks.ts';
import { defineProjectRule, type Project, valueAt } from '../../../src/rulekit/index.ts';
import { unmigratedDeployments } from '../../../src/rulekit/unmigrated.ts';

export default defineProjectRule(({ project }) => {
  // Where the migrations are missing, the same step is asked for already.
  const told = new Set(unmigratedDeployments(project).map(({ launch }) => launch.manifest.path));
  if (triesAfterwards(project)) return [];
  const without = webLaunches(project).filter(
    ({ manifest, service: { node, commands } }) =>
      manifest.kind === 'render' &&
      !told.has(manifest.path) &&
      valueAt(node, 'preDeployCommand') === null &&
      !commands.some(({ text }) => /smoke|check|test/i.test(text)),
  );
  const [first] = without;
  if (!first) return [];
  const { manifest, service, start } = first;
  return [
    {
      at: start?.at.path === manifest.path ? start.at : service.at,
      subject: 'smoke',
      symbol: '',
      values: { manifest: manifest.path, service: service.name || manifest.path },
    },
  ];
});

/** A workflow that deploys and then asks the application something. */
function triesAfterwards(project: Project): boolean {
  return project
    .deployment()
    .manifests.filter(({ kind, path }) => kind === 'workflow' && /deploy|release|smoke|\bcd\b/i.test(path))
    .some(({ services }) => services.some(({ commands }) => commands.some(({ text }) => /\bcurl\b|smoke/i.test(text))));
}
