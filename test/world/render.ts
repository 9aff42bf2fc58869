/** What the API answers about the records of `state.ts`: official samples with the real values on top. */
import type { FileChange } from './changes.ts';
import type { Commit } from './git-store.ts';
import { type JsonObject, sample } from './github-schema.ts';
import type { Repository } from './repository.ts';
import type { Comment, Pull, Review, User } from './state.ts';

/** The world as renderers need it. */
export interface Site {
  readonly url: string;
  readonly app: {
    readonly id: number;
    readonly slug: string;
    readonly permissions: JsonObject;
    readonly events: readonly string[];
  };
  repositoryNamed(fullName: string): Repository | null;
  organization(login: string): User;
}

export const api = (site: Site, repository: Repository) => `${site.url}/api/v3/repos/${repository.fullName}`;
export const html = (site: Site, repository: Repository) => `${site.url}/${repository.fullName}`;
export const node = (kind: string, id: number | string) => `${kind}_${id}`;

export function renderUser(site: Site, user: User): JsonObject {
  return sample('simple-user', {
    id: user.id,
    node_id: node('U', user.id),
    login: user.login,
    type: user.type,
    gravatar_id: '',
    url: `${site.url}/api/v3/users/${user.login}`,
    html_url: `${site.url}/${user.login}`,
  });
}

export function renderApp(site: Site): JsonObject {
  const { id, slug, permissions } = site.app;
  const owner = renderUser(site, site.organization('acme'));
  return sample('integration', {
    id,
    slug,
    node_id: node('A', id),
    name: 'Vigie',
    description: null,
    external_url: site.url,
    created_at: '2026-01-01T09:00:00Z',
    updated_at: '2026-01-01T09:00:00Z',
    owner,
    html_url: `${site.url}/apps/${slug}`,
    permissions,
    events: site.app.events,
  });
}

export function renderRepository(site: Site, repository: Repository, kind = 'repository'): JsonObject {
  return sample(kind, {
    id: repository.id,
    node_id: node('R', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    owner: renderUser(site, site.organization(repository.owner)),
    private: repository.visibility === 'private',
    visibility: repository.visibility,
    fork: repository.parent !== null,
    default_branch: repository.defaultBranch,
    html_url: html(site, repository),
    url: api(site, repository),
    clone_url: `${html(site, repository)}.git`,
    pushed_at: '2026-01-05T09:00:00Z',
    created_at: '2026-01-01T09:00:00Z',
    updated_at: '2026-01-05T09:00:00Z',
    has_downloads: true,
    topics: [],
  });
}

function branchEnd(site: Site, repository: Repository | null, owner: User, ref: string, sha: string): JsonObject {
  return {
    label: `${owner.login}:${ref}`,
    ref,
    sha,
    user: renderUser(site, owner),
    repo: repository ? renderRepository(site, repository) : null,
  };
}

export function renderPull(
  site: Site,
  repository: Repository,
  pull: Pull,
  kind: 'pull-request' | 'pull-request-simple',
): JsonObject {
  const head = pull.headRepository === null ? null : site.repositoryNamed(pull.headRepository);
  const owner = site.organization(repository.owner);
  const headOwner = head ? site.organization(head.owner) : pull.author;
  const url = `${api(site, repository)}/pulls/${pull.number}`;
  const files = kind === 'pull-request' ? repository.filesOf(pull) : [];
  const common = {
    id: pull.id,
    node_id: node('PR', pull.id),
    number: pull.number,
    state: pull.state,
    title: pull.title,
    body: pull.body,
    draft: pull.draft,
    user: renderUser(site, pull.author),
    url,
    html_url: `${html(site, repository)}/pull/${pull.number}`,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    base: branchEnd(site, repository, owner, pull.base, repository.head(pull.base)),
    head: branchEnd(site, head, headOwner, pull.headBranch, pull.headSha),
    author_association: 'CONTRIBUTOR',
  };
  if (kind === 'pull-request-simple') return sample(kind, common);
  return sample(kind, {
    ...common,
    merged: pull.merged,
    mergeable: true,
    mergeable_state: 'clean',
    commits: repository.commitsOf(pull).length,
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
  });
}

export function renderFile(site: Site, repository: Repository, file: FileChange): JsonObject {
  return {
    sha: file.sha,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html(site, repository)}/blob/${file.sha}`,
    raw_url: `${html(site, repository)}/raw/${file.sha}`,
    contents_url: `${api(site, repository)}/contents/${encodeURI(file.path)}`,
    ...(file.patch === null ? {} : { patch: file.patch }),
    ...(file.previousPath === null ? {} : { previous_filename: file.previousPath }),
  };
}

/** https://docs.github.com/rest/commits/commits#get-a-commit: against the first parent. */
export function renderCommitWithFiles(site: Site, repository: Repository, commit: Commit): JsonObject {
  const [parent] = commit.parents;
  const files = parent === undefined ? [] : repository.changes(parent, commit.sha);
  return {
    ...renderCommit(site, repository, commit),
    files: files.map((file) => renderFile(site, repository, file)),
  };
}

export function renderCommit(site: Site, repository: Repository, commit: Commit): JsonObject {
  const who = { name: 'Alice', email: 'alice@example.com', date: commit.date };
  return sample('commit', {
    sha: commit.sha,
    url: `${api(site, repository)}/commits/${commit.sha}`,
    html_url: `${html(site, repository)}/commit/${commit.sha}`,
    commit: {
      message: commit.message,
      author: who,
      committer: who,
      tree: { sha: commit.tree, url: '' },
      comment_count: 0,
      url: '',
    },
    parents: commit.parents.map((sha) => ({ sha, url: `${api(site, repository)}/commits/${sha}` })),
  });
}

export function renderIssueComment(site: Site, repository: Repository, comment: Comment): JsonObject {
  return sample('issue-comment', {
    id: comment.id,
    node_id: node('IC', comment.id),
    url: `${api(site, repository)}/issues/comments/${comment.id}`,
    html_url: `${html(site, repository)}/pull/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${api(site, repository)}/issues/${comment.number}`,
    user: renderUser(site, comment.author),
    body: comment.body,
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'CONTRIBUTOR',
    performed_via_github_app: comment.byApp ? renderApp(site) : null,
  });
}

export function renderReview(site: Site, repository: Repository, review: Review): JsonObject {
  const url = `${api(site, repository)}/pulls/${review.number}`;
  return sample('pull-request-review', {
    id: review.id,
    node_id: node('PRR', review.id),
    user: renderUser(site, review.author),
    body: review.body,
    state: review.state,
    commit_id: review.commit,
    submitted_at: review.submittedAt,
    html_url: `${html(site, repository)}/pull/${review.number}#pullrequestreview-${review.id}`,
    pull_request_url: url,
    _links: { html: { href: html(site, repository) }, pull_request: { href: url } },
  });
}
