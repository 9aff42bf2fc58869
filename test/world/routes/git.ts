/** Trees, blobs, refs, contents, comparisons. */
import type { JsonObject } from '../github-schema.ts';
import { sample } from '../github-schema.ts';
import { renderCommit, renderCommitWithFiles, renderFile, renderRepository } from '../render.ts';
import type { Repository } from '../repository.ts';
import { type Call, found, type Handlers, ok, Refusal, repositoryOf } from './call.ts';

/** https://docs.github.com/en/rest/commits/commits#compare-two-commits */
const COMPARE_FILES = 300;
/** https://docs.github.com/en/rest/repos/contents#get-repository-content: up to 1 MB in full. */
const CONTENT_BYTES = 1_048_576;

export const git: Handlers = {
  'repos/get': (call) => ok(renderRepository(call.world, repositoryOf(call), 'full-repository')),
  'git/get-tree': (call) => ok(tree(call, repositoryOf(call))),
  'git/get-blob': (call) => {
    const repository = repositoryOf(call);
    const bytes = found(repository.store.blobs.get(call.params.file_sha ?? ''));
    return ok({
      sha: call.params.file_sha,
      node_id: 'B',
      url: '',
      size: bytes.length,
      content: wrapped(bytes),
      encoding: 'base64',
    });
  },
  'git/get-commit': (call) => {
    const commit = found(repositoryOf(call).store.commits.get(call.params.commit_sha ?? ''));
    const who = { name: 'Alice', email: 'alice@example.com', date: commit.date };
    return ok(
      sample('git-commit', {
        sha: commit.sha,
        message: commit.message,
        author: who,
        committer: who,
        tree: { sha: commit.tree, url: '' },
        parents: commit.parents.map((sha) => ({ sha, url: '', html_url: '' })),
      }),
    );
  },
  'git/get-ref': (call) => {
    const commit = found(repositoryOf(call).resolve(call.params.ref ?? ''));
    return ok({
      ref: `refs/${call.params.ref}`,
      node_id: 'REF',
      url: '',
      object: { type: 'commit', sha: commit.sha, url: '' },
    });
  },
  'repos/get-branch': (call) => {
    const repository = repositoryOf(call);
    const sha = found(repository.branches.get(call.params.branch ?? ''));
    const commit = renderCommit(call.world, repository, repository.store.get(sha));
    return ok(sample('branch-with-protection', { name: call.params.branch ?? '', commit, protected: false }));
  },
  'repos/get-branch-rules': (call) => ok(repositoryOf(call).rules),
  'repos/get-commit': (call) => {
    const repository = repositoryOf(call);
    const commit = repository.resolve(call.params.ref ?? '');
    if (!commit) throw new Refusal(422, `No commit found for SHA: ${call.params.ref}`);
    return ok(renderCommitWithFiles(call.world, repository, commit));
  },
  'repos/compare-commits-with-basehead': (call) => ok(comparison(call, repositoryOf(call))),
  'repos/get-content': (call) => ok(content(call, repositoryOf(call))),
};

/** GitHub breaks base64 into lines of 60 characters. */
const wrapped = (bytes: Buffer): string => `${(bytes.toString('base64').match(/.{1,60}/g) ?? []).join('\n')}\n`;

function tree({ params, query }: Call, repository: Repository): JsonObject {
  const given = params.tree_sha ?? '';
  const commit = repository.resolve(given);
  const sha = commit?.tree ?? given;
  found(repository.store.trees.get(sha));
  const entries: JsonObject[] = [];
  const walk = (id: string, prefix: string): void => {
    for (const node of repository.store.trees.get(id) ?? []) {
      const isTree = node.mode === '040000';
      const type = isTree ? 'tree' : node.mode === '160000' ? 'commit' : 'blob';
      const size = type === 'blob' ? { size: repository.store.blobs.get(node.sha)?.length ?? 0 } : {};
      entries.push({ path: prefix + node.path, mode: node.mode, type, sha: node.sha, url: '', ...size });
      if (isTree && query.has('recursive')) walk(node.sha, `${prefix}${node.path}/`);
    }
  };
  walk(sha, '');
  return {
    sha,
    url: '',
    tree: entries.slice(0, repository.treeLimit),
    truncated: entries.length > repository.treeLimit,
  };
}

function comparison({ world, params, query }: Call, repository: Repository): JsonObject {
  const [from, to] = (params.basehead ?? '').split('...');
  const base = found(resolveIn(world, repository, from ?? ''));
  const head = found(resolveIn(world, repository, to ?? ''));
  const mergeBase = repository.store.mergeBase(head.sha, base.sha);
  if (mergeBase === null) throw new Refusal(404, 'No common ancestor between the two commits');
  const [old, young] = [repository.store.ancestors(base.sha), repository.store.ancestors(head.sha)];
  const ahead = young.filter((sha) => !old.includes(sha)).reverse();
  const behind = old.filter((sha) => !young.includes(sha)).length;
  const status = ahead.length > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical';
  const commit = (sha: string) => renderCommit(world, repository, repository.store.get(sha));
  const first = Number(query.get('page') ?? 1) <= 1;
  return sample('commit-comparison', {
    base_commit: commit(base.sha),
    merge_base_commit: commit(mergeBase),
    status,
    ahead_by: ahead.length,
    behind_by: behind,
    total_commits: ahead.length,
    commits: ahead.slice(0, 250).map(commit),
    files: first
      ? repository
          .changes(mergeBase, head.sha)
          .slice(0, COMPARE_FILES)
          .map((file) => renderFile(world, repository, file))
      : [],
  });
}

/** `stranger:branch` names a branch of a fork. */
function resolveIn(world: Call['world'], repository: Repository, ref: string) {
  const [owner, branch] = ref.includes(':') ? ref.split(':') : [repository.owner, ref];
  return world.repositoryNamed(`${owner}/${repository.name}`)?.resolve(branch ?? '') ?? null;
}

function content({ params, query, world }: Call, repository: Repository): unknown {
  const commit = found(repository.resolve(query.get('ref') ?? repository.defaultBranch));
  const path = params.path ?? '';
  const entry = commit.files.get(path);
  const url = `${world.url}/api/v3/repos/${repository.fullName}/contents/${path}`;
  const common = {
    path,
    name: path.slice(path.lastIndexOf('/') + 1),
    url,
    html_url: url,
    git_url: url,
    _links: { self: url, git: url, html: url },
  };
  if (entry) {
    const bytes = repository.store.blobs.get(entry.sha) ?? Buffer.alloc(0);
    const small = bytes.length <= CONTENT_BYTES;
    return {
      ...common,
      type: 'file',
      sha: entry.sha,
      size: bytes.length,
      download_url: url,
      content: small ? wrapped(bytes) : '',
      encoding: small ? 'base64' : 'none',
    };
  }
  const below = [...commit.files].filter(([each]) => path === '' || each.startsWith(`${path}/`));
  if (below.length === 0) throw new Refusal(404, 'Not Found');
  return below
    .filter(([each]) => !each.slice(path === '' ? 0 : path.length + 1).includes('/'))
    .map(([each, file]) => ({
      ...common,
      type: 'file',
      path: each,
      name: each.slice(each.lastIndexOf('/') + 1),
      sha: file.sha,
      size: 0,
      download_url: url,
    }));
}
