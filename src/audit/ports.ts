/** What the use cases need from outside. Adapters implement these; tests do too. */
import type { Decision } from '../model/decision.ts';
import type { FileFacts } from '../model/facts.ts';
import type { TreeEntry } from '../model/project.ts';
import type { DiffFile } from '../report/hunks.ts';
import type { CheckAction, CheckAnnotation } from '../report/render-check-run.ts';

/** One state of a repository: a tree and lazy reads. */
export interface Snapshot {
  /** Full commit id, or `null` for a working tree. */
  readonly commit: string | null;
  /** Every entry of the tree, submodules and symbolic links included, sorted by path in code units. Throws `AuditError`. */
  list(): Promise<readonly TreeEntry[]>;
  /** Announces reads, so that the adapter may fetch many contents at once. Changes nothing else. */
  expect?(entries: readonly TreeEntry[]): Promise<void>;
  /** The bytes of a file or the target of a symbolic link. Many reads may be asked for at once; the adapter bounds them. */
  read(entry: TreeEntry): Promise<Uint8Array>;
}

/** Facts by content. A lost or corrupt entry is a miss, never an error. */
export interface FactStore {
  /** Found entries only. Keys hold content id, kind and extractor version. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, FileFacts>>;
  put(entries: ReadonlyMap<string, FileFacts>): Promise<void>;
}

/** A content that one commit wrote at one path. */
export interface HistoricEntry {
  readonly commit: string;
  readonly path: string;
  /** The git blob id. */
  readonly id: string;
}

/** What the commits between two others wrote, oldest first; `complete` is false where some of it could not be listed. */
export interface History {
  readonly entries: readonly HistoricEntry[];
  readonly complete: boolean;
}

/** Milliseconds since the epoch, and a pause: passed in, so that nothing below reads a clock. */
export interface Clock {
  now(): number;
  /** Returns early, without throwing, when `signal` is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A failure that the adapters understood. Anything else that is thrown is a bug. */
export class AuditError extends Error {
  readonly kind: AuditErrorKind;
  /** Of what is transient: milliseconds after which it is worth trying again, where somebody said so. */
  readonly retryAfter: number | null;
  constructor(kind: AuditErrorKind, message: string, options: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, options);
    this.name = 'AuditError';
    this.kind = kind;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/**
 * config: the user can mend it, tell them. denied: a permission is missing. gone: the repository, pull request or commit
 * is no longer there, stop quietly. transient: try again. superseded: a newer head made this run pointless.
 */
export type AuditErrorKind = 'config' | 'denied' | 'gone' | 'transient' | 'superseded';

/** One pull request, read. Every method throws `AuditError`. */
export interface PullRequestSource {
  state(): Promise<PullRequestState>;
  /** Where head left the base branch, and where the base branch stands now. */
  comparison(state: PullRequestState): Promise<{ readonly mergeBase: string; readonly baseTip: string }>;
  /** The changed files, as far as the platform lists them; `complete` is false where it stops before the end. */
  changes(state: PullRequestState): Promise<{ readonly files: readonly DiffFile[]; readonly complete: boolean }>;
  /** What each commit of the pull request wrote; merges are left out. */
  history(state: PullRequestState): Promise<History>;
  /** The text of a file at a commit, or `null` when there is none. */
  text(commit: string, path: string): Promise<string | null>;
  /** The text of a file in another repository of the same owner, on its default branch; `null` when it cannot be seen. */
  shared(repository: string, path: string): Promise<string | null>;
  snapshot(commit: string): Snapshot;
  readonly others: OtherPullRequests;
}

/** The other open pull requests of the same base branch. Every method throws `AuditError`. */
export interface OtherPullRequests {
  /** Those updated last, newest first; `complete` is false where there are more. */
  list(state: PullRequestState): Promise<{ readonly pulls: readonly OtherPullRequest[]; readonly complete: boolean }>;
  /** What one of them changes, as far as one answer lists it. */
  changes(other: OtherPullRequest): Promise<{ readonly files: readonly DiffFile[]; readonly complete: boolean }>;
}

export interface OtherPullRequest {
  readonly number: number;
  readonly headSha: string;
}

/** A pull request by what never changes: repositories are renamed and transferred. */
export interface PullRef {
  /** GitHub's id of the repository that receives it. */
  readonly repository: number;
  readonly number: number;
}

export interface PullRequestState extends PullRef {
  readonly open: boolean;
  readonly draft: boolean;
  /** Whether the head branch stands in another repository. */
  readonly fork: boolean;
  /** Login; `ghost` when the account is gone. */
  readonly author: string;
  readonly headSha: string;
  readonly baseRef: string;
  /** The page of the repository that receives the pull request. */
  readonly repositoryUrl: string;
  readonly changedFiles: number;
  readonly commits: number;
}

/** What the check-run says. */
export interface CheckContent {
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly annotations: readonly CheckAnnotation[];
  /** Buttons, once the run is completed. */
  readonly actions: readonly CheckAction[];
}

/** `cancelled` is for a head that is no longer the pull request's. */
export type CheckConclusion = 'success' | 'failure' | 'neutral' | 'cancelled';

export interface DesiredComment {
  readonly fingerprint: string;
  readonly path: string;
  readonly line: number;
  readonly startLine: number | null;
  readonly body: string;
}

/** The comments that should stand on a pull request. */
export interface DesiredComments {
  /** Worst first. */
  readonly comments: readonly DesiredComment[];
  /** How many may stand at a time, those of earlier commits included. */
  readonly max: number;
  /** Fingerprints of everything still found at head: their comments are left as they are, if no comment above says more. */
  readonly alive: ReadonlySet<string>;
  /** Fingerprints of what people set aside: their comments say so. */
  readonly setAside: ReadonlySet<string>;
  /** The fingerprint that a body carries, `null` for a body that is not ours. */
  readonly fingerprintOf: (body: string) => string | null;
  /** The body of a comment whose finding was set aside; a body that says so already comes back unchanged. */
  readonly markSetAside: (body: string) => string;
  /** The body of a comment whose finding is gone; a body that says so already comes back unchanged. */
  readonly markFixed: (body: string) => string;
  /** The body of a review with so many comments. */
  readonly reviewBody: (comments: number) => string;
}

export interface PublishedComments {
  readonly created: number;
  readonly edited: number;
  /** Fingerprints of comments that the platform refused on their line. */
  readonly refused: readonly string[];
}

/** What a merge queue is about to merge. */
export interface MergeGroup {
  readonly head: string;
  /** The name of the temporary branch: it names the pull request that was queued last. */
  readonly headRef: string;
  readonly base: string;
  readonly baseRef: string;
}

/** One pull request of a merge group. */
export interface Member extends PullRef {
  readonly headSha: string;
  /** Paths that it changes, as far as the platform lists them. */
  readonly files: ReadonlySet<string>;
}

/** Two commits of a repository, compared. Every method throws `AuditError`. */
export interface MergeGroupSource {
  /** What changed, as far as the platform lists it, and the page of the repository. */
  changes(base: string, head: string): Promise<{ readonly files: readonly DiffFile[]; readonly repositoryUrl: string }>;
  /** The pull requests of the group, as far as its commits and its branch name them. */
  members(group: MergeGroup): Promise<readonly Member[]>;
  text(commit: string, path: string): Promise<string | null>;
  shared(repository: string, path: string): Promise<string | null>;
  snapshot(commit: string): Snapshot;
}

/** Writes a check-run. It compares with what stands first: doing the same twice changes nothing the second time. */
export interface CheckPublisher {
  /** Shows that an audit of `head` runs. Returns the page of the check-run. */
  begin(head: string, content: CheckContent): Promise<{ readonly url: string | null }>;
  /** Ends the check-run of `head`. If the platform refuses the content, the conclusion is given with less of it. */
  conclude(head: string, conclusion: CheckConclusion, content: CheckContent): Promise<void>;
  /** Ends the check-run of `head` as cancelled, if it is under way. */
  cancel(head: string, content: CheckContent): Promise<void>;
}

/** Writes to one pull request, in the same way. */
export interface Publisher extends CheckPublisher {
  comment(head: string, desired: DesiredComments): Promise<PublishedComments>;
  /** Writes `body` below the pull request: as a new comment, or in place of what it says of `subject` already. */
  note(subject: string, body: string): Promise<void>;
  /** The head of the pull request at this moment. */
  currentHead(): Promise<string>;
  /**
   * Other open pull requests with the same head whose verdict is a failure. A check counts for a commit, not for a pull
   * request: a success here would undo theirs.
   */
  failingElsewhere(head: string): Promise<readonly number[]>;
}

/** Heads whose check-run was begun and not concluded. Throws `AuditError`. */
export interface OpenChecks {
  list(pull: PullRef): Promise<readonly string[]>;
  add(pull: PullRef, head: string): Promise<void>;
  remove(pull: PullRef, head: string): Promise<void>;
}

/** What people decided about pull requests. Throws `AuditError`. */
export interface DecisionStore {
  /** In the order in which they were made. */
  list(pull: PullRef): Promise<readonly Decision[]>;
  /** Keeps a decision once, however often it is told. */
  add(pull: PullRef, decision: Decision): Promise<void>;
}

/** A comment of a person on a pull request. */
export interface CommentRef {
  readonly id: number;
  /** The first comment of the thread on the diff in which this one is a reply; `null` below the pull request. */
  readonly thread: number | null;
}

/** The talk on a pull request. */
export interface Conversation {
  /** A courtesy: left out where the App may not react. */
  react(comment: CommentRef, reaction: Reaction): Promise<void>;
  /** Whether we reacted to the comment with one of these. */
  hasReacted(comment: CommentRef, reactions: readonly Reaction[]): Promise<boolean>;
  /** Answers a comment where it stands, once. */
  reply(comment: CommentRef, body: string): Promise<void>;
  roleOf(login: string): Promise<Role>;
  /** What the App wrote at the beginning of the comment's thread, `null` outside of our threads. */
  opening(comment: CommentRef): Promise<string | null>;
}

type Reaction = 'eyes' | 'rocket' | 'confused';

/** From the least. */
export const ROLES = ['none', 'read', 'triage', 'write', 'maintain', 'admin'] as const;
export type Role = (typeof ROLES)[number];
