import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { AuditError } from '../../src/audit/ports.ts';
import { createQueue } from '../../src/jobs/create-queue.ts';
import type { JobRun } from '../../src/jobs/queue.ts';
import { createRunner, type Runner } from '../../src/jobs/runner.ts';
import { type Keeper, keepers, type Payload } from './implementations.ts';
import { until } from './until.ts';

jest.setTimeout(120_000);

/** Those of one test: a runner that looks for more after it must not find the next one's. */
const runners: Runner[] = [];

/** A queue whose jobs end when the test says so. */
function world(keeper: Keeper, work?: (payload: Payload, run: JobRun) => Promise<void>, concurrency = 2) {
  const started: string[] = [];
  const failures: string[] = [];
  const ends = new Map<string, () => void>();
  const runs = new Map<string, JobRun>();
  const lanes = keeper.lanes(() => runner.wake());
  const runner = createRunner<Payload>({
    lanes,
    work: async (payload, run) => {
      started.push([payload.name, ...payload.notes].join('+'));
      runs.set(payload.name, run);
      await (work ? work(payload, run) : new Promise<void>((resolve) => ends.set(payload.name, resolve)));
      run.signal.throwIfAborted();
    },
    concurrency,
    deadline: () => new AbortController().signal,
    ticker: () => () => undefined,
    onFailure: (job, _error, verdict, attempt) => failures.push(`${job.payload.name} ${attempt} ${verdict.next}`),
    onTrouble: (error) => failures.push(String(error)),
  });
  runners.push(runner);
  const queue = createQueue(lanes, runner);
  let delivery = 0;
  return {
    queue,
    runner,
    lanes,
    started,
    failures,
    runs,
    add(key: string, name: string, notes: readonly string[] = [], id?: string) {
      delivery += 1;
      return queue.enqueue({ key, delivery: id ?? `d${delivery}`, payload: { name, notes } });
    },
    /** Resolves once so many runs have started. */
    runningFor: (count: number) => until(() => started.length >= count),
    end(name: string) {
      ends.get(name)?.();
    },
  };
}

describe.each(keepers)('the queue in %s', (_name, open) => {
  let keeper: Keeper;
  beforeAll(async () => {
    keeper = await open();
  });
  afterEach(async () => {
    for (const runner of runners.splice(0)) await runner.drain(AbortSignal.abort());
    await keeper.clear();
  });
  afterAll(() => keeper.close());

  it('runs one job of a key, keeps the newest waiting, and tells the running one', async () => {
    const w = world(keeper);
    expect(await w.add('pr1', 'a')).toBe('queued');
    await w.runningFor(1);
    expect(await w.runs.get('a')?.isCurrent()).toBe(true);
    expect(await w.add('pr1', 'b', ['note'])).toBe('coalesced');
    expect(await w.add('pr1', 'c')).toBe('coalesced');
    await until(() => w.runs.get('a')?.signal.aborted === true);
    expect(await w.runs.get('a')?.isCurrent()).toBe(false);
    expect(w.started).toEqual(['a']);
    w.end('a');
    await w.runningFor(2);
    w.end('c');
    await w.queue.idle();
    expect(w.started).toEqual(['a', 'c+note']);
    expect(w.failures).toEqual(['a 1 quiet']);
  });

  it('hands over what a superseded run was asked to answer', async () => {
    const w = world(keeper);
    await w.add('pr1', 'a', ['comment 7']);
    await w.runningFor(1);
    await w.add('pr1', 'b');
    await until(() => w.runs.get('a')?.signal.aborted === true);
    w.end('a');
    await w.runningFor(2);
    expect(w.started).toEqual(['a+comment 7', 'b+comment 7']);
    w.end('b');
    await w.queue.idle();
  });

  it('ignores a delivery that it has seen, and takes nothing more once it drains', async () => {
    const w = world(keeper, async () => undefined);
    expect(await w.add('pr1', 'a', [], 'same')).toBe('queued');
    expect(await w.add('pr1', 'a', [], 'same')).toBe('duplicate');
    expect(await w.add('pr2', 'b', [], 'same')).toBe('queued');
    await w.queue.idle();
    expect(await w.add('pr1', 'a', [], 'same')).toBe('duplicate');
    await w.queue.drain();
    expect(await w.add('pr1', 'late')).toBe('closed');
    expect(w.started.toSorted()).toEqual(['a', 'b']);
  });

  it('takes a delivery again when its job failed', async () => {
    const w = world(keeper, async () => {
      throw new AuditError('denied', 'no');
    });
    await w.add('pr1', 'a', [], 'same');
    await w.queue.idle();
    expect(await w.add('pr1', 'a', [], 'same')).toBe('queued');
    await w.queue.idle();
  });

  it('bounds what runs at once', async () => {
    const w = world(keeper, undefined, 2);
    for (const name of ['a', 'b', 'c']) await w.add(name, name);
    await w.runningFor(2);
    const [first = '', second = ''] = w.started;
    w.end(first);
    await w.runningFor(3);
    w.end(second);
    w.end(w.started[2] ?? '');
    await w.queue.idle();
  });

  it.each([
    ['transient', ['x 1 retry', 'x 2 retry', 'x 3 tell']],
    ['denied', ['x 1 tell']],
    ['gone', ['x 1 quiet']],
    ['config', ['x 1 tell']],
  ] as const)('after a %s failure', async (kind, expected) => {
    const lasts: boolean[] = [];
    const w = world(keeper, async (_payload, run) => {
      lasts.push(run.last);
      throw new AuditError(kind, 'no');
    });
    await w.add('pr1', 'x');
    for (let attempt = 1; attempt < expected.length; attempt += 1) {
      await until(() => w.failures.length >= attempt);
      // The pause begins when the end of the attempt is kept.
      await until(async () => {
        await keeper.passTime();
        w.runner.wake();
        return w.started.length > attempt;
      });
    }
    await w.queue.idle();
    expect(w.failures).toEqual(expected);
    expect(lasts.at(-1)).toBe(kind === 'transient');
  });

  it('does not make a newer request wait for the next attempt of an older one', async () => {
    const w = world(keeper, async (payload) => {
      if (payload.name === 'a') throw new AuditError('transient', 'no');
    });
    await w.add('pr1', 'a', ['comment 7']);
    await until(() => w.failures.length === 1);
    await until(async () => (await w.lanes.claim(1)).length === 0);
    expect(await w.add('pr1', 'b')).toBe('coalesced');
    await w.queue.idle();
    expect(w.started).toEqual(['a+comment 7', 'b+comment 7']);
    expect(w.runs.get('b')?.attempt).toBe(1);
  });

  it('takes what it does not know for a bug, and goes on with the others', async () => {
    const w = world(keeper, async (payload) => {
      if (payload.name === 'x') throw new TypeError('oops');
    });
    await w.add('pr1', 'x');
    await w.add('pr2', 'y');
    await w.queue.idle();
    expect(w.failures).toEqual(['x 1 bug']);
    expect(w.started.toSorted()).toEqual(['x', 'y']);
  });

  it('ends what still runs when the time for draining is over, and keeps it', async () => {
    const lasts: boolean[] = [];
    const w = world(
      keeper,
      (_payload, run) =>
        new Promise((_, reject) => {
          run.signal.addEventListener('abort', () => {
            lasts.push(run.last);
            reject(run.signal.reason);
          });
        }),
    );
    await w.add('pr1', 'x');
    await w.runningFor(1);
    await w.queue.drain(AbortSignal.abort());
    expect(lasts).toEqual([false]);
    const [claim] = await w.lanes.claim(1);
    expect(claim).toMatchObject({ attempt: 1, kills: 0, job: { key: 'pr1', payload: { name: 'x', notes: [] } } });
  });
});
