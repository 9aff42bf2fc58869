import { automaticPipelines, commandsOf, mayDoMore } from '../../../src/rulekit/ci.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';

const BY_HAND = new Set(['workflow_dispatch', 'repository_dispatch']);

export default defineProjectRule(({ project }) => {
  const automatic = automaticPipelines(project);
  const { systems, pipelines } = project.ci();
  // Where something runs the tests by itself, the workflow that does so by hand is an extra.
  if (systems.some(({ isRead }) => !isRead) || mayDoMore(automatic)) return [];
  if (commandsOf(automatic).some(({ command }) => command.kind === 'tests')) return [];
  return pipelines.flatMap((pipeline): Found[] => {
    const { events, path, name, eventsAt } = pipeline;
    const test = commandsOf([pipeline]).find(({ command }) => command.kind === 'tests');
    if (!test || events.length === 0 || !events.every((event) => BY_HAND.has(event))) return [];
    return [
      {
        at: eventsAt,
        subject: path,
        symbol: '',
        values: { workflow: name, command: test.command.run },
        related: [{ ...test.command.at, note: 'command' }],
      },
    ];
  });
});
