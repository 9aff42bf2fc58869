import { defineProjectRule, type Found, type LoopedTask } from '../../../src/rulekit/index.ts';

export default defineProjectRule(({ project }) => {
  const byEngine = Map.groupBy(
    project.loopedTasks(),
    ({ engine, starter }) => `${engine.at.path} ${engine.name} ${starter.loop}`,
  );
  return [...byEngine.values()].map(foundOf);
});

function foundOf(tasks: readonly LoopedTask[]): Found {
  const [first] = tasks;
  if (!first) throw new Error('a finding has at least one place');
  const { engine, starter, use, symbol, queue, coroutine } = first;
  const values = { task: symbol, starter: starter.call, engine: engine.name, queue, coroutine, use: use.name };
  return {
    at: starter.at,
    subject: starter.loop === 'new' ? engine.name : `${engine.name} ${starter.loop}`,
    ...(starter.loop === 'new' ? {} : { variant: 'current', severity: 'minor', confidence: 'medium' }),
    symbol: '',
    values,
    parts: tasks.map((task) => ({
      subject: `${task.head.path} ${task.symbol}`,
      label: task.symbol,
      at: task.head,
      ...(tasks.length > 1 ? { alone: foundOf([task]) } : {}),
    })),
    related: [
      { ...engine.at, note: 'engine', values },
      { ...use.at, note: 'use', values },
      ...tasks.slice(0, 6).map(({ head, symbol: name }) => ({ ...head, note: 'task', values: { task: name } })),
    ],
  };
}
