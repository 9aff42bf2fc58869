import { setTimeout as wait } from 'node:timers/promises';

/** Resolves once something is true. */
export async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error('it did not come true');
    await wait(2);
  }
}
