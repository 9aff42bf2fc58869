/** A repository of the fake GitHub: branches over shared git objects, pull requests, comments and checks. */
import { changedFiles, type FileChange } from './changes.ts';
import type { Changes, Commit, GitStore } from './git-store.ts';
import type { JsonObject } from './github-schema.ts';
import type { CheckRun, CheckSuite, Comment, Pull, Review, ReviewComment, Role, User } from './state.ts';

export interface Ids {
  /** A new id, unique in the world. */
  next(): number;
  /** The world's time, ISO 8601 without milliseconds. */
  date(): string;
  /** Branches moved: open pull requests of this repository or of its parent may have a new head. */
  moved(repository: Repository, branch: string): void;
}

export class Repository {
  readonly owner: string;
  name: string;
  readonly id: number;
  readonly store: GitStore;
  readonly parent: Repository | null;
  readonly branches = new Map<string, string>();
  readonly roles = new Map<string, Role>();
  readonly pulls = new Map<number, Pull>();
  readonly comments = new Map<number, Comment>();
  readonly reviews = new Map<number, Review>();
  readonly reviewComments = new Map<number, ReviewComment>();
  readonly checkRuns = new Map<number, CheckRun>();
  readonly suites = new Map<number, CheckSuite>();
  /** Trees above this many entries are answered in part, with `truncated: true`. */
  treeLimit = 100_000;
  visibility: 'public' | 'private' = 'public';
  defaultBranch = 'main';
  /** Of the default branch. */
  rules: readonly JsonObject[] = [];
  lastNumber = 0;
  readonly #ids: Ids;
  readonly #changes = new Map<string, readonly FileChange[]>();

  constructor(fullName: string, ids: Ids, store: GitStore, parent: Repository | null = null) {
    const [owner, name] = fullName.split('/');
    if (!owner || !name) throw new Error(`"${fullName}" is not owner/name`);
    this.owner = owner;
    this.name = name;
    this.#ids = ids;
    this.id = ids.next();
    this.store = store;
    this.parent = parent;
  }

  get fullName(): string {
    return `${this.owner}/${this.name}`;
  }

  /** Commits on top of the branch, which is created from nothing if it is new; returns the commit's id. */
  commit(branch: string, changes: Changes, message = 'Change'): string {
    const parent = this.branches.get(branch);
    const commit = this.store.commit(parent === undefined ? [] : [parent], changes, message, this.#ids.date());
    return this.point(branch, commit.sha);
  }

  /** Moves a branch, forward or not: a forced push. */
  point(branch: string, sha: string): string {
    this.branches.set(branch, this.store.get(sha).sha);
    this.#ids.moved(this, branch);
    return sha;
  }

  branch(name: string, from = this.defaultBranch): string {
    return this.point(name, this.head(from));
  }

  /** Merges one branch into another with a merge commit; on a conflict the merged branch's file wins. */
  merge(from: string, into: string, message = `Merge ${from}`): string {
    const [theirs, ours] = [this.store.get(this.head(from)), this.store.get(this.head(into))];
    const base = this.store.get(this.store.mergeBase(theirs.sha, ours.sha) ?? ours.sha);
    const changes: Record<string, { mode: '100644'; content: string } | null> = {};
    for (const change of changedFiles(this.store, base, theirs)) {
      if (change.previousPath !== null) changes[change.previousPath] = null;
      const entry = theirs.files.get(change.path);
      changes[change.path] = entry ? { mode: '100644', content: this.store.text(entry.sha) } : null;
    }
    const commit = this.store.commit([ours.sha, theirs.sha], changes, message, this.#ids.date());
    return this.point(into, commit.sha);
  }

  head(branch: string): string {
    const sha = this.branches.get(branch);
    if (sha === undefined) throw new Error(`${this.fullName} has no branch ${branch}`);
    return sha;
  }

  grant(login: string, role: Role): void {
    this.roles.set(login, role);
  }

  pull(number: number): Pull {
    const pull = this.pulls.get(number);
    if (!pull) throw new Error(`${this.fullName} has no pull request ${number}`);
    return pull;
  }

  /** A branch, a full ref, or a commit id; `null` when there is none. */
  resolve(ref: string): Commit | null {
    const short = ref.replace(/^(refs\/)?heads\//, '');
    const pull = /^(?:refs\/)?pull\/(\d+)\/head$/.exec(ref);
    const sha = pull ? this.pulls.get(Number(pull[1]))?.headSha : (this.branches.get(short) ?? ref);
    return this.store.commits.get(sha ?? '') ?? null;
  }

  mergeBaseOf(pull: Pull): string {
    return this.store.mergeBase(pull.headSha, this.head(pull.base)) ?? this.head(pull.base);
  }

  filesOf(pull: Pull): readonly FileChange[] {
    return this.changes(this.mergeBaseOf(pull), pull.headSha);
  }

  changes(base: string, head: string): readonly FileChange[] {
    const key = `${base}..${head}`;
    const known = this.#changes.get(key) ?? changedFiles(this.store, this.store.get(base), this.store.get(head));
    this.#changes.set(key, known);
    return known;
  }

  commitsOf(pull: Pull): readonly Commit[] {
    const before = new Set(this.store.ancestors(this.head(pull.base)));
    return this.store
      .ancestors(pull.headSha)
      .filter((sha) => !before.has(sha))
      .map((sha) => this.store.get(sha))
      .reverse();
  }

  roleOf(user: User): Role {
    if (user.login === this.owner) return 'admin';
    return this.roles.get(user.login) ?? (this.visibility === 'public' ? 'read' : 'none');
  }
}
