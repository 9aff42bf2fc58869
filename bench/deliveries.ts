/** Pull requests opened at a steady pace: how long webhooks wait for their answer, and whether every one gets its verdict. */
import { setTimeout as pause } from 'node:timers/promises';
import { editRepository, generateRepository } from './generate-repository.ts';
import { startService } from './start-service.ts';

const SECONDS = 20;
const PULL_REQUEST_FILES = 10;

const PER_SECOND = 20;

/**
 * Milliseconds until a webhook is answered, the 99th of 100. Returns when every pull request has a completed check-run.
 * GitHub runs in this process, and takes part of the machine: its part of the time is in the figure.
 */
export async function measureDeliveries(files: number): Promise<number> {
  const { github, repository, completed, close } = await startService();
  const tree = generateRepository(files);
  repository.commit('main', Object.fromEntries(tree));
  const prepare = (number: number): string => {
    const head = `change-${number}`;
    repository.branch(head);
    const edited = editRepository(tree, PULL_REQUEST_FILES, number);
    repository.commit(head, Object.fromEntries([...edited].filter(([path, text]) => tree.get(path) !== text)));
    return head;
  };
  const total = SECONDS * PER_SECOND;
  const heads = Array.from({ length: total + 1 }, (_, number) => prepare(number));
  await github.openPullRequest(repository, { head: heads[0] ?? '' });
  await completed(1);
  const answers: number[] = [];
  const pending: Promise<unknown>[] = [];
  const start = performance.now();
  for (const [number, head] of heads.slice(1).entries()) {
    await pause(Math.max(0, start + (number * 1_000) / PER_SECOND - performance.now()));
    const sent = performance.now();
    pending.push(github.openPullRequest(repository, { head }).then(() => answers.push(performance.now() - sent)));
  }
  await Promise.all(pending);
  await completed(total + 1);
  await close();
  return answers.toSorted((a, b) => a - b)[Math.floor(total * 0.99)] ?? Number.NaN;
}
