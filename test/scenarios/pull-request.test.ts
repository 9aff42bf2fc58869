/** A pull request from its opening to its last push. The App's one rule here dislikes functions named `bad…`. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { functions, Story } from './story.ts';

let story: Story;
afterEach(() => story.close());

describe('a pull request that adds something bad', () => {
  it('is shown as being audited, then red, with comments on the lines that matter', async () => {
    story = await Story.open({
      before: { 'app/main.py': functions('fine') },
      after: { 'app/main.py': functions('fine', 'bad_one') },
    });
    const [begun, ...later] = story.world.github.writes.filter(({ operation }) => operation.startsWith('checks/'));
    expect(begun?.body).toMatchObject({ name: 'vigie', status: 'in_progress', head_sha: story.pull.headSha });
    expect(later.at(-1)?.body).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.places).toEqual(['app/main.py:5']);
    expect([...story.repository.reviews.values()].map(({ state }) => state)).toEqual(['COMMENTED']);
  });

  it('turns green when a push fixes it: the comment says so, and no other comes', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one', 'bad_two') } });
    await story.push({ 'app/main.py': functions('good_one', 'bad_two') });
    expect(story.check.conclusion).toBe('failure');
    await story.push({ 'app/main.py': functions('good_one', 'good_two') });
    expect(story.check.conclusion).toBe('success');
    expect(story.comments).toHaveLength(2);
    for (const { body } of story.comments) expect(body).toMatch(/Fixed in/);
    expect(story.repository.reviews.size).toBe(1);
  });

  it('keeps its comment when the lines above it move', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    const before = story.comments.map(({ body }) => body);
    await story.push({ 'app/main.py': functions('fine', 'bad_one') });
    expect(story.comments.map(({ body }) => body)).toEqual(before);
    expect(story.check.conclusion).toBe('failure');
  });

  it('gets a second comment only for what is new in a second push', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    await story.push({ 'app/other.py': functions('bad_two') });
    expect(story.places).toEqual(['app/main.py:1', 'app/other.py:1']);
  });

  it('is not told again what a comment has already marked as fixed, until it comes back', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    await story.push({ 'app/main.py': functions('good_one') });
    await story.push({ 'app/main.py': functions('bad_one') });
    expect(story.comments).toHaveLength(1);
    expect(story.comments[0]?.body).not.toMatch(/Fixed in/);
    expect(story.check.conclusion).toBe('failure');
  });
});

describe('what people write', () => {
  it('is never edited, even when it looks like ours', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    const { github } = story.world;
    const ours = story.comments[0]!;
    const body = ours.body.replace(/fp=\w+/, `fp=${'0'.repeat(32)}`);
    const copy = { ...ours, id: github.next(), author: github.person('mallory'), byApp: false, body };
    story.repository.reviewComments.set(copy.id, copy);
    await story.push({ 'app/main.py': functions('good_one') });
    expect(ours.body).toMatch(/Fixed in/);
    expect(copy.body).toBe(body);
    expect(github.writes.filter(({ status }) => status >= 400)).toEqual([]);
  });
});

describe('what was there before', () => {
  it('is neither commented nor held against the pull request', async () => {
    story = await Story.open({
      before: { 'app/old.py': functions('bad_old') },
      after: { 'app/main.py': functions('fine') },
    });
    expect(story.check.conclusion).toBe('success');
    expect(story.comments).toEqual([]);
  });

  it('stays so when its file is renamed', async () => {
    story = await Story.open({
      before: { 'app/old.py': functions('bad_old', 'one', 'two') },
      after: { 'app/old.py': null, 'app/new.py': functions('bad_old', 'one', 'three') },
    });
    expect(story.check.conclusion).toBe('success');
    expect(story.comments).toEqual([]);
  });

  it('keeps its comment when the pull request renames the file that it brought', async () => {
    story = await Story.open({
      before: { 'app/old.py': functions('one', 'two', 'three') },
      after: { 'app/old.py': functions('one', 'two', 'three', 'bad_one') },
    });
    await story.push({ 'app/old.py': null, 'app/new.py': functions('one', 'two', 'three', 'bad_one') });
    expect(story.comments).toHaveLength(1);
    expect(story.comments[0]?.body).not.toMatch(/Fixed in/);
    expect(story.check.conclusion).toBe('failure');
  });

  it('is fixed when its file is deleted', async () => {
    story = await Story.open({ before: { 'app/old.py': functions('bad_old') }, after: { 'app/old.py': null } });
    expect(story.check).toMatchObject({ conclusion: 'success' });
    expect(story.check.summary).toMatch(/fixed/i);
    expect(story.comments).toEqual([]);
  });
});

describe('webhooks', () => {
  it('that arrive twice change nothing', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    const opened = story.world.github.delivered.find(
      ({ event, action }) => event === 'pull_request' && action === 'opened',
    )!;
    const before = story.writes.length;
    const answer = await story.world.github.again(opened);
    await story.settled();
    expect(answer.status).toBe(200);
    expect(story.writes.length).toBe(before);
  });

  it('of the same commit leave one check-run and one comment', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    await story.world.github.pullEvent(story.repository, story.pull, 'reopened');
    await story.settled();
    expect(story.repository.checkRuns.size).toBe(1);
    expect(story.comments).toHaveLength(1);
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.check.annotations).toHaveLength(1);
  });

  it('that come late are about the head of now', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    const { github } = story.world;
    const { payload } = github.delivered.find(({ action }) => action === 'opened')!;
    await story.push({ 'app/main.py': functions('good_one') });
    const before = story.comments.map(({ body }) => body);
    // The same event with another id: GitHub never promised an order.
    await github.again({ id: 'late', number: 0, event: 'pull_request', action: 'opened', payload, status: 0 });
    await story.settled();
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'success' });
    expect(story.comments.map(({ body }) => body)).toEqual(before);
  });

  it('with a wrong signature are refused', async () => {
    story = await Story.open({ after: {} });
    const answer = await fetch(story.world.github.webhookUrl ?? '', {
      method: 'POST',
      body: '{}',
      headers: {
        'content-type': 'application/json',
        'x-github-event': 'pull_request',
        'x-github-delivery': '1',
        'x-hub-signature-256': 'sha256=00',
      },
    });
    expect(answer.status).toBe(400);
  });
});

describe('re-running the check', () => {
  it('audits the same commit again', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    const before = story.writes.length;
    await story.world.github.rerequest(story.repository, story.check.id);
    await story.settled();
    expect(story.writes.slice(before)).toContain('checks/update');
    expect(story.check).toMatchObject({ status: 'completed', conclusion: 'failure' });
    expect(story.comments).toHaveLength(1);
  });

  it('works for all checks of a commit', async () => {
    story = await Story.open({ after: { 'app/main.py': functions('bad_one') } });
    const before = story.writes.length;
    await story.world.github.rerequestSuite(story.repository, story.pull.headSha);
    await story.settled();
    expect(story.writes.slice(before)).toContain('checks/update');
    expect(story.check.status).toBe('completed');
  });
});

describe('unusual pull requests', () => {
  it('a draft is judged in silence, and commented on when it is ready', async () => {
    story = await Story.open({ draft: true, after: { 'app/main.py': functions('bad_one') } });
    expect(story.check.conclusion).toBe('failure');
    expect(story.comments).toEqual([]);
    story.pull.draft = false;
    await story.world.github.pullEvent(story.repository, story.pull, 'ready_for_review');
    await story.settled();
    expect(story.places).toEqual(['app/main.py:1']);
  });

  it('one without changes is green', async () => {
    story = await Story.open({ before: { 'app/main.py': functions('bad_one') }, after: {} });
    expect(story.check.conclusion).toBe('success');
    expect(story.repository.reviews.size).toBe(0);
  });

  it('one of a repository without Python is green', async () => {
    story = await Story.open({
      before: { 'index.js': 'let a\n' },
      after: { 'index.js': 'let b\n', 'logo.png': new Uint8Array([137, 80, 0, 1]) },
    });
    expect(story.check.conclusion).toBe('success');
  });

  it('one that is closed meanwhile is left alone', async () => {
    story = await Story.open({ after: {} });
    story.pull.state = 'closed';
    const before = story.writes.length;
    await story.world.github.pullEvent(story.repository, story.pull, 'edited', {
      changes: { base: { ref: { from: 'old' }, sha: { from: story.pull.headSha } } },
    });
    await story.settled();
    expect(story.writes.length).toBe(before);
  });

  it('hostile file names are text, not Markdown, and notify nobody', async () => {
    const names = [
      'app/@everyone.py',
      'app/[x](javascript:alert(1)).py',
      'app/`tick`.py',
      'app/<img src=x>.py',
      'app/é ü.py',
    ];
    story = await Story.open({ after: Object.fromEntries(names.map((name, at) => [name, functions(`bad_${at}`)])) });
    expect(story.check.conclusion).toBe('failure');
    expect(story.comments.map(({ path }) => path).sort()).toEqual([...names].sort());
    const words = [
      story.check.title,
      story.check.summary,
      story.check.text,
      ...[...story.repository.reviews.values()].map(({ body }) => body),
    ].join('\n');
    // Between backticks nothing is interpreted.
    const interpreted = words.replace(/(`+)[^`](?:.*?[^`])?\1(?!`)/g, '');
    expect(interpreted).not.toMatch(/@everyone|<img|\]\(javascript:/);
  });

  it('file modes are respected: links and submodules are not read as code', async () => {
    story = await Story.open({
      after: {
        'app/run.py': { mode: '100755', content: functions('bad_run') },
        'app/link.py': { mode: '120000', content: 'run.py' },
        vendor: { mode: '160000', content: '1'.repeat(40) },
      },
    });
    expect(story.places).toEqual(['app/run.py:1']);
  });
});
