import { automaticPipelines, type CommandSite, commandsOf, mayDoMore } from '../../../src/rulekit/ci.ts';
import { type Chain, defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { applicationMigrates, migrationFallbacks, testsMigrate } from '../../../src/rulekit/migration-checks.ts';

export default defineProjectRule<{ readonly minRevisions: number }>(({ project, options }) => {
  const pipelines = automaticPipelines(project);
  const commands = commandsOf(pipelines);
  const test = commands.find(({ command }) => command.kind === 'tests');
  const chain = project
    .schema()
    .chains.filter(
      ({ scriptLocation, revisions }) => revisions.length >= options.minRevisions && !isExample(scriptLocation),
    )
    .toSorted((a, b) => b.revisions.length - a.revisions.length)[0];
  if (!test || !chain || commandsOf(project.ci().pipelines).some(({ command }) => command.kind === 'migrations'))
    return [];
  const [fallback] = migrationFallbacks(project);
  if (fallback) {
    const values = { ...valuesOf(chain, test), function: fallback.symbol };
    const related = [
      { ...fallback.create, note: 'create' },
      { ...test.command.at, note: 'tests' },
    ];
    return [{ at: fallback.at, subject: 'fallback', symbol: fallback.symbol, variant: 'fallback', values, related }];
  }
  if (mayDoMore(pipelines) || testsMigrate(project) || applicationMigrates(project)) return [];
  const [revision] = chain.revisions.slice(-1);
  const found: Found = {
    at: test.command.at,
    subject: chain.scriptLocation,
    symbol: '',
    values: valuesOf(chain, test),
    related: revision
      ? [{ path: revision.path, span: revision.at.span, note: 'revision', values: { revision: revision.id } }]
      : [],
  };
  return [found];
});

function isExample(path: string): boolean {
  return /(^|\/)(tests?|examples?|docs?|samples?|templates?|fixtures?)(\/|$)/.test(path);
}

function valuesOf(
  { scriptLocation, configuredBy, revisions }: Chain,
  { command, pipeline }: CommandSite,
): Found['values'] {
  const isFlask = !/\.(ini|toml)$/.test(configuredBy);
  const tool = isFlask
    ? 'flask db'
    : configuredBy.includes('/') && configuredBy.endsWith('.ini')
      ? `alembic -c ${configuredBy}`
      : 'alembic';
  return {
    folder: scriptLocation,
    revisions: revisions.length,
    command: command.run.split(/\s+/)[0] ?? 'pytest',
    workflow: pipeline.name,
    upgrade: `${tool} upgrade head`,
    check: `${tool} check`,
  };
}
