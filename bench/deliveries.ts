/** Pull requests opened at a steady pace: how long webhooks wait for their answer, and whether every one gets its verdict. */
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { catalogue } from '../rules/registry.generated.ts';
import { startWorld } from '../test/app/running-app.ts';
import { editRepository, generateRepository } from './generate-repository.ts';

const SECONDS = 20;
const PULL_REQUEST_FILES = 10;

const PER_SECOND = 20;

/**
 * Milliseconds until a webhook is answered, the 99th of 100. Throws when a pull request has no completed check-run in the
 * end. GitHub runs in this process too: its part of the time is in the figure.
 */
export async function measureDeliveries(files: number): Promise<number> {
  const world = await startWorld({ catalogue, log: pino({ level: 'silent' }) });
  const repository = world.github.repository('acme/shop');
  const tree = generateRepository(files);
  repository.commit('main', Object.fromEntries(tree));
  const open = (number: number): Promise<unknown> => {
    const head = `change-${number}`;
    repository.branch(head);
    const edited = editRepository(tree, PULL_REQUEST_FILES, number);
    repository.commit(head, Object.fromEntries([...edited].filter(([path, text]) => tree.get(path) !== text)));
    return world.github.openPullRequest(repository, { head });
  };
  await open(0);
  await world.app.idle();
  const total = SECONDS * PER_SECOND;
  const answers: number[] = [];
  const pending: Promise<unknown>[] = [];
  const start = performance.now();
  for (let number = 1; number <= total; number++) {
    await pause(Math.max(0, start + (number * 1_000) / PER_SECOND - performance.now()));
    const sent = performance.now();
    pending.push(open(number).then(() => answers.push(performance.now() - sent)));
  }
  await Promise.all(pending);
  await world.app.idle();
  const completed = [...repository.checkRuns.values()].filter((run) => run.status === 'completed').length - 1;
  await world.close();
  if (completed !== total) throw new Error(`${completed} check-runs of ${total} were completed`);
  return answers.toSorted((a, b) => a - b)[Math.floor(total * 0.99)] ?? Number.NaN;
}
