import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Publisher } from '../../src/audit/ports.ts';
import { createPublisher } from '../../src/github/publisher.ts';
import { comment, content, desired, place, startGithub } from './world.ts';

let world: Awaited<ReturnType<typeof startGithub>>;
let publisher: Publisher;
beforeEach(async () => {
  world = await startGithub();
  publisher = createPublisher(world.client, place, world.pull.number, world.app);
});
afterEach(() => world.github.close());

const writes = () => world.github.writes.map(({ operation }) => operation);
const runs = () =>
  [...world.repository.checkRuns.values()].map(
    (run) => `${run.status} ${run.conclusion} ${run.title} ${run.annotations.length}`,
  );
const bodies = () => [...world.repository.reviewComments.values()].map(({ body, line }) => `${line} ${body}`);

describe('the check-run', () => {
  it('is begun once, and concluded with the last batch of annotations', async () => {
    const { head } = world;
    await publisher.begin(head, content(0, 'Wait'));
    await publisher.begin(head, content(0, 'Wait'));
    expect(runs()).toEqual(['in_progress null Wait 0']);
    await publisher.conclude(head, 'failure', content(120));
    expect(runs()).toEqual(['completed failure A verdict 120']);
    const statuses = world.github.writes
      .filter((each) => each.operation === 'checks/update')
      .map(({ body }) => body.status);
    expect(statuses).toEqual([undefined, undefined, 'completed']);
  });

  it('adds no annotation twice', async () => {
    const { head } = world;
    await publisher.conclude(head, 'failure', content(60));
    await publisher.begin(head, content(0, 'Wait'));
    await publisher.conclude(head, 'failure', content(60));
    expect(runs()).toEqual(['completed failure A verdict 60']);
  });

  it('gives way to another one when annotations no longer hold', async () => {
    const { head } = world;
    await publisher.conclude(head, 'failure', content(3));
    await publisher.conclude(head, 'success', content(0, 'All is well'));
    expect(runs()).toEqual(['completed cancelled Superseded 3', 'completed success All is well 0']);
  });

  it('keeps its conclusion when GitHub refuses the details', async () => {
    const { head } = world;
    await publisher.begin(head, content(0, 'Wait'));
    world.github.fail('checks/update', { status: 422, body: { message: 'Invalid request.' } });
    await publisher.conclude(head, 'failure', content(2));
    expect(runs()).toEqual(['completed failure A verdict 0']);
  });

  it('is not that of another pull request on the same commit', async () => {
    const { head, client, app } = world;
    await publisher.conclude(head, 'failure', content(1));
    await createPublisher(client, place, 77, app).begin(head, content(0, 'Wait'));
    expect(runs()).toEqual(['completed failure A verdict 1', 'in_progress null Wait 0']);
  });
});

describe('comments', () => {
  it('are created once, edited when they change, and left alone otherwise', async () => {
    const { head } = world;
    const first = [comment('a', 3), comment('b', 5)];
    expect(await publisher.comment(head, desired(first))).toEqual({ created: 2, edited: 0, refused: [] });
    expect(await publisher.comment(head, desired(first))).toEqual({ created: 0, edited: 0, refused: [] });
    const second = [comment('a', 3, 'Mend it soon.'), comment('c', 9)];
    expect(await publisher.comment(head, desired(second, ['b']))).toEqual({ created: 1, edited: 1, refused: [] });
    expect(bodies()).toEqual(['3 <!-- a -->Mend it soon.', '5 <!-- b -->Mend it.', '9 <!-- c -->Mend it.']);
  });

  it('say once that their finding is gone, and come back with it', async () => {
    const { head } = world;
    await publisher.comment(head, desired([comment('a', 3)]));
    await publisher.comment(head, desired([]));
    await publisher.comment(head, desired([]));
    expect(bodies()).toEqual(['3 <!-- a -->Mend it. (fixed)']);
    expect(writes()).toEqual(['pulls/create-review', 'pulls/update-review-comment']);
    await publisher.comment(head, desired([comment('a', 3)]));
    expect(bodies()).toEqual(['3 <!-- a -->Mend it.']);
  });

  it('are at most 30 in a review, and one line that GitHub refuses does not take the others with it', async () => {
    const { head } = world;
    const many = Array.from({ length: 40 }, (_, at) => comment(`f${at}`, at === 7 ? 999 : at + 1));
    expect(await publisher.comment(head, desired(many))).toEqual({ created: 39, edited: 0, refused: ['f7'] });
    expect(bodies()).toHaveLength(39);
  });

  it('of earlier commits count, as long as their findings are there', async () => {
    const { head } = world;
    await publisher.comment(head, desired([comment('a', 3), comment('b', 5)], [], 2));
    expect(await publisher.comment(head, desired([comment('c', 9)], ['a', 'b'], 2))).toMatchObject({ created: 0 });
    expect(await publisher.comment(head, desired([comment('c', 9)], ['a'], 2))).toMatchObject({ created: 1 });
  });

  it('of others are not touched, whatever they carry', async () => {
    const { head, github, repository, pull } = world;
    await publisher.comment(head, desired([comment('a', 3)]));
    const [ours] = [...repository.reviewComments.values()];
    const theirs = { ...ours!, id: github.next(), author: github.person('mallory'), body: '<!-- zz -->Mine.' };
    repository.reviewComments.set(theirs.id, theirs);
    await publisher.comment(head, desired([comment('a', 3)]));
    expect(theirs.body).toBe('<!-- zz -->Mine.');
    expect(pull.state).toBe('open');
  });

  it('fail as transient when GitHub does, and are complete after another try', async () => {
    const { head, github } = world;
    github.fail('pulls/create-review', { status: 502 });
    await expect(publisher.comment(head, desired([comment('a', 3)]))).rejects.toMatchObject({ kind: 'transient' });
    expect(await publisher.comment(head, desired([comment('a', 3)]))).toMatchObject({ created: 1 });
  });

  it('fail as denied without the permission', async () => {
    const body = { message: 'Resource not accessible by integration' };
    const headers = { 'x-accepted-github-permissions': 'pull_requests=write' };
    world.github.fail('pulls/create-review', { status: 403, body, headers });
    await expect(publisher.comment(world.head, desired([comment('a', 3)]))).rejects.toMatchObject({
      kind: 'denied',
      message: expect.stringContaining('pull_requests=write'),
    });
  });
});

describe('a commit that is the head of two pull requests', () => {
  it('is failing elsewhere as long as the other one is open', async () => {
    const { github, repository, head, client, app, pull } = world;
    const other = await github.openPullRequest(repository, { head: 'feature' });
    await createPublisher(client, place, other.number, app).conclude(head, 'failure', content(1));
    await publisher.begin(head, content(0, 'Wait'));
    expect(await publisher.failingElsewhere(head)).toEqual([other.number]);
    expect(await createPublisher(client, place, other.number, app).failingElsewhere(head)).toEqual([]);
    other.state = 'closed';
    expect(await publisher.failingElsewhere(head)).toEqual([]);
    expect(pull.state).toBe('open');
  });
});
