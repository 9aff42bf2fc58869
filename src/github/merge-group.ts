/** Which pull requests a merge group holds: GitHub's event does not say, its commits and its branch do. */
import type { Member, MergeGroup } from '../audit/ports.ts';
import { type Client, PAGE, type RepositoryRef } from './client.ts';
import { isGone } from './errors.ts';

/** A queue merges at most 100 at once: https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/managing-a-merge-queue */
const MAX_MEMBERS = 100;

/** Throws `AuditError`. */
export async function listMembers(
  client: Client,
  repository: RepositoryRef,
  { base, head, headRef }: MergeGroup,
): Promise<readonly Member[]> {
  const basehead = `${base}...${head}`;
  const { data } = await client.rest.repos.compareCommitsWithBasehead({ ...repository, basehead });
  const messages = data.commits.map(({ commit }) => commit.message);
  const numbers = new Set([...messages.flatMap(numbersIn), ...numbersInBranch(headRef)]);
  const members: Member[] = [];
  for (const number of [...numbers].slice(0, MAX_MEMBERS)) {
    const member = await readMember(client, repository, number);
    if (member !== null) members.push(member);
  }
  return members.toSorted((a, b) => a.number - b.number);
}

/** What GitHub writes when it merges or squashes; whatever else a message says may name any number. */
function numbersIn(message: string): readonly number[] {
  const [title = ''] = message.split('\n', 1);
  const number = /^Merge pull request #(\d{1,9}) from /.exec(title)?.[1] ?? /\(#(\d{1,9})\)$/.exec(title)?.[1];
  return number === undefined ? [] : [Number(number)];
}

/** `gh-readonly-queue/main/pr-12-<sha>` */
function numbersInBranch(ref: string): readonly number[] {
  const number = /\/pr-(\d{1,9})-[0-9a-f]+$/.exec(ref)?.[1];
  return number === undefined ? [] : [Number(number)];
}

/** `null` for what is no open pull request: a message may be mistaken. */
async function readMember(client: Client, repository: RepositoryRef, number: number): Promise<Member | null> {
  try {
    const { data } = await client.rest.pulls.get({ ...repository, pull_number: number });
    if (data.state !== 'open') return null;
    const parameters = { ...repository, pull_number: number, per_page: PAGE };
    const files = await client.paginate(client.rest.pulls.listFiles, parameters);
    return {
      repository: data.base.repo.id,
      number,
      headSha: data.head.sha,
      files: new Set(files.map(({ filename }) => filename)),
    };
  } catch (error) {
    if (isGone(error)) return null;
    throw error;
  }
}
