/** Faults that a real server does not produce on demand, injected below the HTTP client. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import nock from 'nock';
import { AuditError, type Clock } from '../../src/audit/ports.ts';
import { bePatient, createPacer } from '../../src/github/patience.ts';
import { localPace } from '../../src/jobs/pace.ts';

const API = 'https://api.github.test';
const ISSUE = { owner: 'acme', repo: 'shop', issue_number: 1 };

const silent = () => undefined;

let slept: number[];
let octokit: Octokit;

beforeEach(() => {
  nock.disableNetConnect();
  slept = [];
  const clock: Clock = {
    now: () => slept.reduce((sum, pause) => sum + pause, 1_700_000_000_000),
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
    },
  };
  octokit = new Octokit({ baseUrl: API, log: { debug: silent, info: silent, warn: silent, error: silent } });
  bePatient(octokit, { clock, pacer: createPacer(clock, localPace(clock, 0)), maxWait: 300_000 });
});

afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(pending).toEqual([]);
});

const read = () => octokit.rest.issues.get(ISSUE);
const write = () => octokit.rest.issues.createComment({ ...ISSUE, body: 'x' });

describe('a read', () => {
  it('is repeated after a lost connection and a failing server', async () => {
    nock(API)
      .get('/repos/acme/shop/issues/1')
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    nock(API).get('/repos/acme/shop/issues/1').reply(502, 'Bad gateway');
    nock(API).get('/repos/acme/shop/issues/1').reply(200, { number: 1 });
    expect((await read()).data.number).toBe(1);
    expect(slept).toHaveLength(2);
  });

  it('that keeps failing is a failure to try again later', async () => {
    nock(API).get('/repos/acme/shop/issues/1').times(3).reply(503, 'Unavailable');
    await expect(read()).rejects.toMatchObject({ kind: 'transient' });
  });

  it.each([
    [401, 'denied'],
    [403, 'denied'],
    [404, 'gone'],
    [410, 'gone'],
    [451, 'gone'],
  ])('answered by %i means %s, at once', async (status, kind) => {
    nock(API).get('/repos/acme/shop/issues/1').reply(status, { message: 'no' });
    await expect(read()).rejects.toMatchObject({ kind });
    expect(slept).toEqual([]);
  });
});

describe('a write', () => {
  it('waits as long as a secondary limit says, and is sent again', async () => {
    const limit = { message: 'You have exceeded a secondary rate limit.' };
    nock(API).post('/repos/acme/shop/issues/1/comments').reply(403, limit, { 'retry-after': '7' });
    nock(API).post('/repos/acme/shop/issues/1/comments').reply(201, { id: 5 });
    expect((await write()).data.id).toBe(5);
    expect(slept.some((pause) => pause >= 7_000)).toBe(true);
  });

  it('is never repeated when it may have happened', async () => {
    nock(API).post('/repos/acme/shop/issues/1/comments').reply(502, 'Bad gateway');
    await expect(write()).rejects.toBeInstanceOf(AuditError);
    nock(API)
      .post('/repos/acme/shop/issues/1/comments')
      .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
    await expect(write()).rejects.toMatchObject({ kind: 'transient' });
  });

  it('refused for its content stays a refusal', async () => {
    nock(API).post('/repos/acme/shop/issues/1/comments').reply(422, { message: 'Validation Failed' });
    await expect(write()).rejects.toMatchObject({ status: 422 });
  });
});
