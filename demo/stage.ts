/** Sets the stage: an emulated GitHub with a shop in it, and the real App beside it, all on the loopback interface. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from 'emulate';
import { pino } from 'pino';
import { parse } from 'yaml';
import { WEBHOOK_PATH } from '../src/app/http.ts';
import { type RunningApp, serve } from '../src/app/server.ts';
import { Overlay } from './overlay.ts';
import { SHOP, ShopRepository } from './shop-repository.ts';

const APP = { id: 4242, slug: 'vigie' } as const;
const ALICE_TOKEN = 'alice_token';

/** Real pauses between writes are a second long, to be polite to GitHub; nobody needs politeness here. Milliseconds. */
const SPACING = 20;

export interface Stage {
  readonly github: Overlay;
  readonly shop: ShopRepository;
  readonly app: RunningApp;
  /** What the App logged about things that went wrong. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const emulator = await createEmulator({ service: 'github', port: 0, seed: beginning(privateKey) });
  const webhookSecret = randomBytes(16).toString('hex');
  const github = new Overlay({
    upstream: emulator.url,
    repository: `${SHOP.owner}/${SHOP.repo}`,
    app: APP,
    webhookSecret,
  });
  const host = await github.start();
  const log: string[] = [];
  const data = mkdtempSync(join(tmpdir(), 'vigie-demo-'));
  const app = await serve(
    {
      APP_ID: String(APP.id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      // The same way a company's own GitHub server is named.
      GHE_HOST: host,
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      PORT: '0',
      VIGIE_DATA_DIR: data,
    },
    {
      spacing: SPACING,
      log: pino({ level: 'warn' }, { write: (line: string) => void log.push(line) }),
    },
  );
  github.webhooks.target = `${app.url}${WEBHOOK_PATH}`;
  const shop = new ShopRepository(`http://${host}/api/v3`, ALICE_TOKEN);
  await shop.sendWebhooksTo(`http://${host}/hooks`);
  return {
    github,
    shop,
    app,
    log,
    async close() {
      await app.close();
      rmSync(data, { recursive: true, force: true });
      await github.close();
      await emulator.close();
    },
  };
}

function beginning(privateKey: string) {
  const { default_permissions, default_events } = parse(readFileSync(join(import.meta.dirname, '../app.yml'), 'utf8'));
  return {
    tokens: { [ALICE_TOKEN]: { login: 'alice', scopes: ['repo', 'admin:repo_hook'] } },
    github: {
      users: [{ login: 'alice' }],
      orgs: [{ login: SHOP.owner, members: [{ login: 'alice', role: 'admin' }] }],
      repos: [{ owner: SHOP.owner, name: SHOP.repo }],
      apps: [
        {
          app_id: APP.id,
          slug: APP.slug,
          name: 'Vigie',
          private_key: privateKey,
          permissions: default_permissions,
          events: default_events,
          installations: [{ installation_id: 1, account: SHOP.owner }],
        },
      ],
    },
  };
}
