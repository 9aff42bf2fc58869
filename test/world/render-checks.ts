/** Check-runs and suites as the API shows them. */
import { type JsonObject, sample } from './github-schema.ts';
import { api, html, node, renderApp, renderRepository, type Site } from './render.ts';
import type { Repository } from './repository.ts';
import type { CheckRun, CheckSuite } from './state.ts';

/** Pull requests from forks are not listed: GitHub does not link a check-run to them. */
function renderPullReferences(site: Site, repository: Repository, sha: string): JsonObject[] {
  const here = { id: repository.id, url: api(site, repository), name: repository.name };
  return [...repository.pulls.values()]
    .filter((pull) => pull.state === 'open' && pull.headSha === sha && pull.headRepository === repository.fullName)
    .map((pull) => ({
      id: pull.id,
      number: pull.number,
      url: `${api(site, repository)}/pulls/${pull.number}`,
      head: { ref: pull.headBranch, sha: pull.headSha, repo: here },
      base: { ref: pull.base, sha: repository.head(pull.base), repo: here },
    }));
}

export function renderCheckRun(site: Site, repository: Repository, run: CheckRun): JsonObject {
  const url = `${api(site, repository)}/check-runs/${run.id}`;
  return sample('check-run', {
    id: run.id,
    node_id: node('CR', run.id),
    head_sha: run.sha,
    name: run.name,
    external_id: run.externalId,
    url,
    html_url: `${html(site, repository)}/runs/${run.id}`,
    // By default, the home page of the App.
    details_url: run.detailsUrl ?? site.url,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: run.suite },
    app: renderApp(site),
    pull_requests: renderPullReferences(site, repository, run.sha),
  });
}

export function renderCheckSuite(site: Site, repository: Repository, suite: CheckSuite): JsonObject {
  const commit = repository.store.get(suite.sha);
  const runs = [...repository.checkRuns.values()].filter((run) => run.suite === suite.id);
  const done = runs.length > 0 && runs.every((run) => run.status === 'completed');
  const who = { name: 'Alice', email: 'alice@example.com' };
  return sample('check-suite', {
    id: suite.id,
    node_id: node('CS', suite.id),
    head_branch: suite.branch,
    head_sha: suite.sha,
    status: done ? 'completed' : 'queued',
    conclusion: done ? (runs.at(-1)?.conclusion ?? null) : null,
    url: `${api(site, repository)}/check-suites/${suite.id}`,
    created_at: commit.date,
    updated_at: commit.date,
    before: commit.parents[0] ?? null,
    after: suite.sha,
    app: renderApp(site),
    repository: renderRepository(site, repository, 'minimal-repository'),
    head_commit: {
      id: suite.sha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.date,
      author: who,
      committer: who,
    },
    latest_check_runs_count: runs.length,
    pull_requests: renderPullReferences(site, repository, suite.sha),
  });
}
