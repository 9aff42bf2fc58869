/** The slice of Octokit that the adapters use, and the way to name what they work on. */
import type { ProbotOctokit } from 'probot';

export type Client = Pick<ProbotOctokit, 'rest' | 'paginate' | 'hook'>;

export interface RepositoryRef {
  readonly owner: string;
  readonly repo: string;
}

/** Who we are on GitHub: what we may edit is recognised by it. */
export interface AppIdentity {
  readonly id: number;
  /** `slug[bot]`: the author of everything that the App writes. */
  readonly login: string;
}

/** Page size of every list: the most that GitHub gives (https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api). */
export const PAGE = 100;
