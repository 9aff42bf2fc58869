import { describe, expect, it } from '@jest/globals';
import { AuditError } from '../../src/audit/ports.ts';
import { createMemoryQueue } from '../../src/jobs/memory-queue.ts';
import type { JobRun } from '../../src/jobs/queue.ts';

interface Payload {
  readonly name: string;
  readonly notes: readonly string[];
}

/** A queue whose jobs end when the test says so. */
function world(work?: (payload: Payload, run: JobRun) => Promise<void>, concurrency = 2) {
  const started: string[] = [];
  const failures: string[] = [];
  const pauses: number[] = [];
  const ends = new Map<string, () => void>();
  const queue = createMemoryQueue<Payload>({
    work: async (payload, run) => {
      started.push([payload.name, ...payload.notes].join('+'));
      await (work ? work(payload, run) : new Promise<void>((resolve) => ends.set(payload.name, resolve)));
      run.signal.throwIfAborted();
    },
    clock: { now: () => 0, sleep: async (ms) => void pauses.push(ms) },
    concurrency,
    deadline: () => new AbortController().signal,
    merge: (older, newer) => ({ ...newer, notes: [...new Set([...older.notes, ...newer.notes])] }),
    onFailure: (job, _error, verdict, attempt) => failures.push(`${job.payload.name} ${attempt} ${verdict.next}`),
  });
  let delivery = 0;
  const add = (key: string, name: string, notes: readonly string[] = [], id?: string) => {
    delivery += 1;
    return queue.enqueue({ key, delivery: id ?? `d${delivery}`, payload: { name, notes } });
  };
  return { queue, add, started, failures, pauses, end: (name: string) => ends.get(name)?.() };
}

describe('the queue in memory', () => {
  it('runs one job of a key, keeps the newest waiting, and tells the running one', async () => {
    const w = world();
    expect(await w.add('pr1', 'a')).toBe('queued');
    expect(await w.add('pr1', 'b', ['note'])).toBe('coalesced');
    expect(await w.add('pr1', 'c')).toBe('coalesced');
    expect(w.started).toEqual(['a']);
    w.end('a');
    const drained = w.queue.drain();
    await new Promise(setImmediate);
    w.end('c');
    await drained;
    expect(w.started).toEqual(['a', 'c+note']);
    expect(w.failures).toEqual(['a 1 quiet']);
  });

  it('hands over what a superseded run was asked to answer', async () => {
    const w = world();
    await w.add('pr1', 'a', ['comment 7']);
    await w.add('pr1', 'b');
    w.end('a');
    await new Promise(setImmediate);
    expect(w.started).toEqual(['a+comment 7', 'b+comment 7']);
    w.end('b');
    await w.queue.drain();
  });

  it('ignores a delivery that it has seen', async () => {
    const w = world(async () => undefined);
    expect(await w.add('pr1', 'a', [], 'same')).toBe('queued');
    expect(await w.add('pr1', 'a', [], 'same')).toBe('duplicate');
    await w.queue.drain();
    expect(await w.add('pr1', 'late')).toBe('closed');
    expect(w.started).toEqual(['a']);
  });

  it('takes a delivery again when its job failed', async () => {
    const w = world(async () => {
      throw new AuditError('denied', 'no');
    });
    await w.add('pr1', 'a', [], 'same');
    await w.queue.idle();
    expect(await w.add('pr1', 'a', [], 'same')).toBe('queued');
    await w.queue.drain();
  });

  it('bounds what runs at once', async () => {
    const w = world(undefined, 2);
    for (const name of ['a', 'b', 'c']) await w.add(name, name);
    expect(w.started).toEqual(['a', 'b']);
    w.end('a');
    await new Promise(setImmediate);
    expect(w.started).toEqual(['a', 'b', 'c']);
    w.end('b');
    w.end('c');
    await w.queue.drain();
  });

  it.each([
    ['transient', ['x 1 retry', 'x 2 retry', 'x 3 tell']],
    ['denied', ['x 1 tell']],
    ['gone', ['x 1 quiet']],
    ['config', ['x 1 tell']],
  ] as const)('after a %s failure', async (kind, expected) => {
    const lasts: boolean[] = [];
    const w = world(async (_payload, run) => {
      lasts.push(run.last);
      throw new AuditError(kind, 'no');
    });
    await w.add('pr1', 'x');
    await w.queue.drain();
    expect(w.failures).toEqual(expected);
    expect(lasts.at(-1)).toBe(kind === 'transient');
  });

  it('takes what it does not know for a bug, and goes on with the others', async () => {
    const w = world(async (payload) => {
      if (payload.name === 'x') throw new TypeError('oops');
    });
    await w.add('pr1', 'x');
    await w.add('pr2', 'y');
    await w.queue.drain();
    expect(w.failures).toEqual(['x 1 bug']);
    expect(w.started).toEqual(['x', 'y']);
  });

  it('halts what still runs when the time for draining is over', async () => {
    const lasts: boolean[] = [];
    const w = world(
      (_payload, run) =>
        new Promise((_, reject) => {
          run.signal.addEventListener('abort', () => {
            lasts.push(run.last);
            reject(run.signal.reason);
          });
        }),
    );
    await w.add('pr1', 'x');
    await new Promise(setImmediate);
    await w.queue.drain(AbortSignal.abort());
    expect(lasts).toEqual([true]);
    expect(w.failures).toEqual(['x 1 retry']);
  });
});
