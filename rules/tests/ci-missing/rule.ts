import {
  automaticPipelines,
  commandsOf,
  installCommand,
  mayDoMore,
  placeOfTestRunner,
} from '../../../src/rulekit/ci.ts';
import { defineProjectRule, type Found, type Pipeline, type Project } from '../../../src/rulekit/index.ts';
import { countOf, servedRoutes } from '../../../src/rulekit/tests.ts';

const CHECKS = new Set(['tests', 'lint', 'types', 'audit', 'migrations']);

export default defineProjectRule<{ readonly minRoutes: number; readonly minTests: number }>(({ project, options }) => {
  const routes = servedRoutes(project).length;
  const { systems, pipelines } = project.ci();
  if (routes < options.minRoutes || systems.some(({ isRead }) => !isRead)) return [];
  const tests = countOf(project.tests().modules);
  const values = { routes, tests, install: installCommand(project) };
  const at = placeOfTestRunner(project);
  if (systems.length === 0) return at ? [{ at, subject: 'ci', symbol: '', values }] : [];
  return [...lacking(project, pipelines, tests >= options.minTests)].map(
    ([variant, first]): Found => ({
      at: first.eventsAt,
      subject: 'ci',
      symbol: '',
      variant,
      values: { ...values, workflows: pipelines.map(({ path }) => path) },
    }),
  );
});

/** What the pipelines that run by themselves do not do, as far as everything that they do could be read. */
function lacking(project: Project, pipelines: readonly Pipeline[], hasTests: boolean): Map<string, Pipeline> {
  const automatic = automaticPipelines(project);
  const [first] = automatic.length > 0 ? automatic : pipelines;
  const kinds = new Set(commandsOf(automatic).map(({ command }) => command.kind));
  const byHand = commandsOf(pipelines).some(({ command }) => command.kind === 'tests' || command.kind === 'lint');
  const found = new Map<string, Pipeline>();
  if (!first || kinds.has('tests') || mayDoMore(automatic) || testsInImage(project)) return found;
  if (![...CHECKS].some((kind) => [...kinds].some((one) => one === kind))) {
    if (!byHand) found.set('unchecked', first);
  } else if (hasTests && !commandsOf(pipelines).some(({ command }) => command.kind === 'tests'))
    found.set('untested', first);
  return found;
}

/** Tests that run while an image is built. */
function testsInImage(project: Project): boolean {
  return project
    .filesOfKind('dockerfile')
    .some(({ facts }) =>
      facts.dockerfile?.some(({ name, args }) => name === 'RUN' && args.some((arg) => arg.includes('pytest'))),
    );
}
