/** What an operator can watch, and who may. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { createMetrics, renderMetrics } from '../../src/app/metrics.ts';
import { serve } from '../../src/app/server.ts';
import { FakeGitHub } from '../world/fake-github.ts';
import { functions, inMemory } from './running-app.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const TOKEN = 'a-token-for-metrics-only';

async function start(variables: Record<string, string>) {
  const github = await FakeGitHub.start();
  const clock = { now: () => github.now(), sleep: async () => undefined };
  const app = await serve(
    {
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.credentials.privateKey,
      WEBHOOK_SECRET: github.credentials.webhookSecret,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'silent',
      ...variables,
    },
    { baseUrl: github.url, spacing: 0, inMemory: inMemory(clock) },
  );
  closing.push(github.close.bind(github), app.close);
  github.webhookUrl = `${app.url}/api/github/webhooks`;
  return { github, app };
}

describe('/metrics', () => {
  it('tells what was delivered, done, found and asked of GitHub, to who has the token', async () => {
    const { github, app } = await start({ METRICS_TOKEN: TOKEN });
    const repository = github.repository('acme/shop');
    repository.commit('main', { 'README.md': '# Shop\n' });
    repository.branch('feature');
    repository.commit('feature', { 'app.py': functions('f') });
    await github.openPullRequest(repository, { head: 'feature' });
    await app.idle();
    const answer = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(text).toMatch(/^vigie_deliveries_total\{event="pull_request",outcome="queued"\} 1$/m);
    expect(text).toMatch(/^vigie_job_seconds_count\{.*kind="review",outcome="done"\} 1$/m);
    expect(text).toMatch(/^vigie_audit_phase_seconds_count\{phase="publish"\} 1$/m);
    expect(text).toMatch(/^vigie_github_requests_total\{method="GET",status="200"\} \d+$/m);
    expect(text).toMatch(/^vigie_facts_total\{found="no"\} [1-9]/m);
    expect(text).toMatch(/^vigie_queue_waiting 0$/m);
    // Nothing in it says whose code it is.
    expect(text).not.toMatch(/acme|shop|alice/);
  });

  it('is refused without the token, and is nowhere unless somebody asked for it', async () => {
    const { app } = await start({ METRICS_TOKEN: TOKEN });
    expect((await fetch(`${app.url}/metrics`)).status).toBe(401);
    const wrong = await fetch(`${app.url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}x` } });
    expect([wrong.status, await wrong.text()]).toEqual([401, 'not for you\n']);
    const { app: other } = await start({});
    expect((await fetch(`${other.url}/metrics`)).status).toBe(404);
  });

  it('adds up what several threads counted', async () => {
    const [one, two] = [createMetrics(), createMetrics()];
    one.finding('duplicate-route', 2);
    two.finding('duplicate-route', 3);
    two.request('GET', 0);
    const text = await renderMetrics([await one.counted(), await two.counted()]);
    expect(text).toMatch(/^vigie_findings_total\{rule="duplicate-route"\} 5$/m);
    expect(text).toMatch(/^vigie_github_requests_total\{method="GET",status="0"\} 1$/m);
  });
});
