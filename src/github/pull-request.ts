/** One pull request, read from the repository that receives it: what a fork sends is reachable there, with our permissions. */
import {
  AuditError,
  type MergeGroupSource,
  type OtherPullRequests,
  type PullRequestSource,
  type PullRequestState,
} from '../audit/ports.ts';
import type { DiffFile } from '../report/hunks.ts';
import { type Client, PAGE, type RepositoryRef } from './client.ts';
import { isGone } from './errors.ts';
import { createGithubSnapshot } from './github-snapshot.ts';
import { readHistory } from './history.ts';
import { listMembers } from './merge-group.ts';

/**
 * GitHub lists at most 3,000 files of a pull request (https://docs.github.com/rest/pulls/pulls#list-pull-requests-files).
 * Findings do not depend on this list, they come from the trees; only lines to comment on and renames do.
 */
export function createPullRequestSource(client: Client, repository: RepositoryRef, number: number): PullRequestSource {
  return {
    state: () => readState(client, repository, number),

    async comparison({ baseRef, headSha }) {
      // A name is resolved now; the commit that the pull request names may be that of its last push.
      const basehead = `${baseRef}...${headSha}`;
      const { data } = await client.rest.repos.compareCommitsWithBasehead({ ...repository, basehead, per_page: 1 });
      return { mergeBase: data.merge_base_commit.sha, baseTip: data.base_commit.sha };
    },

    async changes(state) {
      const parameters = { ...repository, pull_number: number, per_page: PAGE };
      const files = (await client.paginate(client.rest.pulls.listFiles, parameters)).map(toDiffFile);
      return { files, complete: files.length >= state.changedFiles };
    },

    history: ({ commits }) => readHistory(client, repository, { number, commits }),
    text: (commit, path) => readText(client, repository, path, commit),
    shared: (repo, path) => readText(client, { owner: repository.owner, repo }, path),
    snapshot: (commit) => createGithubSnapshot(client, repository, commit),
    others: createOtherPullRequests(client, repository),
  };
}

/** One answer each: what is beyond the first page is told as not listed. */
function createOtherPullRequests(client: Client, repository: RepositoryRef): OtherPullRequests {
  return {
    async list({ number, baseRef }) {
      const order = { sort: 'updated', direction: 'desc', per_page: PAGE } as const;
      const { data } = await client.rest.pulls.list({ ...repository, state: 'open', base: baseRef, ...order });
      const others = data.filter((pull) => pull.number !== number);
      const pulls = others.map((pull) => ({ number: pull.number, headSha: pull.head.sha }));
      return { pulls, complete: data.length < PAGE };
    },
    async changes(other) {
      const { data } = await client.rest.pulls.listFiles({ ...repository, pull_number: other.number, per_page: PAGE });
      return { files: data.map(toDiffFile), complete: data.length < PAGE };
    },
  };
}

/** Two commits of a repository. GitHub lists at most 300 changed files of a comparison (https://docs.github.com/rest/commits/commits#compare-two-commits). */
export function createMergeGroupSource(client: Client, repository: RepositoryRef): MergeGroupSource {
  return {
    async changes(base, head) {
      const { data } = await client.rest.repos.compareCommitsWithBasehead({
        ...repository,
        basehead: `${base}...${head}`,
      });
      const repositoryUrl = data.html_url.slice(0, data.html_url.indexOf('/compare/'));
      return { files: (data.files ?? []).map(toDiffFile), repositoryUrl };
    },
    members: (group) => listMembers(client, repository, group),
    text: (commit, path) => readText(client, repository, path, commit),
    shared: (repo, path) => readText(client, { owner: repository.owner, repo }, path),
    snapshot: (commit) => createGithubSnapshot(client, repository, commit),
  };
}

interface ListedFile {
  readonly filename: string;
  readonly previous_filename?: string;
  readonly status: DiffFile['status'];
  readonly patch?: string;
}

function toDiffFile({ filename, previous_filename, status, patch }: ListedFile): DiffFile {
  return { path: filename, previousPath: previous_filename ?? null, status, patch: patch ?? null };
}

async function readState(client: Client, repository: RepositoryRef, number: number): Promise<PullRequestState> {
  const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
  return {
    repository: data.base.repo.id,
    number,
    open: data.state === 'open',
    draft: data.draft ?? false,
    // The repository of a fork that was deleted is null.
    fork: data.head.repo?.id !== data.base.repo.id,
    author: data.user?.login ?? 'ghost',
    headSha: data.head.sha,
    baseRef: data.base.ref,
    repositoryUrl: data.base.repo.html_url,
    changedFiles: data.changed_files,
    commits: data.commits,
  };
}

/** At `commit`, or on the default branch. */
async function readText(
  client: Client,
  repository: RepositoryRef,
  path: string,
  commit?: string,
): Promise<string | null> {
  try {
    const at = commit === undefined ? {} : { ref: commit };
    const { data } = await client.rest.repos.getContent({ ...repository, path, ...at });
    if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) {
      throw new AuditError('config', `${path} is not a file`);
    }
    // Above 1 MB the content is left out: https://docs.github.com/rest/repos/contents#get-repository-content
    if (data.encoding !== 'base64') throw new AuditError('config', `${path} is too large to be a configuration`);
    return Buffer.from(data.content, 'base64').toString('utf8');
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
