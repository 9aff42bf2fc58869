/** A short sample of `npm run faults`: real processes that die at work, a GitHub that fails, and nothing lost, said twice or left open. */
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { live } from './life.ts';
import { type Oracle, startOracle } from './oracle.ts';

jest.setTimeout(300_000);

let oracle: Oracle;
beforeAll(async () => {
  oracle = await startOracle();
});
afterAll(() => oracle.close());

it.each(['pglite', 'postgres'] as const)('every webhook ends in one verdict, on %s', async (backend) => {
  const told = await live({ backend, seeds: [1, 2], stages: 1 }, oracle);
  expect(told.violations).toEqual([]);
  expect(told.kills + told.halts).toBeGreaterThan(0);
});
