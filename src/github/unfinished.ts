/** Pull requests that wait for a verdict: because the App was away when it was told, or was stopped at work. */

import { CHECK_NAME } from './check-run.ts';
import type { AppIdentity, Client, RepositoryRef } from './client.ts';
import { PAGE } from './client.ts';
import { pullRequestOf } from './publisher.ts';

/** Repositories that the installation of `client` may read. */
export async function listRepositories(client: Client): Promise<readonly RepositoryRef[]> {
  const repositories = await client.paginate(client.rest.apps.listReposAccessibleToInstallation, { per_page: PAGE });
  return repositories.filter((one) => !one.archived).map((one) => ({ owner: one.owner.login, repo: one.name }));
}

/**
 * Numbers of open pull requests updated since `since` (milliseconds) whose head has no completed check-run of ours, or one
 * whose title says, to `isFinal`, that it is no verdict.
 */
export async function listUnfinished(
  client: Client,
  repository: RepositoryRef,
  app: AppIdentity,
  since: number,
  isFinal: (title: string) => boolean,
): Promise<readonly number[]> {
  const parameters = { ...repository, state: 'open', sort: 'updated', direction: 'desc', per_page: PAGE } as const;
  const recent = await client.paginate(client.rest.pulls.list, parameters, ({ data }, done) => {
    const pulls = data.filter((pull) => Date.parse(pull.updated_at) >= since);
    if (pulls.length < data.length) done();
    return pulls;
  });
  const unfinished: number[] = [];
  for (const { number, head } of recent) {
    const titles = await concludedTitles(client, repository, app, number, head.sha);
    if (titles === null || !titles.every(isFinal)) unfinished.push(number);
  }
  return unfinished;
}

/** Titles of our check-runs, `null` when there is none or one is not completed. */
async function concludedTitles(
  client: Client,
  repository: RepositoryRef,
  app: AppIdentity,
  number: number,
  ref: string,
): Promise<readonly string[] | null> {
  const parameters = {
    ...repository,
    ref,
    check_name: CHECK_NAME,
    app_id: app.id,
    filter: 'all',
    per_page: PAGE,
  } as const;
  const runs = await client.paginate(client.rest.checks.listForRef, parameters);
  const ours = runs.filter((run) => run.app?.id === app.id && pullRequestOf(run.external_id) === number);
  const isDone = ours.length > 0 && ours.every(({ status }) => status === 'completed');
  return isDone ? ours.map(({ output }) => output.title ?? '') : null;
}
