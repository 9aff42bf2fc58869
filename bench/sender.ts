/** Sends webhooks at a steady pace, from a process that has nothing else to do, and tells what was answered and how soon. */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface ToSend {
  readonly url: string;
  readonly perSecond: number;
  readonly webhooks: readonly { readonly body: string; readonly headers: Readonly<Record<string, string>> }[];
}

export interface Sent {
  readonly statuses: readonly number[];
  readonly milliseconds: readonly number[];
}

const agent = new Agent({ keepAlive: true });

function send(url: string, { body, headers }: ToSend['webhooks'][number]): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}

async function sendAll({ url, perSecond, webhooks }: ToSend): Promise<Sent> {
  const start = performance.now();
  const answers = webhooks.map(async (webhook, number) => {
    const due = start + (number * 1_000) / perSecond;
    await pause(Math.max(0, due - performance.now()));
    const began = performance.now();
    const status = await send(url, webhook);
    return { status, milliseconds: performance.now() - began };
  });
  const all = await Promise.all(answers);
  return { statuses: all.map(({ status }) => status), milliseconds: all.map(({ milliseconds }) => milliseconds) };
}

process.send?.('ready');
const [work] = await once(process, 'message');
process.send?.(await sendAll(work));
process.disconnect();
