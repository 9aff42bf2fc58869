/** What the queue holds: plain data, so that a durable queue can keep it. */
import type { PullRequestComment } from '../audit/answer-comment.ts';
import type { Baseline } from '../audit/audit-baseline.ts';
import type { CommentRef, MergeGroup } from '../audit/ports.ts';

export interface InRepository {
  readonly installation: number;
  readonly owner: string;
  readonly repo: string;
}

export interface ReviewTask extends InRepository {
  readonly kind: 'review';
  readonly number: number;
  /** Whether the report lists what was there before. */
  readonly full: boolean;
  /** Comments that asked for it, and wait for a last reaction. */
  readonly asked: readonly CommentRef[];
  /** Whether an earlier analysis of the same commits will do. */
  readonly reuse: boolean;
}

export interface CommentTask extends InRepository {
  readonly kind: 'comment';
  readonly number: number;
  readonly comment: PullRequestComment;
}

/** Someone asked for the checks of a commit again, and the event does not say for which pull request. */
export interface CommitTask extends InRepository {
  readonly kind: 'commit';
  readonly sha: string;
}

export interface GroupTask extends InRepository {
  readonly kind: 'group';
  readonly group: MergeGroup;
  /** Whether the queue gave it up. */
  readonly ended: boolean;
}

/** Say below a pull request where its score comes from. */
export interface ExplainTask extends InRepository {
  readonly kind: 'explain';
  readonly number: number;
}

/** The default branch has moved. */
export interface BaselineTask extends InRepository {
  readonly kind: 'baseline';
  readonly baseline: Baseline;
}

/** Look for pull requests that wait for a verdict, everywhere. */
interface SweepTask {
  readonly kind: 'sweep';
}

export type Task = ReviewTask | CommentTask | CommitTask | GroupTask | ExplainTask | BaselineTask | SweepTask;

/** Tasks of one key take each other's place. */
export function keyOf(task: Task): string {
  if (task.kind === 'sweep') return task.kind;
  const repository = `${task.owner}/${task.repo}`.toLowerCase();
  switch (task.kind) {
    case 'review':
      return `${repository}#${task.number}`;
    case 'explain':
      return `${repository}#${task.number} score`;
    case 'comment':
      return `${repository}#${task.number} comment ${task.comment.id}`;
    case 'commit':
      return `${repository}@${task.sha}`;
    case 'baseline':
      return `${repository} baseline`;
    case 'group':
      return `${repository}@${task.group.head} merge group`;
    default:
      return task satisfies never;
  }
}

/** How a task is named in the log. */
export function fieldsOf(task: Task) {
  if (task.kind === 'sweep') return { task: task.kind };
  const repository = `${task.owner}/${task.repo}`;
  const { kind, installation } = task;
  return { task: kind, installation, repository, ...('number' in task ? { pullRequest: task.number } : {}) };
}

/** The newer task, with what the older one still owes. */
export function mergeTasks(older: Task, newer: Task): Task {
  if (older.kind !== 'review' || newer.kind !== 'review') return newer;
  const asked = new Map([...older.asked, ...newer.asked].map((comment) => [comment.id, comment]));
  return {
    ...newer,
    full: older.full || newer.full,
    reuse: older.reuse && newer.reuse,
    asked: [...asked.values()],
  };
}
