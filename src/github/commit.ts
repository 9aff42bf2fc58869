/** From a commit to its pull requests. */
import { CHECK_NAME } from './check-run.ts';
import { type AppIdentity, type Client, PAGE, type RepositoryRef } from './client.ts';
import { pullRequestOf } from './publisher.ts';

/**
 * Numbers of the pull requests whose head may be `sha`: those that GitHub knows, and those that our check-runs on it
 * name, since a commit that stands in a fork is listed with none.
 */
export async function listPullRequestsOf(
  client: Client,
  repository: RepositoryRef,
  app: AppIdentity,
  sha: string,
): Promise<readonly number[]> {
  const parameters = { ...repository, commit_sha: sha, per_page: PAGE };
  const listed = await client.paginate(client.rest.repos.listPullRequestsAssociatedWithCommit, parameters);
  const runs = await client.paginate(client.rest.checks.listForRef, {
    ...repository,
    ref: sha,
    check_name: CHECK_NAME,
    app_id: app.id,
    filter: 'all',
    per_page: PAGE,
  });
  const numbers = new Set(
    listed.filter((pull) => pull.state === 'open' && pull.head.sha === sha).map((pull) => pull.number),
  );
  for (const run of runs) {
    const number = run.app?.id === app.id ? pullRequestOf(run.external_id) : null;
    if (number !== null) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}
