/** What happens beside pull requests: the default branch moves, webhooks get lost, somebody lets the App in again. */
import { afterEach, describe, expect, it } from '@jest/globals';
import type { AuditRecord } from '../../src/audit/audit-record.ts';
import { functions, startWorld } from '../app/running-app.ts';
import { memoryAuditStore } from '../world/memory-audit-store.ts';
import { Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

describe('a push to the default branch', () => {
  it('keeps its score, publishes nothing, and spares the next pull request the reading', async () => {
    const records: AuditRecord[] = [];
    story = await Story.open({ after: {} }, await startWorld({ audits: memoryAuditStore(records) }));
    const { github } = story.world;
    const before = story.repository.head('main');
    story.repository.commit('main', { 'app/main.py': functions('bad_one', 'bad_two') });
    const writes = story.writes.length;
    await github.pushed(story.repository, 'main', before);
    await story.settled();
    expect(records.at(-1)).toMatchObject({
      pullRequest: null,
      head: story.repository.head('main'),
      conclusion: 'neutral',
    });
    expect(records.at(-1)?.score).toBeLessThan(10);
    expect(story.writes.length).toBe(writes);
    const trees = github.traffic.requests.filter((one) => one === 'git/get-tree').length;
    story.repository.branch('later', 'main');
    story.repository.commit('later', { 'app/more.py': functions('bad_three') });
    await github.openPullRequest(story.repository, { head: 'later' });
    await story.settled();
    // The tree of its head alone.
    expect(github.traffic.requests.filter((one) => one === 'git/get-tree').length).toBe(trees + 1);
  });

  it('to any other branch asks for nothing', async () => {
    const records: AuditRecord[] = [];
    story = await Story.open({ after: {} }, await startWorld({ audits: memoryAuditStore(records) }));
    const known = records.length;
    await story.world.github.pushed(story.repository, 'feature', story.repository.head('main'));
    await story.settled();
    expect(records).toHaveLength(known);
  });
});

const redelivered = () =>
  story.world.github.traffic.requests.filter((one) => one === 'apps/redeliver-webhook-delivery').length;

describe('what was missed', () => {
  it('is asked for again: the webhooks that were never answered with success, and only those', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    const { github } = story.world;
    const address = github.webhookUrl;
    github.webhookUrl = 'http://127.0.0.1:9/nobody';
    await github.comment(story.repository, story.pull, 'alice', '/audit explain bad-name');
    github.webhookUrl = address;
    expect(story.replies).toEqual([]);
    await github.unsuspend(story.repository);
    await story.settled();
    expect(story.replies).toEqual([expect.stringContaining('Names matter.')]);
    expect(redelivered()).toBe(1);
    await github.unsuspend(story.repository);
    await story.settled();
    expect(redelivered()).toBe(1);
  });

  it('is asked for although GitHub cannot say at first what it was', async () => {
    story = await Story.open({ after: {} });
    const { github } = story.world;
    const address = github.webhookUrl;
    github.webhookUrl = 'http://127.0.0.1:9/nobody';
    await github.comment(story.repository, story.pull, 'alice', '/audit help');
    github.webhookUrl = address;
    github.fail('apps/list-webhook-deliveries', { status: 502, times: 4 });
    github.fail('apps/redeliver-webhook-delivery', { status: 502 });
    await github.unsuspend(story.repository);
    await story.settled();
    expect(story.replies).toHaveLength(1);
  });

  it('is given up when it fails again and again', async () => {
    story = await Story.open({ after: {} });
    const { github } = story.world;
    const address = github.webhookUrl;
    github.webhookUrl = 'http://127.0.0.1:9/nobody';
    const lost = await github.retarget(story.repository, story.pull, 'main');
    await github.again(lost);
    await github.again(lost);
    github.webhookUrl = address;
    await github.unsuspend(story.repository);
    await story.settled();
    expect(redelivered()).toBe(0);
  });
});
