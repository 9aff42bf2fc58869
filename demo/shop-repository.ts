/** What the shop's developers do: commit, open a pull request, push, comment. Through the API, as a person would by git. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Octokit } from '@octokit/rest';
import { expandTokens } from '../test/world/tokens.ts';

export const SHOP = { owner: 'acme', repo: 'corner-shop' } as const;

export class ShopRepository {
  readonly #octokit: Octokit;

  constructor(baseUrl: string, token: string) {
    this.#octokit = new Octokit({ baseUrl, auth: token });
  }

  /** Has every webhook of the repository sent to `url`. */
  async sendWebhooksTo(url: string): Promise<void> {
    await this.#octokit.rest.repos.createWebhook({ ...SHOP, config: { url, content_type: 'json' }, events: ['*'] });
  }

  /** Puts the files of a directory on top of a branch; a new branch starts at `main`. Returns paths and the commit's id. */
  async push(
    branch: string,
    directory: string,
    message: string,
  ): Promise<{ readonly sha: string; readonly paths: readonly string[] }> {
    const { git } = this.#octokit.rest;
    const paths = filesIn(directory);
    const isNew = branch !== 'main' && !(await this.#branches()).includes(branch);
    const parent = (await git.getRef({ ...SHOP, ref: `heads/${isNew ? 'main' : branch}` })).data.object.sha;
    const { data: before } = await git.getCommit({ ...SHOP, commit_sha: parent });
    const tree = paths.map((path) => ({
      path,
      mode: '100644' as const,
      type: 'blob' as const,
      content: contentOf(join(directory, path)),
    }));
    const { data: made } = await git.createTree({ ...SHOP, tree, base_tree: before.tree.sha });
    const { data: commit } = await git.createCommit({ ...SHOP, message, tree: made.sha, parents: [parent] });
    if (isNew) await git.createRef({ ...SHOP, ref: `refs/heads/${branch}`, sha: commit.sha });
    else await git.updateRef({ ...SHOP, ref: `heads/${branch}`, sha: commit.sha });
    return { sha: commit.sha, paths };
  }

  async openPullRequest(head: string, title: string): Promise<number> {
    const { data } = await this.#octokit.rest.pulls.create({ ...SHOP, title, head, base: 'main' });
    return data.number;
  }

  async comment(number: number, body: string): Promise<number> {
    const { data } = await this.#octokit.rest.issues.createComment({ ...SHOP, issue_number: number, body });
    return data.id;
  }

  /** What was said below the pull request after that comment. */
  async repliesAfter(
    number: number,
    comment: number,
  ): Promise<readonly { readonly author: string; readonly body: string }[]> {
    const { data } = await this.#octokit.rest.issues.listComments({ ...SHOP, issue_number: number });
    return data
      .filter(({ id }) => id > comment)
      .map(({ user, body }) => ({ author: user?.login ?? '', body: body ?? '' }));
  }

  async #branches(): Promise<readonly string[]> {
    const { data } = await this.#octokit.rest.repos.listBranches(SHOP);
    return data.map(({ name }) => name);
  }
}

function filesIn(directory: string): readonly string[] {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('__pycache__'));
  return files.map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/')).sort();
}

/** No credential stands in this repository: those of the demonstration are made up when it runs. */
function contentOf(file: string): string {
  if (statSync(file).size === 0) return '';
  return expandTokens(readFileSync(file, 'utf8'));
}
