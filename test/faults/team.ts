/** The people of one repository: what they do at every stage is chosen by a seed; what must stand at the end follows from it. */
import type { FakeGitHub } from '../world/fake-github.ts';
import type { Repository } from '../world/repository.ts';
import type { Pull } from '../world/state.ts';
import type { Delivery } from '../world/webhooks.ts';
import { BASE, changesOf, pickState, RULE, type State } from './code.ts';
import type { Random } from './random.ts';

export interface Branch {
  readonly pull: Pull;
  /** What its head holds. */
  state: State;
  /** Whether its findings were set aside for good. */
  ignored: boolean;
}

export interface Group {
  readonly sha: string;
  readonly state: State;
}

export class Team {
  readonly seed: number;
  readonly repository: Repository;
  readonly branches: Branch[] = [];
  readonly groups: Group[] = [];
  /** Comments that must be answered, and those that must only be heard. */
  readonly questions: number[] = [];
  readonly requests: number[] = [];
  readonly #github: FakeGitHub;
  readonly #random: Random;
  #commits = 0;
  #last: Delivery | null = null;

  constructor(github: FakeGitHub, seed: number, random: Random) {
    this.seed = seed;
    this.#github = github;
    this.#random = random;
    this.repository = github.repository(`team-${seed}/shop`);
    this.repository.commit('main', BASE);
    github.grant(this.repository, 'alice', 'admin');
  }

  /** Does one thing, and resolves when the App has answered it, or did not. */
  async act(): Promise<void> {
    const branch = this.branches[this.#random.int(this.branches.length)];
    if (branch === undefined) return await this.#open();
    const acts: (() => Promise<unknown>)[] = [
      () => this.#push(branch),
      () => this.#push(branch),
      () => this.#pushOften(branch),
      () => this.#pushOutOfOrder(branch),
      () => this.#say(branch, '/audit help', this.questions),
      () => this.#say(branch, `/audit explain ${RULE}\n/audit`, this.questions),
      () => this.#say(branch, '/audit full', this.requests),
      () => this.#ignore(branch),
      () => this.#queue(),
      () => this.#again(),
      ...(this.branches.length < 2 ? [() => this.#open()] : []),
    ];
    await this.#random.pick(acts)();
  }

  async #open(): Promise<void> {
    const head = `change-${this.branches.length}`;
    const state = pickState(this.#random);
    this.repository.branch(head);
    this.#commit(head, state);
    const opened = this.#github.openPullRequest(this.repository, { head });
    // It is there before anybody has been told.
    const pull = this.repository.pull(this.repository.lastNumber);
    this.branches.push({ pull, state, ignored: false });
    await opened;
  }

  #commit(branch: string, state: State): void {
    this.#commits += 1;
    this.repository.commit(branch, changesOf(state, this.#commits));
  }

  async #push(branch: Branch): Promise<void> {
    const { pull } = branch;
    const before = pull.headSha;
    branch.state = pickState(this.#random);
    this.#commit(pull.headBranch, branch.state);
    this.#last = await this.#github.synchronize(this.repository, pull, before);
  }

  /** Several in quick succession, the last of them a forced one. */
  async #pushOften(branch: Branch): Promise<void> {
    const pushes = Array.from({ length: 2 + this.#random.int(3) }, () => this.#push(branch));
    const { pull } = branch;
    const before = pull.headSha;
    this.repository.branch(pull.headBranch);
    branch.state = pickState(this.#random);
    this.#commit(pull.headBranch, branch.state);
    await Promise.all([...pushes, this.#github.synchronize(this.repository, pull, before)]);
  }

  /** The older push is told after the newer one. */
  async #pushOutOfOrder(branch: Branch): Promise<void> {
    const { pull } = branch;
    const [first, older] = [pull.headSha, { ...pull }];
    await this.#push(branch);
    const more = { before: first, after: older.headSha };
    await this.#github.pullEvent(this.repository, older, 'synchronize', more);
  }

  async #say({ pull }: Branch, body: string, heard: number[]): Promise<void> {
    const before = new Set(this.repository.comments.keys());
    const said = this.#github.comment(this.repository, pull, 'alice', body);
    heard.push(...[...this.repository.comments.keys()].filter((id) => !before.has(id)));
    await said;
  }

  async #ignore(branch: Branch): Promise<void> {
    branch.ignored = true;
    await this.#say(branch, `/audit ignore ${RULE} -- known to us`, this.requests);
  }

  async #queue(): Promise<void> {
    const state = pickState(this.#random);
    const head = `gh-readonly-queue/main/group-${this.groups.length}`;
    this.repository.branch(head);
    this.#commit(head, state);
    this.groups.push({ sha: this.repository.head(head), state });
    await this.#github.requestMergeGroup(this.repository, 'main', head);
  }

  /** GitHub tells the same thing twice. */
  async #again(): Promise<void> {
    if (this.#last !== null) await this.#github.again(this.#last);
  }
}
