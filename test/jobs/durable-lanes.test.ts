import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { JobRun } from '../../src/jobs/queue.ts';
import { createRunner } from '../../src/jobs/runner.ts';
import { type DurableKeeper, durableKeepers, type Payload } from './implementations.ts';
import { until } from './until.ts';

jest.setTimeout(120_000);

const job = (name: string, delivery: string, key = 'pr1', notes: readonly string[] = []) => ({
  key,
  delivery,
  payload: { name, notes },
});

describe.each(durableKeepers)('lanes in %s', (_name, open) => {
  let keeper: DurableKeeper;
  beforeAll(async () => {
    keeper = await open();
  });
  afterEach(() => keeper.clear());
  afterAll(() => keeper.close());

  it('hand out a job again whose process was not heard of, with what came meanwhile', async () => {
    const [dead, alive] = [keeper.lanes(), keeper.lanes()];
    await dead.add(job('a', 'd1', 'pr1', ['comment 7']));
    const [lost] = await dead.claim(4);
    expect(await alive.claim(4)).toEqual([]);
    await alive.add(job('b', 'd2'));
    await keeper.silence();
    const [found] = await alive.claim(4);
    expect(found).toMatchObject({ kills: 1, attempt: 1, job: { payload: { name: 'b', notes: ['comment 7'] } } });
    expect([...(await dead.beat([lost!])).values()]).toEqual(['lost']);
    // It was only slow: what it says now changes nothing.
    await dead.end(lost!, { how: 'done' });
    expect([...(await alive.beat([found!])).values()]).toEqual(['current']);
    await alive.end(found!, { how: 'done' });
    await alive.idle();
  });

  it('hand out at once what somebody ran who is known to be gone', async () => {
    const gone = randomUUID();
    const [dead, other] = [keeper.lanes(undefined, gone), keeper.lanes()];
    await dead.add(job('a', 'd1', 'pr1'));
    const [first] = await dead.claim(1);
    await other.add(job('b', 'd1', 'pr2'));
    const [second] = await other.claim(1);
    await other.abandon(gone);
    expect(await other.claim(4)).toMatchObject([{ kills: 1, job: first!.job }]);
    await other.abandon(null);
    const again = await other.claim(4);
    expect(again.map(({ job: { key }, kills }) => `${key} ${kills}`).toSorted()).toEqual(['pr1 2', 'pr2 1']);
    expect([...(await other.beat([second!])).values()]).toEqual(['lost']);
  });

  it('keep whatever a comment may say', async () => {
    const lanes = keeper.lanes();
    const strange = 'a\u0000b\ud800 "quoted" \\ é 🦜';
    await lanes.add(job(strange, 'd1'));
    expect((await lanes.claim(1))[0]?.job.payload.name).toBe(strange);
  });

  it('tell a run in one process what came in at another', async () => {
    const [web, worker] = [keeper.lanes(), keeper.lanes()];
    await web.add(job('a', 'd1'));
    const [claim] = await worker.claim(1);
    expect([...(await worker.beat([claim!])).values()]).toEqual(['current']);
    await web.add(job('b', 'd2'));
    expect([...(await worker.beat([claim!])).values()]).toEqual(['superseded']);
  });

  it('give each job to one of many who ask at once', async () => {
    const workers = [keeper.lanes(), keeper.lanes(), keeper.lanes()];
    await Promise.all(Array.from({ length: 12 }, (_, at) => workers[0]!.add(job('x', 'd1', `pr${at}`))));
    const taken: string[] = [];
    while (taken.length < 12) {
      const claims = await Promise.all(workers.map((one) => one.claim(2)));
      taken.push(...claims.flat().map(({ job: { key } }) => key));
    }
    expect(new Set(taken).size).toBe(12);
  });

  it('keep one of many deliveries of the same, and merge the others', async () => {
    const webs = [keeper.lanes(), keeper.lanes()];
    const same = await Promise.all(webs.map((web) => web.add(job('a', 'same'))));
    expect(same.toSorted()).toEqual(['duplicate', 'queued']);
    await Promise.all(webs.map((web, at) => web.add(job('b', `d${at}`, 'pr1', [`note ${at}`]))));
    const [claim] = await webs[0]!.claim(4);
    expect(claim?.job.payload.notes.toSorted()).toEqual(['note 0', 'note 1']);
  });

  it('give up a job that ends its process again and again, and let nobody else pay for it', async () => {
    const lanes = keeper.lanes();
    for (const [at, name] of ['poison', 'fine'].entries()) await lanes.add(job(name, 'd1', `pr${at}`));
    expect(await lanes.claim(4)).toHaveLength(2);
    const runs: string[] = [];
    const waiting: Promise<void>[] = [];
    // Each runner is a process, which dies with what it runs.
    for (let process = 1; process <= 4; process += 1) {
      await lanes.abandon(null);
      const running = new Set<string>();
      let died = false;
      const runner = createRunner<Payload>({
        lanes,
        work: (payload, run: JobRun) => {
          running.add(payload.name);
          runs.push(
            `${payload.name}${run.gaveUp === null ? '' : ' given up'} ${running.size}${run.last ? ' last' : ''}`,
          );
          if (payload.name === 'fine' || run.gaveUp !== null) {
            running.delete(payload.name);
            return run.gaveUp === null ? Promise.resolve() : Promise.reject(run.gaveUp);
          }
          died = true;
          return new Promise(() => undefined);
        },
        concurrency: 4,
        deadline: () => new AbortController().signal,
        ticker: () => () => undefined,
        onFailure: () => undefined,
        onTrouble: () => undefined,
      });
      let empty = false;
      waiting.push(
        lanes.idle().then(() => {
          empty = true;
        }),
      );
      await until(() => {
        runner.wake();
        return died || empty;
      });
    }
    await Promise.all(waiting);
    expect(runs.filter((run) => run.startsWith('fine'))).toEqual(['fine 1']);
    expect(runs.filter((run) => run.startsWith('poison'))).toEqual(['poison 1', 'poison 1', 'poison given up 1 last']);
  });
});
