/** Pull requests and what they consist of. */
import { renderCommit, renderFile, renderPull } from '../render.ts';
import type { Pull } from '../state.ts';
import { type Call, found, type Handlers, ok, page, repositoryOf } from './call.ts';

/** https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files and #list-commits-on-a-pull-request */
const FILES_LISTED = 3_000;
const COMMITS_LISTED = 250;

export const pulls: Handlers = {
  'pulls/get': (call) => ok(renderPull(call.world, repositoryOf(call), pullOf(call), 'pull-request')),
  'pulls/list': (call) => {
    const repository = repositoryOf(call);
    const state = call.query.get('state') ?? 'open';
    const base = call.query.get('base');
    const head = call.query.get('head');
    const listed = [...repository.pulls.values()]
      .filter((pull) => state === 'all' || pull.state === state)
      .filter((pull) => base === null || pull.base === base)
      .filter((pull) => head === null || head === `${pull.headRepository?.split('/')[0]}:${pull.headBranch}`)
      .sort((a, b) => b.number - a.number);
    if (call.query.get('sort') === 'updated') listed.sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1));
    return page(
      call,
      listed.map((pull) => renderPull(call.world, repository, pull, 'pull-request-simple')),
      `/repos/${repository.fullName}/pulls`,
    );
  },
  'pulls/list-files': (call) => {
    const repository = repositoryOf(call);
    const files = repository.filesOf(pullOf(call)).slice(0, FILES_LISTED);
    return page(
      call,
      files.map((file) => renderFile(call.world, repository, file)),
      `/repos/${repository.fullName}/pulls/${call.params.pull_number}/files`,
    );
  },
  'pulls/list-commits': (call) => {
    const repository = repositoryOf(call);
    const commits = repository.commitsOf(pullOf(call)).slice(0, COMMITS_LISTED);
    return page(
      call,
      commits.map((commit) => renderCommit(call.world, repository, commit)),
      `/repos/${repository.fullName}/pulls/${call.params.pull_number}/commits`,
    );
  },
  'repos/list-pull-requests-associated-with-commit': (call) => {
    const repository = repositoryOf(call);
    const sha = found(repository.resolve(call.params.commit_sha ?? '')).sha;
    // GitHub does not know the pull requests of forks here either.
    const listed = [...repository.pulls.values()].filter(
      (pull) =>
        pull.headRepository === repository.fullName && repository.commitsOf(pull).some((commit) => commit.sha === sha),
    );
    return page(
      call,
      listed.map((pull) => renderPull(call.world, repository, pull, 'pull-request-simple')),
      `/repos/${repository.fullName}/commits/${sha}/pulls`,
    );
  },
};

export function pullOf(call: Call): Pull {
  return found(repositoryOf(call).pulls.get(Number(call.params.pull_number)));
}
