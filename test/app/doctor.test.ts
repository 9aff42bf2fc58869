/** `vigie doctor`: what is wrong with the App as it is set up, told before somebody waits for a verdict. */
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { parse } from 'yaml';
import { examine } from '../../src/app/doctor/examine.ts';
import { WEBHOOK_PATH } from '../../src/app/http.ts';
import { EVENTS, PERMISSIONS } from '../../src/github/registration.ts';
import { FakeGitHub } from '../world/fake-github.ts';

// The first of these makes a database, which takes seconds on a busy machine.
jest.setTimeout(120_000);

const data = join(mkdtempSync(join(tmpdir(), 'vigie-')), 'data');

let github: FakeGitHub;
beforeEach(async () => {
  github = await FakeGitHub.start(() => Date.now());
});
afterEach(() => github.close());

const RULE = {
  type: 'required_status_checks',
  ruleset_source_type: 'Repository',
  ruleset_source: 'acme/shop',
  ruleset_id: 1,
};
const requiring = (context: string, integration_id?: number) => ({
  ...RULE,
  parameters: {
    required_status_checks: [{ context, ...(integration_id === undefined ? {} : { integration_id }) }],
    strict_required_status_checks_policy: false,
  },
});

async function look(variables: Record<string, string> = {}, repository: string | null = null) {
  const examined = await examine(
    {
      APP_ID: String(github.app.id),
      PRIVATE_KEY: github.credentials.privateKey,
      WEBHOOK_SECRET: github.credentials.webhookSecret,
      VIGIE_DATA_DIR: data,
      ...variables,
    },
    { baseUrl: github.url, repository },
  );
  return (state: 'good' | 'doubtful' | 'bad') =>
    examined.filter((one) => one.state === state).map(({ subject, detail }) => `${subject}: ${detail}`);
}

describe('the registration', () => {
  it('is that of the manifest', () => {
    const manifest = parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8'));
    expect([...EVENTS]).toEqual([...manifest.default_events].sort());
    expect(PERMISSIONS).toEqual(manifest.default_permissions);
  });
});

describe('the doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const shop = github.repository('acme/shop');
    shop.commit('main', { 'README.md': '# Shop\n' });
    shop.rules = [requiring('vigie', github.app.id)];
    github.hook = { ...github.hook, url: `https://vigie.example.com${WEBHOOK_PATH}` };
    const said = await look();
    expect(said('bad')).toEqual([]);
    expect(said('good')).toEqual(
      expect.arrayContaining([
        'Permissions: all that is needed',
        'acme/shop: main requires "vigie" of this App',
        expect.stringMatching(/^Database: embedded, in /),
      ]),
    );
    // Nobody has set VIGIE_BASE_URL, and nothing was delivered yet.
    expect(said('doubtful')).toEqual([
      expect.stringMatching(/^Public address: VIGIE_BASE_URL is not set/),
      'Deliveries: none in the last three days',
    ]);
  });

  it('names each setting that is missing, and no value', async () => {
    const said = await look({ APP_ID: 'not-a-number-4711', WEBHOOK_SECRET: '' });
    expect(said('bad')).toEqual([
      expect.stringContaining('APP_ID is not a number'),
      expect.stringContaining('WEBHOOK_SECRET is not set'),
    ]);
    expect(said('bad').join()).not.toContain('4711');
  });

  it('sees a webhook that goes nowhere, and a required check that nobody reports', async () => {
    const shop = github.repository('acme/shop');
    shop.commit('main', { 'README.md': '# Shop\n' });
    github.hook = { content_type: 'form', insecure_ssl: '1', url: 'https://vigie.example.com/' };
    shop.rules = [requiring('Vigie audit')];
    const said = await look();
    expect(said('bad')).toEqual([
      'Webhook: the address is https://vigie.example.com/',
      'Webhook: the content type is form',
      'Webhook: no secret is set at GitHub',
    ]);
    expect(said('doubtful')).toContain('acme/shop: main requires "Vigie audit", which nobody reports');
    shop.rules = [requiring('vigie', 99)];
    expect((await look())('bad')).toContain('acme/shop: main requires "vigie" of another App');
  });

  it('sees permissions that were never accepted, a wrong clock, and deliveries that fail', async () => {
    github.repository('acme/shop').commit('main', { 'README.md': '# Shop\n' });
    Object.assign(github.app, { permissions: { metadata: 'read', contents: 'read', checks: 'read' } });
    github.webhookUrl = 'http://127.0.0.1:9/nobody';
    await github.openPullRequest(github.repository('acme/shop'), { head: 'main' });
    const said = await look();
    expect(said('bad')).toEqual(
      expect.arrayContaining([
        'Permissions: missing: checks: write, issues: read, merge_queues: read, pull_requests: write',
        'Installation acme: missing: checks: write, issues: read, merge_queues: read, pull_requests: write',
        expect.stringMatching(/^Deliveries: \d+ of the last \d+ failed \(no answer\), the newest as well$/),
      ]),
    );
  });

  it('says that a repository is out of reach', async () => {
    github.repository('acme/shop').commit('main', { 'README.md': '# Shop\n' });
    expect((await look({}, 'acme/other'))('bad')).toContain('acme/other: the App is not installed there');
  });

  it('says that GitHub does not know the App', async () => {
    expect((await look({ APP_ID: '1' }))('bad')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^GitHub: .*(401|credentials|denied|refuse)/i)]),
    );
  });
});
