/** What each commit of a pull request wrote, so that what a later one takes away again is still seen. */
import type { History } from '../audit/ports.ts';
import { createBound } from './bounded.ts';
import { type Client, PAGE, type RepositoryRef } from './client.ts';

/** GitHub lists no more commits of a pull request: https://docs.github.com/rest/pulls/pulls#list-commits-on-a-pull-request */
const MAX_COMMITS = 250;

/** Files in one answer; a commit with more is told as read in part: https://docs.github.com/rest/commits/commits#get-a-commit */
const MAX_FILES = 300;

const CONCURRENT_READS = 4;

/** One request for each commit; none for a pull request of one commit, which writes nothing but its head. */
export async function readHistory(
  client: Client,
  repository: RepositoryRef,
  pull: { readonly number: number; readonly commits: number },
): Promise<History> {
  if (pull.commits <= 1) return { entries: [], complete: true };
  const parameters = { ...repository, pull_number: pull.number, per_page: PAGE };
  const listed = await client.paginate(client.rest.pulls.listCommits, parameters);
  const bound = createBound(CONCURRENT_READS);
  // The last one's files stand in the head, and a merge brings what others wrote.
  const own = listed.slice(0, -1).filter(({ parents }) => parents.length <= 1);
  const read = await Promise.all(
    own.map(({ sha }) =>
      bound(async () => {
        const { data } = await client.rest.repos.getCommit({ ...repository, ref: sha });
        return { sha, files: data.files ?? [] };
      }),
    ),
  );
  const entries = read.flatMap(({ sha, files }) =>
    files
      .filter(({ status }) => status !== 'removed')
      .flatMap(({ filename, sha: id }) => (id === null ? [] : [{ commit: sha, path: filename, id }])),
  );
  const complete = pull.commits <= MAX_COMMITS && read.every(({ files }) => files.length < MAX_FILES);
  return { entries, complete };
}
