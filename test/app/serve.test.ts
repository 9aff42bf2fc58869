import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WEBHOOK_PATH } from '../../src/app/http.ts';
import type { Repository as Repo } from '../world/repository.ts';
import { functions, startWorld, type World } from './running-app.ts';

/** https://getpino.io/#/docs/api?id=logger-level */
const WARN = 40;

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

/** A repository with one pull request that adds a bad function. */
async function openBad(draft = false) {
  const repository = world.github.repository('acme/shop');
  repository.commit('main', { 'app/main.py': functions('fine') });
  repository.branch('feature');
  repository.commit('feature', { 'app/main.py': functions('fine', 'bad_one', 'bad_two') });
  const pull = await world.github.openPullRequest(repository, { head: 'feature', draft });
  await world.app.idle();
  return { repository, pull };
}

const runsOf = (repository: Repo) =>
  [...repository.checkRuns.values()].map((run) => `${run.status} ${run.conclusion} ${run.annotations.length}`);
const writesOf = (operation: string) => world.github.writes.filter((write) => write.operation === operation);

describe('a pull request', () => {
  it('gets a verdict and comments on the lines that matter', async () => {
    const { repository } = await openBad();
    const [run] = [...repository.checkRuns.values()];
    expect(run).toMatchObject({ name: 'vigie', status: 'completed', conclusion: 'failure' });
    expect(run?.annotations).toHaveLength(2);
    const comments = [...repository.reviewComments.values()];
    expect(comments.map(({ path, line }) => `${path}:${line}`)).toEqual(['app/main.py:5', 'app/main.py:9']);
  });

  it('is not told anything twice', async () => {
    const { repository, pull } = await openBad();
    const before = { runs: repository.checkRuns.size, comments: repository.reviewComments.size };
    await world.github.again(world.github.delivered.at(-1)!);
    await world.github.pullEvent(repository, pull, 'reopened');
    await world.app.idle();
    expect({ runs: repository.checkRuns.size, comments: repository.reviewComments.size }).toEqual(before);
    expect(runsOf(repository)).toEqual(['completed failure 2']);
  });

  it('is told what was fixed, and keeps the comment that still holds', async () => {
    const { repository, pull } = await openBad();
    const before = pull.headSha;
    repository.commit('feature', { 'app/main.py': functions('fine', 'bad_two') });
    await world.github.synchronize(repository, pull, before);
    await world.app.idle();
    const bodies = [...repository.reviewComments.values()].map(({ body }) => /Fixed in|bad_two/.exec(body)?.[0]);
    expect(bodies).toEqual(['Fixed in', 'bad_two']);
    expect(writesOf('pulls/update-review-comment')).toHaveLength(1);
    expect(runsOf(repository)).toEqual(['completed failure 2', 'completed failure 1']);
  });

  it('that only deletes is judged, too', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('bad_one') });
    repository.branch('feature');
    repository.commit('feature', { 'app/main.py': null });
    await world.github.openPullRequest(repository, { head: 'feature' });
    await world.app.idle();
    expect(runsOf(repository)).toEqual(['completed success 0']);
    expect(repository.reviews.size).toBe(0);
  });

  it('gets no comments while it is a draft', async () => {
    const { repository } = await openBad(true);
    expect(runsOf(repository)).toEqual(['completed failure 2']);
    expect(repository.reviewComments.size).toBe(0);
  });

  it('is judged when it comes from a fork, and when all its checks are run again', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('fine') });
    const fork = world.github.fork(repository, 'bob');
    fork.commit('main', { 'app/main.py': functions('fine', 'bad') });
    const pull = await world.github.openPullRequest(repository, { head: 'main', from: fork });
    await world.app.idle();
    expect(runsOf(repository)).toEqual(['completed failure 1']);
    const writes = writesOf('checks/update').length;
    await world.github.rerequestSuite(repository, pull.headSha);
    await world.app.idle();
    await world.github.rerequest(repository, [...repository.checkRuns.keys()][0]!);
    await world.app.idle();
    expect(runsOf(repository)).toEqual(['completed failure 1']);
    expect(writesOf('checks/update').length).toBe(writes + 4);
  });

  it('cannot loosen its own gate, and is told about the file it edits', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'a.py': functions('fine') });
    repository.branch('feature');
    repository.commit('feature', { 'a.py': functions('bad'), '.github/vigie.yml': 'gate: { fail-on: nevr }\n' });
    await world.github.openPullRequest(repository, { head: 'feature' });
    await world.app.idle();
    const [run] = [...repository.checkRuns.values()];
    expect(run?.conclusion).toBe('failure');
    expect(run?.summary).toContain('.github/vigie.yml:1:');
  });

  it('is refused with file, line and column when the configuration is broken', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { '.github/vigie.yml': 'gate: { fail-on: nevr }\n' });
    repository.branch('feature');
    repository.commit('feature', { 'a.py': functions('bad') });
    await world.github.openPullRequest(repository, { head: 'feature' });
    await world.app.idle();
    const [run] = [...repository.checkRuns.values()];
    expect(run).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(run?.title).toMatch(/^NOT AUDITED: \.github\/vigie\.yml:1:\d+ /);
  });

  it('ends with NOT AUDITED when GitHub stays out of order', async () => {
    world.github.fail('git/get-tree', { status: 502, times: 100 });
    const { repository } = await openBad();
    const [run] = [...repository.checkRuns.values()];
    expect(run).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(run?.title).toMatch(/^NOT AUDITED: /);
    expect(repository.checkRuns.size).toBe(1);
  });

  it('publishes nothing for a head that moved', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('fine') });
    repository.branch('feature');
    repository.commit('feature', { 'app/main.py': functions('bad_one') });
    const hold = world.github.hold('pulls/list-files');
    const pull = await world.github.openPullRequest(repository, { head: 'feature' });
    await hold.reached;
    const before = pull.headSha;
    const after = repository.commit('feature', { 'app/main.py': functions('bad_two') });
    hold.release();
    await world.app.idle();
    expect([...repository.checkRuns.values()].map(({ title, conclusion }) => [conclusion, title])).toEqual([
      ['cancelled', `Superseded by ${after.slice(0, 12)}`],
    ]);
    expect(repository.reviewComments.size).toBe(0);
    await world.github.synchronize(repository, pull, before);
    await world.app.idle();
    expect(runsOf(repository)).toEqual(['completed cancelled 0', 'completed failure 1']);
  });

  it('is audited once more, and once only, when a push comes in between', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('fine') });
    repository.branch('feature');
    const before = repository.commit('feature', { 'app/main.py': functions('bad_one') });
    const hold = world.github.hold('git/get-tree');
    const pull = await world.github.openPullRequest(repository, { head: 'feature' });
    await hold.reached;
    repository.commit('feature', { 'app/main.py': functions('bad_two') });
    await world.github.synchronize(repository, pull, before);
    await world.github.pullEvent(repository, pull, 'reopened');
    hold.release();
    await world.app.idle();
    expect(runsOf(repository)).toEqual(['completed cancelled 0', 'completed failure 1']);
    expect(repository.reviewComments.size).toBe(1);
  });

  it('answers those who asked while an audit was running', async () => {
    const { repository, pull } = await openBad();
    const hold = world.github.hold('git/get-tree');
    const first = await world.github.comment(repository, pull, 'alice', '/audit');
    await hold.reached;
    const second = await world.github.comment(repository, pull, 'alice', '/audit full');
    hold.release();
    await world.app.idle();
    for (const { id } of [first, second]) {
      expect(repository.comments.get(id)?.reactions.map(({ content }) => content)).toEqual(['eyes', 'rocket']);
    }
    expect(runsOf(repository)).toEqual(['completed failure 2']);
  });

  it('says what an edited configuration would change', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'a.py': functions('fine') });
    repository.branch('feature');
    repository.commit('feature', { 'a.py': functions('bad'), '.github/vigie.yml': 'rules: { bad-name: off }\n' });
    await world.github.openPullRequest(repository, { head: 'feature' });
    await world.app.idle();
    const [run] = [...repository.checkRuns.values()];
    expect(run?.conclusion).toBe('failure');
    expect(run?.summary).toContain('this pull request would pass with 10.0/10');
  });

  it('fails because of another one on the same commit', async () => {
    const { repository, pull } = await openBad();
    repository.branch('tolerant', 'feature');
    await world.github.openPullRequest(repository, { head: 'feature', base: 'tolerant' });
    await world.app.idle();
    const [, second] = [...repository.checkRuns.values()];
    expect(second).toMatchObject({ conclusion: 'failure', title: expect.stringContaining(`fails in #${pull.number}`) });
  });

  it('survives a lost answer without commenting twice', async () => {
    world.github.fail('pulls/create-review', { status: 502, applied: true });
    world.github.fail('checks/create', { reset: true, applied: true });
    const { repository } = await openBad();
    expect(repository.reviewComments.size).toBe(2);
    expect(runsOf(repository)).toEqual(['completed failure 2']);
  });

  it('waits for a limit and goes on', async () => {
    const body = { message: 'You have exceeded a secondary rate limit.' };
    world.github.fail('pulls/create-review', { status: 403, headers: { 'retry-after': '42' }, body });
    const { repository } = await openBad();
    expect(world.pauses).toContain(42_000);
    expect(repository.reviewComments.size).toBe(2);
  });
});

describe('a merge group', () => {
  it('gets a verdict on all of it', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'app/old.py': functions('bad_old', 'fine', 'good') });
    repository.branch('queue');
    const moved = functions('bad_old', 'fine', 'good');
    const sha = repository.commit('queue', { 'app/old.py': null, 'app/moved.py': moved });
    await world.github.requestMergeGroup(repository, 'main', 'queue');
    await world.app.idle();
    expect(runsOf(repository)).toEqual(['completed success 0']);
    repository.commit('queue', { 'app/new.py': functions('bad_new') });
    await world.github.requestMergeGroup(repository, 'main', 'queue');
    await world.app.idle();
    expect(runsOf(repository)).toEqual(['completed success 0', 'completed failure 1']);
    expect([...repository.checkRuns.values()].map((run) => run.sha)).toEqual([sha, repository.head('queue')]);
  });

  it('is never left waiting', async () => {
    const repository = world.github.repository('acme/shop');
    repository.commit('main', { 'app/main.py': functions('fine') });
    repository.branch('queue');
    repository.commit('queue', { 'app/main.py': functions('fine', 'nice') });
    world.github.fail('git/get-tree', { status: 502, times: 100 });
    await world.github.requestMergeGroup(repository, 'main', 'queue');
    await world.app.idle();
    expect(runsOf(repository)).toEqual(['completed failure 0']);
  });
});

describe('a command', () => {
  const reactionsOf = (repository: Repo, comment: number) =>
    repository.comments.get(comment)?.reactions.map(({ content }) => content);
  const repliesOf = (repository: Repo) =>
    [...repository.comments.values()].filter(({ author }) => author.login === 'vigie[bot]').map(({ body }) => body);

  it('is acknowledged, and done when the check-run is: an audit needs no words', async () => {
    const { repository, pull } = await openBad();
    const comment = await world.github.comment(repository, pull, 'alice', '/audit');
    await world.app.idle();
    expect(reactionsOf(repository, comment.id)).toEqual(['eyes', 'rocket']);
    expect(repliesOf(repository)).toEqual([]);
    expect(runsOf(repository)).toEqual(['completed failure 2']);
  });

  it('is answered once, whatever gets lost', async () => {
    const { repository, pull } = await openBad();
    world.github.fail('issues/create-comment', { status: 502, applied: true });
    world.github.fail('reactions/create-for-issue-comment', { status: 403, times: 9 });
    await world.github.comment(repository, pull, 'alice', '/audit help');
    await world.app.idle();
    expect(repliesOf(repository)).toEqual([expect.stringContaining('/audit explain')]);
  });

  it('explains a rule, and offers the nearest one', async () => {
    const { repository, pull } = await openBad();
    await world.github.comment(repository, pull, 'alice', '/audit explain bad-name\n/audit explain bad-nam');
    await world.app.idle();
    expect(repliesOf(repository)).toEqual([expect.stringMatching(/Names matter\.[\s\S]*bad-nam[\s\S]*`bad-name`/)]);
  });

  it('is refused to strangers, and open to people who triage', async () => {
    const { repository, pull } = await openBad();
    world.github.grant(repository, 'tess', 'triage');
    const refused = await world.github.comment(repository, pull, 'mallory', '/audit help');
    const granted = await world.github.comment(repository, pull, 'tess', '/audit help');
    await world.app.idle();
    expect(reactionsOf(repository, refused.id)).toEqual(['eyes', 'confused']);
    expect(reactionsOf(repository, granted.id)).toEqual(['eyes', 'rocket']);
  });

  it('is not heard from bots or in quotes', async () => {
    const { repository, pull } = await openBad();
    await world.github.comment(repository, pull, 'dependabot[bot]', '/audit');
    await world.github.comment(repository, pull, 'alice', '> /audit');
    await world.app.idle();
    expect(repliesOf(repository)).toEqual([]);
  });
});

describe('the service', () => {
  it('logs no payload and no credential', async () => {
    await openBad();
    const log = world.log.join('\n');
    expect(log).toContain('"repository":"acme/shop","pullRequest":1');
    expect(log).toContain('"outcome":{"kind":"published"');
    expect(log).not.toContain('ghs_');
    expect(log).not.toContain('bad_one');
    expect(log).not.toContain('PRIVATE KEY');
  });

  it('logs nothing of an event that is not as it should be', async () => {
    const installation = { installation: { id: 1 }, repository: { name: 'shop', owner: { login: 'acme' } } };
    const body = JSON.stringify({ action: 'opened', ...installation, note: 'what-the-payload-says' });
    const { webhookSecret } = world.github.credentials;
    const signature = `sha256=${createHmac('sha256', webhookSecret).update(body).digest('hex')}`;
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'pull_request',
      'x-github-delivery': '1',
      'x-hub-signature-256': signature,
    };
    const { status } = await fetch(`${world.app.url}${WEBHOOK_PATH}`, { method: 'POST', headers, body });
    expect(status).toBe(500);
    expect(world.log.join('\n')).toContain('Cannot read properties');
    expect(world.log.join('\n')).not.toContain('what-the-payload-says');
  });

  it('answers health, readiness, and nothing else', async () => {
    const status = async (path: string, init?: RequestInit) => (await fetch(`${world.app.url}${path}`, init)).status;
    expect(await status('/health')).toBe(200);
    expect(await status('/ready')).toBe(200);
    expect(await status('/')).toBe(404);
    expect(await status(WEBHOOK_PATH)).toBe(404);
    const headers = { 'content-type': 'application/json', 'x-github-event': 'ping', 'x-github-delivery': '1' };
    expect(await status(WEBHOOK_PATH, { method: 'POST', headers, body: '{}' })).toBe(400);
    const signed = { ...headers, 'x-hub-signature-256': 'sha256=00' };
    expect(await status(WEBHOOK_PATH, { method: 'POST', headers: signed, body: '{}' })).toBe(400);
    // Anybody can send these: they must not fill the log.
    const warnings = world.log.filter((line) => JSON.parse(line).level >= WARN);
    expect(warnings).toEqual([]);
  });

  it('takes no body above 25 MB, whatever its header says', async () => {
    const chunk = new Uint8Array(2 ** 20);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent === 26) controller.close();
        else controller.enqueue(chunk);
        sent += 1;
      },
    });
    // Fetch wants to know that the answer may come before the end of the body.
    const headers = { 'x-hub-signature-256': 'sha256=00' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    expect((await fetch(`${world.app.url}${WEBHOOK_PATH}`, init)).status).toBe(413);
  });
});
