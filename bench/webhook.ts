/** From the webhook to the completed check-run, on a GitHub in memory, with the whole App in this process. */
import { pino } from 'pino';
import { catalogue } from '../rules/registry.generated.ts';
import { startWorld } from '../test/app/running-app.ts';
import { editRepository, generateRepository } from './generate-repository.ts';

const PULL_REQUESTS = 20;
const PULL_REQUEST_FILES = 10;

/** Milliseconds, each the median: until the webhook is answered, and until the check-run is completed. */
export async function measureWebhooks(files: number): Promise<{ readonly answer: number; readonly completed: number }> {
  const world = await startWorld({ catalogue, log: pino({ level: 'silent' }) });
  const repository = world.github.repository('acme/shop');
  const tree = generateRepository(files);
  repository.commit('main', Object.fromEntries(tree));
  const answers: number[] = [];
  const completions: number[] = [];
  for (let i = 0; i <= PULL_REQUESTS; i++) {
    const head = `change-${i}`;
    repository.branch(head);
    repository.commit(head, changes(tree, editRepository(tree, PULL_REQUEST_FILES, i)));
    const started = performance.now();
    await world.github.openPullRequest(repository, { head });
    answers.push(performance.now() - started);
    await world.app.idle();
    completions.push(performance.now() - started);
  }
  const completed = [...repository.checkRuns.values()].filter((run) => run.status === 'completed').length;
  if (completed !== PULL_REQUESTS + 1)
    throw new Error(`${completed} check-runs of ${PULL_REQUESTS + 1} were completed`);
  await world.close();
  // The first one reads the whole repository.
  return { answer: median(answers.slice(1)), completed: median(completions.slice(1)) };
}

function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...after].filter(([path, text]) => before.get(path) !== text));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
