import { type CommandSite, commandsOf } from '../../../src/rulekit/ci.ts';
import { defineProjectRule, type Found, type Project } from '../../../src/rulekit/index.ts';
import { everything, installedBy } from '../../../src/rulekit/installed.ts';
import { type PluginOption, pluginOptions } from '../../../src/rulekit/test-plugins.ts';
import { readConfigurations } from '../../../src/rulekit/tests.ts';

export default defineProjectRule(({ project }) => {
  const inJobs = commandsOf(project.ci().pipelines).flatMap((site) => ofCommand(project, site));
  const told = new Set(inJobs.map(({ values }) => values.plugin));
  return [...firstOfEach(inJobs), ...ofConfigurations(project).filter(({ values }) => !told.has(values.plugin))];
});

function firstOfEach(found: readonly Found[]): readonly Found[] {
  return [...Map.groupBy(found, ({ subject }) => subject).values()].flatMap((same) => same.slice(0, 1));
}

/** A job that runs pytest with an option whose plugin it does not install. */
function ofCommand(project: Project, { command, job, pipeline }: CommandSite): readonly Found[] {
  if (command.kind !== 'tests' || command.tool !== 'pytest') return [];
  const options = pluginOptions(command.text);
  const installed = options.length > 0 ? installedBy(project, job) : null;
  if (installed === null) return [];
  return options
    .filter((one) => !isAmong(installed, one))
    .map((one) => ({
      at: command.at,
      subject: `${pipeline.path} ${one.plugin}`,
      symbol: '',
      values: { ...one, others: [], job: job.name, workflow: pipeline.name },
    }));
}

/** `addopts` that need a plugin which the repository names nowhere, though it names pytest. */
function ofConfigurations(project: Project): readonly Found[] {
  const names = everything(project);
  if (names === null || !names.includes('pytest')) return [];
  const commands = commandsOf(project.ci().pipelines).map(({ command }) => command.text);
  const declared = new Set(names);
  return readConfigurations(project).flatMap(({ path, options }) =>
    options
      .filter(({ name }) => name === 'addopts')
      .flatMap(({ value, at }) => pluginOptions(value).map((one) => ({ one, at })))
      .filter(({ one }) => !isAmong(declared, one) && !commands.some((text) => text.includes(one.plugin)))
      .map(
        ({ one, at }): Found => ({
          at,
          subject: `${path} ${one.plugin}`,
          symbol: '',
          variant: 'configured',
          values: { ...one, others: [], path },
        }),
      ),
  );
}

function isAmong(names: ReadonlySet<string>, { plugin, others }: PluginOption): boolean {
  return (
    names.has(plugin) ||
    others.some((other) => names.has(other)) ||
    [...names].some((name) => name.startsWith(`${plugin}-`))
  );
}
