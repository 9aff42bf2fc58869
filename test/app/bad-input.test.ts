/** What anybody may send to the address of the webhook, and what GitHub may send that nobody foresaw. */
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WEBHOOK_PATH } from '../../src/app/http.ts';
import { functions, startWorld, type World } from './running-app.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

async function send(event: string, body: string, headers: Readonly<Record<string, string>> = {}): Promise<number> {
  const { webhookSecret } = world.github.credentials;
  const { status } = await fetch(`${world.app.url}${WEBHOOK_PATH}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': event,
      'x-github-delivery': '1',
      'x-hub-signature-256': `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`,
      ...headers,
    },
  });
  return status;
}

const isAlive = async () => (await fetch(`${world.app.url}/health`)).status === 200;

describe('a webhook', () => {
  it.each<[string, string, Record<string, string>]>([
    ['with the signature of another body', '{}', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['with a signature of another kind', '{}', { 'x-hub-signature-256': 'sha1=00' }],
    ['that is not JSON', 'action=opened', {}],
    ['that is nothing', '', {}],
  ])('%s is refused', async (_what, body, headers) => {
    const status = await send('pull_request', body, headers);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
    expect(await isAlive()).toBe(true);
  });

  it.each([
    ['ping', '{"zen":"Keep it logically awesome."}'],
    ['an_event_of_tomorrow', '{"action":"created"}'],
    ['pull_request', '{"action":"an_action_of_tomorrow"}'],
    ['pull_request', `{"action":"labeled","deep":${'['.repeat(5_000)}${']'.repeat(5_000)}}`],
  ])('of the event %s that asks for nothing is accepted', async (event, body) => {
    expect(await send(event, body)).toBe(200);
    await world.app.idle();
    expect(world.github.writes).toEqual([]);
  });
});

describe('a comment of 60,000 characters of commands', () => {
  it('is answered once, and does not keep others waiting', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('fine') });
    repository.branch('feature');
    repository.commit('feature', { 'app/main.py': functions('fine', 'good') });
    const pull = await world.github.openPullRequest(repository, { head: 'feature' });
    await world.app.idle();
    const started = performance.now();
    for (const line of [
      '/audit explain bad-name',
      '/audit ignore bad-name ** -- x',
      '<!-- /audit',
      '```\n/audit help',
      '> ',
    ])
      await world.github.comment(repository, pull, 'alice', `${line}\n`.repeat(60_000 / (line.length + 1)));
    await world.github.comment(
      repository,
      pull,
      'alice',
      Array.from({ length: 5_000 }, (_, at) => `/audit x${at}`).join('\n'),
    );
    await world.app.idle();
    await world.github.quiet();
    expect(performance.now() - started).toBeLessThan(20_000);
    const replies = [...repository.comments.values()].filter(({ byApp }) => byApp);
    // Neither what is in a comment of HTML nor in a quotation, and of a fence only what stands between two.
    expect(replies).toHaveLength(4);
    for (const { body } of replies) expect(body.length).toBeLessThan(20_000);
  });
});
