import { automaticPipelines, type CommandSite, commandsOf, mayDoMore } from '../../../src/rulekit/ci.ts';
import { defineProjectRule, type Found } from '../../../src/rulekit/index.ts';
import { isServedAlong, type LiveClient, liveClients } from '../../../src/rulekit/live-servers.ts';
import { isCollected } from '../../../src/rulekit/tests.ts';

const SHOWN = 7;

export default defineProjectRule(({ project }) => {
  const pipelines = automaticPipelines(project);
  const commands = commandsOf(pipelines);
  const tests = commands.filter(({ command }) => command.kind === 'tests');
  // With a server beside the tests, or commands that may start one, they have what they need.
  if (
    mayDoMore(pipelines) ||
    commands.some(({ command }) => command.kind === 'server' || command.kind === 'containers')
  )
    return [];
  const sites = project.eachFile('python', 'live-clients', (file, of): LiveClient[] => {
    const isTest = of.tests().modules.some(({ path }) => path === file.path) && isCollected(of, file.path);
    const isConftest = /(^|\/)conftest\.py$/.test(file.path);
    return (isTest || isConftest) && !isServedAlong(of, file.path) ? liveClients(file).slice(0, 1) : [];
  });
  const reached = sites.filter(({ at }) => tests.length === 0 || tests.some((test) => runs(test, at.path)));
  const [first] = reached;
  if (!first) return [];
  const [test] = tests;
  const found: Found = {
    at: first.at,
    subject: 'live server',
    symbol: '',
    ...(test ? {} : { variant: 'unattended' }),
    values: {
      url: first.url,
      files: reached.length,
      workflow: test?.pipeline.name ?? '',
      command: test?.command.run.split(/\s+/)[0] ?? 'pytest',
    },
    related: [
      ...reached.slice(1, SHOWN).map(({ at, url }) => ({ ...at, note: 'too', values: { url } })),
      ...(test ? [{ ...test.command.at, note: 'ci' }] : []),
    ],
  };
  return [found];
});

/** Whether a test command gets to a file: by the folders that it names, and the marks that it leaves out. */
function runs({ command }: CommandSite, path: string): boolean {
  const words = command.run.split(/\s+/).slice(1);
  if (/-m\s+["']?not\b|-k\s|--deselect/.test(command.text)) return false;
  if (
    words.some(
      (word) =>
        word.startsWith('--ignore') &&
        path.includes(word.replace(/^--ignore(-glob)?=?/, '').replace(/\/$/, '') || '\0'),
    )
  )
    return false;
  const folders = words.filter((word) => /^[\w./-]+$/.test(word) && !word.startsWith('-') && /tests?|\//.test(word));
  return folders.length === 0 || folders.some((folder) => path.includes(folder.replace(/^\.\/|\/$/g, '')));
}
