import { applicationProjects, isDeployed, publishesPackages, writtenAs } from '../../../src/rulekit/dependencies.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { type OpenDependencies, openDependencies } from '../../../src/rulekit/open-dependencies.ts';

export default defineProjectRule<{ readonly few: number }>(({ project, options }) => {
  const { projects } = project.dependencies();
  const published = publishesPackages(project);
  return applicationProjects(project).flatMap((one) => {
    const found = openDependencies(projects, one, !published && isDeployed(project, one));
    return found ? foundOf(found, options.few) : [];
  });
});

/** Few among many are told one by one; where most are open, one more changes nothing. */
function foundOf({ manifest, open, total }: OpenDependencies, percent: number): Found[] {
  const [first] = open;
  if (!first) return [];
  const few = open.length < total && open.length <= Math.max(1, (total * percent) / 100);
  const tool = manifest.format === 'poetry' ? 'poetry lock' : manifest.format === 'pipfile' ? 'pipenv lock' : 'uv lock';
  const source = manifest.path.replace(/\.txt$/, '.in');
  return [
    {
      at: first.at,
      subject: 'unpinned',
      symbol: '',
      variant: few ? 'few' : manifest.format === 'requirements' ? 'most' : 'lock',
      values: { open: open.length, total, manifest: manifest.path, tool, source, example: writtenAs(first) },
      ...(few && { parts: open.map((entry) => ({ subject: entry.name, label: writtenAs(entry), at: entry.at })) }),
      related: open.slice(1, 8).map((entry) => ({ ...entry.at, note: 'open', values: { entry: writtenAs(entry) } })),
    },
  ];
}
