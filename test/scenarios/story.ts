/** A pull request on a small shop, told as people live it: open, push, comment, and look at what stands. */

import { jest } from '@jest/globals';
import { functions, startWorld, type World } from '../app/running-app.ts';
import type { PullOptions } from '../world/fake-github.ts';
import type { Changes } from '../world/git-store.ts';
import type { Repository } from '../world/repository.ts';
import type { CheckRun, Pull, ReviewComment } from '../world/state.ts';

export { functions } from '../app/running-app.ts';

/** A story takes a tenth of a second; on a machine with other things to do it may take longer. */
jest.setTimeout(30_000);

export interface Beginning extends Partial<PullOptions> {
  /** What stands on `main`. */
  readonly before?: Changes;
  /** What the branch of the pull request changes. */
  readonly after: Changes;
  /** Owner of a fork to open it from. */
  readonly fork?: string;
}

export class Story {
  readonly world: World;
  readonly repository: Repository;
  /** Where the branch is: the repository, or a fork. */
  readonly source: Repository;
  readonly pull: Pull;

  private constructor(world: World, repository: Repository, source: Repository, pull: Pull) {
    this.world = world;
    this.repository = repository;
    this.source = source;
    this.pull = pull;
  }

  /** Opens a pull request and waits for the verdict. */
  static async open(beginning: Beginning, world?: World): Promise<Story> {
    const story = await Story.begin(beginning, world);
    await story.settled();
    return story;
  }

  /** Opens a pull request; the App has answered the webhook, and may still be at work. */
  static async begin({ before, after, fork, ...options }: Beginning, given?: World): Promise<Story> {
    const world = given ?? (await startWorld());
    const repository = world.github.repository('acme/shop');
    if (!repository.branches.has('main')) repository.commit('main', { 'README.md': '# Shop\n', ...before });
    const source = fork === undefined ? repository : world.github.fork(repository, fork);
    const head = options.head ?? 'feature';
    source.branch(head);
    if (Object.keys(after).length > 0) source.commit(head, after);
    const pull = await world.github.openPullRequest(repository, { ...options, head, from: source });
    return new Story(world, repository, source, pull);
  }

  /** Pushes to the branch of the pull request, and waits for the verdict. */
  async push(changes: Changes): Promise<void> {
    await this.startPush(changes);
    await this.settled();
  }

  async startPush(changes: Changes): Promise<void> {
    const before = this.pull.headSha;
    this.source.commit(this.pull.headBranch, changes);
    await this.world.github.synchronize(this.repository, this.pull, before);
  }

  async say(body: string, login = 'alice') {
    const comment = await this.world.github.comment(this.repository, this.pull, login, body);
    await this.settled();
    return comment;
  }

  /** Replies in the thread of one of our comments. */
  async answer(opening: ReviewComment, body: string, login = 'alice') {
    const reply = await this.world.github.replyTo(this.repository, opening, login, body);
    await this.settled();
    return reply;
  }

  /** Every webhook was answered and every job done. */
  async settled(): Promise<void> {
    for (let seen = -1; seen !== this.world.github.delivered.length; ) {
      seen = this.world.github.delivered.length;
      await this.world.app.idle();
      await this.world.github.quiet();
    }
  }

  /** The newest check-run of the head. */
  get check(): CheckRun {
    const run = [...this.repository.checkRuns.values()].filter(({ sha }) => sha === this.pull.headSha).at(-1);
    if (!run) throw new Error(`no check-run on ${this.pull.headSha}`);
    return run;
  }

  get comments(): readonly ReviewComment[] {
    return [...this.repository.reviewComments.values()].filter(({ number }) => number === this.pull.number);
  }

  /** `path:line` of every review comment. */
  get places(): readonly string[] {
    return this.comments.map(({ path, line }) => `${path}:${line}`);
  }

  /** What the App wrote below the pull request. */
  get replies(): readonly string[] {
    return [...this.repository.comments.values()].filter(({ byApp }) => byApp).map(({ body }) => body);
  }

  /** Operations that changed something on GitHub. */
  get writes(): readonly string[] {
    return this.world.github.writes.map(({ operation }) => operation);
  }

  /** Resolves if nothing that was said broke GitHub's own description of its API. */
  close(): Promise<void> {
    return this.world.close();
  }
}

/** Python with so many bad functions. */
export function badFunctions(count: number): string {
  return functions(...Array.from({ length: count }, (_, at) => `bad_${at}`));
}
