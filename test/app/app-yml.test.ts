import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { parse } from 'yaml';
import { createApp } from '../../src/app/create-app.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import { systemClock } from '../../src/app/system-clock.ts';

const manifest = parse(readFileSync(new URL('../../app.yml', import.meta.url), 'utf8'));

describe('the manifest', () => {
  it('subscribes to the events that are handled, and to no other', async () => {
    const handled = new Set<string>();
    const probot = {
      on: (events: string | string[]) => [events].flat().map((event) => handled.add(event.split('.')[0]!)),
    };
    // Of Probot, the App uses `on` only.
    const app = createApp({
      app: 1,
      enqueue: async () => 'queued',
      log: pino({ level: 'silent' }),
      clock: systemClock,
      metrics: createMetrics(),
    });
    await app(probot as never, {} as never);
    // Of its installations, every App is told.
    const subscribed = [...handled].filter((event) => !event.startsWith('installation'));
    expect([...manifest.default_events].sort()).toEqual(subscribed.sort());
  });

  it('asks for no write access but to checks and pull requests', () => {
    const writes = Object.entries(manifest.default_permissions).filter(([, level]) => level !== 'read');
    expect(writes).toEqual([
      ['checks', 'write'],
      ['pull_requests', 'write'],
    ]);
  });
});
