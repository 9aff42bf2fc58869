/**
 * A GitHub in memory, over loopback HTTP: state in, recorded writes out. Whatever happens in it (a push, a comment) is
 * told to the App by signed webhooks, when `webhookUrl` is set. `close()` throws what broke the official description.
 */
import type { Server } from 'node:http';
import { type Fault, Faults, type Hold, type Matcher } from './faults.ts';
import { type JsonObject, sample } from './github-schema.ts';
import { GitHubState, REGISTRATION } from './github-state.ts';
import type { Repository } from './repository.ts';
import { suiteOf } from './routes/checks.ts';
import { serveGitHub, type Traffic, urlOf } from './server.ts';
import type { Comment, Pull, ReviewComment, User, Write } from './state.ts';
import * as webhooks from './webhooks.ts';

export interface PullOptions {
  readonly head: string;
  readonly base?: string;
  readonly from?: Repository;
  readonly author?: string;
  readonly title?: string;
  readonly draft?: boolean;
}

export class FakeGitHub extends GitHubState {
  readonly traffic: Traffic = { writes: [], requests: [], violations: [] };
  readonly delivered: webhooks.Delivery[] = [];
  /** Where the App listens; without it nothing is delivered. */
  webhookUrl: string | null = null;
  readonly #faults = new Faults();
  readonly #background = new Set<Promise<unknown>>();
  #server: Server | null = null;

  static async start(now?: () => number): Promise<FakeGitHub> {
    const github = new FakeGitHub(now);
    github.#server = await serveGitHub(github, github.credentials, github.#faults, github.traffic);
    github.url = urlOf(github.#server);
    return github;
  }

  /** Stops, and throws every message that the official description forbids. */
  async close(): Promise<void> {
    await this.quiet();
    this.#server?.closeAllConnections();
    await new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(null)));
    if (this.traffic.violations.length > 0) throw new Error(this.traffic.violations.join('\n'));
  }

  get writes(): readonly Write[] {
    return this.traffic.writes;
  }

  fail(matcher: Matcher, fault: Fault): void {
    this.#faults.fail(matcher, fault);
  }

  hold(matcher: Matcher): Hold {
    return this.#faults.hold(matcher);
  }

  // What people do; each resolves when the App has answered the webhook

  async openPullRequest(repository: Repository, options: PullOptions): Promise<Pull> {
    const from = options.from ?? repository;
    repository.lastNumber += 1;
    const createdAt = this.date();
    const pull: Pull = {
      number: repository.lastNumber,
      id: this.next(),
      title: options.title ?? 'Change things',
      body: '',
      state: 'open',
      merged: false,
      draft: options.draft ?? false,
      author: this.person(options.author ?? (from === repository ? 'alice' : from.owner)),
      base: options.base ?? repository.defaultBranch,
      headRepository: from.fullName,
      headBranch: options.head,
      headSha: from.head(options.head),
      createdAt,
      updatedAt: createdAt,
    };
    repository.pulls.set(pull.number, pull);
    await this.#suite(repository, pull);
    await this.pullEvent(repository, pull, 'opened');
    return pull;
  }

  /** Tells the App that the pull request's branch has moved; commit to the branch first. */
  async synchronize(repository: Repository, pull: Pull, before: string): Promise<webhooks.Delivery> {
    pull.updatedAt = this.date();
    await this.#suite(repository, pull);
    return this.pullEvent(repository, pull, 'synchronize', { before, after: pull.headSha });
  }

  /** Changes the base branch, as "Edit" does on the page of a pull request. */
  async retarget(repository: Repository, pull: Pull, base: string): Promise<webhooks.Delivery> {
    const from = { ref: { from: pull.base }, sha: { from: repository.head(pull.base) } };
    pull.base = base;
    return this.pullEvent(repository, pull, 'edited', { changes: { base: from } });
  }

  pullEvent(repository: Repository, pull: Pull, action: string, more: JsonObject = {}): Promise<webhooks.Delivery> {
    return this.#deliver(
      'pull_request',
      webhooks.pullRequestPayload(this.#context(repository, pull.author), pull, action, more),
    );
  }

  async comment(repository: Repository, pull: Pull, login: string, body: string): Promise<Comment> {
    const date = this.date();
    const comment: Comment = {
      id: this.next(),
      number: pull.number,
      author: this.person(login),
      byApp: false,
      body,
      createdAt: date,
      updatedAt: date,
      reactions: [],
    };
    repository.comments.set(comment.id, comment);
    await this.#commentCreated(repository, comment);
    return comment;
  }

  /** A reply in the thread that `opening` began. */
  async replyTo(repository: Repository, opening: ReviewComment, login: string, body: string): Promise<ReviewComment> {
    const date = this.date();
    const reply: ReviewComment = {
      ...opening,
      id: this.next(),
      author: this.person(login),
      byApp: false,
      body,
      createdAt: date,
      updatedAt: date,
      reactions: [],
      inReplyTo: opening.id,
    };
    repository.reviewComments.set(reply.id, reply);
    await this.#deliver(
      'pull_request_review_comment',
      webhooks.reviewCommentPayload(this.#context(repository, reply.author), repository.pull(reply.number), reply),
    );
    return reply;
  }

  /** "Re-run" next to a check. */
  rerequest(repository: Repository, run: number): Promise<webhooks.Delivery> {
    const found = repository.checkRuns.get(run);
    if (!found) throw new Error(`no check-run ${run}`);
    return this.#deliver(
      'check_run',
      webhooks.checkRunPayload(this.#context(repository, this.person('alice')), found, 'rerequested'),
    );
  }

  /** A button of a check-run, as GitHub shows it once the run is completed. */
  press(repository: Repository, run: number, label: string): Promise<webhooks.Delivery> {
    const found = repository.checkRuns.get(run);
    const button = found?.actions.find((action) => action.label === label);
    if (!found || !button || found.status !== 'completed') throw new Error(`check-run ${run} has no button "${label}"`);
    const context = this.#context(repository, this.person('alice'));
    const more = { requested_action: { identifier: button.identifier ?? '' } };
    return this.#deliver('check_run', webhooks.checkRunPayload(context, found, 'requested_action', more));
  }

  /** "Re-run all checks". */
  rerequestSuite(repository: Repository, sha: string): Promise<webhooks.Delivery> {
    const suite = suiteOf(repository, sha, () => this.next());
    return this.#deliver(
      'check_suite',
      webhooks.checkSuitePayload(this.#context(repository, this.person('alice')), suite, 'rerequested'),
    );
  }

  /** Tells the App that a branch has moved: by a push, or because a pull request was merged. */
  pushed(repository: Repository, branch: string, before: string): Promise<webhooks.Delivery> {
    const context = this.#context(repository, this.person('alice'));
    return this.#deliver('push', webhooks.pushPayload(context, { branch, before, after: repository.head(branch) }));
  }

  /** The owner of the installation lets the App in again. */
  unsuspend(repository: Repository): Promise<webhooks.Delivery> {
    const context = this.#context(repository, this.person('alice'));
    return this.#deliver('installation', webhooks.installationPayload(context, 'unsuspend'));
  }

  /** A merge queue asks for a verdict on the tree that would be merged. */
  requestMergeGroup(repository: Repository, base: string, headRef: string): Promise<webhooks.Delivery> {
    const context = this.#context(repository, this.person('alice'));
    return this.#deliver('merge_group', webhooks.mergeGroupPayload(context, groupOf(repository, base, headRef)));
  }

  /** The queue gives a group up. */
  destroyMergeGroup(repository: Repository, base: string, headRef: string): Promise<webhooks.Delivery> {
    const context = this.#context(repository, this.person('alice'));
    return this.#deliver(
      'merge_group',
      webhooks.mergeGroupPayload(context, groupOf(repository, base, headRef), 'destroyed'),
    );
  }

  /** Sends a delivery again, byte for byte and with the same id. */
  again(delivery: webhooks.Delivery): Promise<webhooks.Delivery> {
    return this.#deliver(delivery.event, delivery.payload, delivery.id);
  }

  /** Resolves when every webhook that is on its way has been answered. */
  async quiet(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background);
  }

  // What routes ask

  notify(_event: 'issue_comment.created', repository: Repository, id: number): void {
    const comment = repository.comments.get(id);
    if (comment) this.#inBackground(this.#commentCreated(repository, comment));
  }

  redeliver(number: number): void {
    const delivery = this.delivered.find((each) => each.number === number);
    if (delivery) this.#inBackground(this.again(delivery));
  }

  deliveries(): readonly JsonObject[] {
    return this.delivered
      .map(({ id, number, event, action, status }) =>
        sample('hook-delivery-item', {
          id: number,
          guid: id,
          event,
          action,
          status: status === 0 ? 'failed to connect to host' : 'OK',
          status_code: status,
          delivered_at: this.date(),
        }),
      )
      .reverse();
  }

  #context(repository: Repository, sender: User): webhooks.Context {
    const installation = this.installations.find((each) => each.repositories.has(repository.fullName));
    return { site: this, repository, sender, installation: installation?.id ?? 0 };
  }

  #commentCreated(repository: Repository, comment: Comment): Promise<webhooks.Delivery> {
    const pull = repository.pull(comment.number);
    return this.#deliver(
      'issue_comment',
      webhooks.issueCommentPayload(this.#context(repository, comment.author), pull, comment),
    );
  }

  /** GitHub opens a suite for the App on every push to the repository itself. */
  async #suite(repository: Repository, pull: Pull): Promise<void> {
    if (pull.headRepository !== repository.fullName) return;
    const suite = suiteOf(repository, pull.headSha, () => this.next());
    await this.#deliver(
      'check_suite',
      webhooks.checkSuitePayload(this.#context(repository, pull.author), suite, 'requested'),
    );
  }

  async #deliver(event: string, payload: JsonObject, id?: string): Promise<webhooks.Delivery> {
    const action = typeof payload.action === 'string' ? payload.action : null;
    const isSubscribed = event === 'installation' || REGISTRATION.default_events.includes(event);
    const answer =
      this.webhookUrl === null || !isSubscribed
        ? { id: id ?? '', status: 0 }
        : await webhooks.post(this.webhookUrl, this.credentials.webhookSecret, event, payload, id);
    const delivery = { id: answer.id, number: this.next(), event, action, payload, status: answer.status };
    this.delivered.push(delivery);
    return delivery;
  }

  #inBackground(work: Promise<unknown>): void {
    this.#background.add(work);
    void work.finally(() => this.#background.delete(work));
  }
}

function groupOf(repository: Repository, base: string, headRef: string) {
  return {
    head: repository.head(headRef),
    headRef: `refs/heads/${headRef}`,
    base: repository.head(base),
    baseRef: `refs/heads/${base}`,
  };
}
