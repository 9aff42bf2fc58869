/** A local repository, bare or not, or a plain folder: which snapshots it offers and how two of them relate. */
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AuditError, type History, type Snapshot } from '../audit/ports.ts';
import { BlobReader } from './blob-reader.ts';
import { commitSnapshot } from './commit-snapshot.ts';
import { fields, git, withoutFilters } from './git.ts';
import { readHistory } from './history.ts';
import { workingTreeSnapshot } from './working-tree-snapshot.ts';

export interface LocalRepository {
  /** 'none': a folder without git. */
  readonly kind: 'worktree' | 'bare' | 'none';
  workingTree(): Snapshot;
  at(commit: string): Snapshot;
  /** The full commit id that a revision names. Throws `AuditError` (config) when there is none. */
  commitOf(revision: string): Promise<string>;
  /** The merge base of two commits. Throws `AuditError` (config) when their histories do not meet. */
  mergeBase(a: string, b: string): Promise<string>;
  /** Files renamed between two commits (`to` null: the working tree): new path → old path. */
  renames(from: string, to: string | null): Promise<ReadonlyMap<string, string>>;
  /** What each commit in `from..to` wrote, merges left out. */
  history(from: string, to: string): Promise<History>;
  close(): Promise<void>;
}

/** Opens the folder `directory`. Throws `AuditError` (config) when it does not exist or git refuses it. */
export async function openRepository(directory: string): Promise<LocalRepository> {
  const info = await stat(directory).catch((cause: Error) => {
    throw new AuditError('config', `${directory} cannot be opened: ${cause.message}`, { cause });
  });
  if (!info.isDirectory()) throw new AuditError('config', `${directory} is not a folder`);
  const { kind, prefix } = await layout(directory);
  const blobs = new BlobReader(directory);
  return {
    kind,
    workingTree() {
      if (kind !== 'bare') return workingTreeSnapshot(directory, kind === 'worktree' ? blobs : null);
      throw new AuditError('config', `${directory} is a bare repository: name a commit with --head`);
    },
    at: (commit) => commitSnapshot(directory, commit, prefix, blobs),
    async commitOf(revision) {
      if (kind === 'none')
        throw new AuditError('config', `${directory} is not a git repository: it has no revision ${revision}`);
      const found = await git(directory, [
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${revision}^{commit}`,
      ]).catch((cause) => {
        throw new AuditError('config', `the repository has no commit "${revision}"`, { cause });
      });
      return found.toString('latin1').trim();
    },
    async mergeBase(a, b) {
      const found = await git(directory, ['merge-base', a, b]).catch((cause) => {
        const hint = 'a shallow clone may lack it: fetch with full depth';
        throw new AuditError(
          'config',
          `${a.slice(0, 12)} and ${b.slice(0, 12)} have no common ancestor here (${hint})`,
          { cause },
        );
      });
      return found.toString('latin1').trim();
    },
    async renames(from, to) {
      const range = to === null ? [from] : [from, to];
      const args = [
        'diff',
        '--no-ext-diff',
        '--no-textconv',
        // Looking into a submodule would follow the configuration of that, too.
        '--ignore-submodules=all',
        '--relative',
        '-M',
        '--diff-filter=R',
        '--name-status',
        '-z',
      ];
      return parseRenames(fields(await git(directory, [...args, ...range, '--'], await withoutFilters(directory))));
    },
    history: (from, to) => readHistory(directory, prefix, { from, to }),
    close: () => blobs.close(),
  };
}

async function layout(directory: string): Promise<{ kind: LocalRepository['kind']; prefix: string }> {
  try {
    const answer = (await git(directory, ['rev-parse', '--is-bare-repository', '--is-inside-work-tree'])).toString(
      'utf8',
    );
    if (answer.startsWith('true')) return { kind: 'bare', prefix: '' };
    if (!answer.includes('\ntrue')) return { kind: 'bare', prefix: '' };
    return {
      kind: 'worktree',
      prefix: (await git(directory, ['rev-parse', '--show-prefix'])).toString('utf8').trimEnd(),
    };
  } catch (cause) {
    if (cause instanceof AuditError && /not a git repository/.test(cause.message)) return { kind: 'none', prefix: '' };
    if (cause instanceof AuditError && isMissing(cause.cause) && !(await isBelowGit(directory)))
      return { kind: 'none', prefix: '' };
    throw cause;
  }
}

/** Whether a program or file is not there. */
function isMissing(cause: unknown): boolean {
  return typeof cause === 'object' && cause !== null && 'code' in cause && cause.code === 'ENOENT';
}

/** Whether a repository's `.git` stands here or above, for a machine without git to say so. */
async function isBelowGit(directory: string): Promise<boolean> {
  const found = await stat(join(directory, '.git')).then(
    () => true,
    () => false,
  );
  if (found) return true;
  const parent = dirname(directory);
  return parent !== directory && (await isBelowGit(parent));
}

/** `R096\0old\0new\0…` */
function parseRenames(parts: readonly string[]): ReadonlyMap<string, string> {
  const renames = new Map<string, string>();
  for (let i = 0; i + 2 < parts.length; i += 3) renames.set(parts[i + 2] ?? '', parts[i + 1] ?? '');
  return renames;
}
