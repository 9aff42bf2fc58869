import { expect, it } from '@jest/globals';
import { createRateLimit } from '../../src/jobs/rate-limit.ts';

it('lets everybody go on so many times within the period', () => {
  let now = 0;
  const mayGoOn = createRateLimit({ now: () => now, sleep: async () => undefined }, 2, 1_000);
  expect([mayGoOn('alice'), mayGoOn('alice'), mayGoOn('alice'), mayGoOn('bob')]).toEqual([true, true, false, true]);
  now = 1_000;
  expect(mayGoOn('alice')).toBe(true);
});
