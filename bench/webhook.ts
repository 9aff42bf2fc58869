/** From the webhook to the completed check-run, on a GitHub in memory, with the App in a process of its own. */
import { editRepository, generateRepository } from './generate-repository.ts';
import { startService } from './start-service.ts';

const PULL_REQUESTS = 20;
const PULL_REQUEST_FILES = 10;

/** Milliseconds, each the median: until the webhook is answered, and until the check-run is completed. */
export async function measureWebhooks(files: number): Promise<{ readonly answer: number; readonly completed: number }> {
  const { github, repository, completed, close } = await startService();
  const tree = generateRepository(files);
  repository.commit('main', Object.fromEntries(tree));
  const answers: number[] = [];
  const completions: number[] = [];
  for (let i = 0; i <= PULL_REQUESTS; i++) {
    const head = `change-${i}`;
    repository.branch(head);
    repository.commit(head, changes(tree, editRepository(tree, PULL_REQUEST_FILES, i)));
    const started = performance.now();
    await github.openPullRequest(repository, { head });
    answers.push(performance.now() - started);
    await completed(i + 1);
    completions.push(performance.now() - started);
  }
  await close();
  // The first one reads the whole repository.
  return { answer: median(answers.slice(1)), completed: median(completions.slice(1)) };
}

function changes(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries([...after].filter(([path, text]) => before.get(path) !== text));
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
