/** Pull requests opened at a steady pace: how long webhooks wait for their answer, and whether every one gets its verdict. */
import { fork } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { editRepository, generateRepository } from './generate-repository.ts';
import type { Sent, ToSend } from './sender.ts';
import { startService } from './start-service.ts';

const SENDER = fileURLToPath(new URL('sender.ts', import.meta.url));
const SECONDS = 60;
const PER_SECOND = 20;
const PULL_REQUEST_FILES = 10;

export interface Served {
  /** Milliseconds until a webhook is answered, the 99th of 100. */
  readonly answer: number;
  /** Memory of the service in MB, when the last of them has its verdict. */
  readonly resident: number;
}

/** Returns when every pull request has a completed check-run. Throws where a webhook was not accepted. */
export async function measureDeliveries(files: number): Promise<Served> {
  const { github, repository, completed, resident, close } = await startService();
  const tree = generateRepository(files);
  repository.commit('main', Object.fromEntries(tree));
  const url = github.webhookUrl ?? '';
  const open = (number: number) => {
    const head = `change-${number}`;
    repository.branch(head);
    const edited = editRepository(tree, PULL_REQUEST_FILES, number);
    repository.commit(head, Object.fromEntries([...edited].filter(([path, text]) => tree.get(path) !== text)));
    return github.openPullRequest(repository, { head });
  };
  // The first one reads the whole repository.
  await open(0);
  await completed(1);
  github.webhookUrl = null;
  const told = github.delivered.length;
  const total = SECONDS * PER_SECOND;
  for (let number = 1; number <= total; number += 1) await open(number);
  const webhooks = github.delivered
    .slice(told)
    .filter(({ event }) => event === 'pull_request')
    .map(({ event, payload }) => signed(event, JSON.stringify(payload), github.credentials.webhookSecret));
  const { statuses, milliseconds } = await sendFrom(SENDER, { url, perSecond: PER_SECOND, webhooks });
  const refused = statuses.filter((status) => status !== 200).length;
  if (refused > 0) throw new Error(`${refused} of ${total} webhooks were not accepted`);
  await completed(total + 1);
  const served = { answer: percentile(milliseconds, 0.99), resident: await resident() };
  await close();
  return served;
}

function signed(event: string, body: string, secret: string): ToSend['webhooks'][number] {
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
    },
  };
}

async function sendFrom(program: string, work: ToSend): Promise<Sent> {
  const sender = fork(program);
  await once(sender, 'message');
  sender.send(work);
  const [sent] = await once(sender, 'message');
  return sent;
}

function percentile(numbers: readonly number[], part: number): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length * part)] ?? Number.NaN;
}
