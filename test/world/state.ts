/** What a GitHub remembers: plain records; `render.ts` turns them into what the API answers. */
import type { JsonObject } from './github-schema.ts';
import type { Side } from './line-diff.ts';

export type Role = 'admin' | 'maintain' | 'write' | 'triage' | 'read' | 'none';

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Bot' | 'Organization';
}

export interface Pull {
  readonly number: number;
  readonly id: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  merged: boolean;
  draft: boolean;
  readonly author: User;
  base: string;
  /** `owner/name` of the repository that holds the head branch; `null` once that fork is deleted. */
  headRepository: string | null;
  readonly headBranch: string;
  headSha: string;
  readonly createdAt: string;
  updatedAt: string;
}

export interface Comment {
  readonly id: number;
  readonly number: number;
  readonly author: User;
  readonly byApp: boolean;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  readonly reactions: Reaction[];
}

export interface Reaction {
  readonly id: number;
  readonly content: string;
  readonly user: User;
}

export interface Review {
  readonly id: number;
  readonly number: number;
  readonly author: User;
  readonly body: string;
  readonly state: 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'PENDING';
  readonly commit: string;
  readonly submittedAt: string;
}

export interface ReviewComment extends Comment {
  readonly reviewId: number | null;
  readonly path: string;
  readonly commit: string;
  readonly line: number | null;
  readonly side: Side;
  readonly startLine: number | null;
  readonly startSide: Side | null;
  readonly diffHunk: string;
  readonly subjectType: 'line' | 'file';
  readonly inReplyTo: number | null;
}

export interface CheckRun {
  readonly id: number;
  readonly suite: number;
  readonly sha: string;
  readonly name: string;
  readonly appId: number;
  status: string;
  conclusion: string | null;
  externalId: string;
  detailsUrl: string | null;
  startedAt: string | null;
  completedAt: string | null;
  title: string | null;
  summary: string | null;
  text: string | null;
  readonly annotations: JsonObject[];
  actions: readonly JsonObject[];
}

export interface CheckSuite {
  readonly id: number;
  readonly sha: string;
  readonly branch: string | null;
}

/** A write that changed something, as tests look at it. */
export interface Write {
  /** Operation id of the official description, such as `pulls/create-review`. */
  readonly operation: string;
  readonly repository: string;
  /** What the path's template holds: `pull_number`, `check_run_id` … */
  readonly params: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  readonly status: number;
}
