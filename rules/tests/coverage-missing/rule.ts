import { automaticPipelines, commandsOf, mayDoMore } from '../../../src/rulekit/ci.ts';
import { defineProjectRule, type Project } from '../../../src/rulekit/index.ts';
import { countOf, servedRoutes } from '../../../src/rulekit/tests.ts';

const TOOLS = new Set(['pytest-cov', 'coverage', 'codecov', 'coveralls', 'pytest-cover', 'slipcover', 'diff-cover']);
const FILES = /(^|\/)(\.coveragerc|\.?codecov\.ya?ml|\.coveralls\.ya?ml|sonar-project\.properties)$/;

export default defineProjectRule<{ readonly minTests: number }>(({ project, options }) => {
  const pipelines = automaticPipelines(project);
  const test = commandsOf(pipelines).find(({ command }) => command.kind === 'tests');
  const tests = countOf(project.tests().modules);
  if (
    !test ||
    tests < options.minTests ||
    mayDoMore(pipelines) ||
    isMeasured(project) ||
    servedRoutes(project).length === 0
  )
    return [];
  return [
    {
      at: test.command.at,
      subject: 'coverage',
      symbol: '',
      values: { tests, command: test.command.run.split(/\s+/)[0] ?? 'pytest' },
    },
  ];
});

function isMeasured(project: Project): boolean {
  const declared = project
    .dependencies()
    .projects.flatMap(({ manifests, locked }) => [
      ...manifests.flatMap((one) => one.declared.map(({ name }) => name)),
      ...(locked ?? []),
    ]);
  if (declared.some((name) => TOOLS.has(name)) || project.paths().some((path) => FILES.test(path))) return true;
  const { pipelines } = project.ci();
  return pipelines.some(({ jobs }) =>
    jobs.some(
      ({ commands, actions }) =>
        commands.some(({ text }) => /--cov|coverage/.test(text)) || actions.some((one) => /cov/i.test(one)),
    ),
  );
}
