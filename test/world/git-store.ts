/** Git objects in memory, with the ids that git itself would give them. A repository and its forks share one store. */
import { createHash } from 'node:crypto';

type Mode = '100644' | '100755' | '120000' | '160000';

export interface FileEntry {
  readonly mode: Mode;
  readonly sha: string;
}

/** What a commit changes: text or bytes, an entry with a mode, or `null` to delete. */
export type Change = string | Uint8Array | null | { readonly mode: Mode; readonly content: string };
export type Changes = Readonly<Record<string, Change>>;

export interface Commit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly date: string;
  /** Every file, by path; the nested trees are built from it. */
  readonly files: ReadonlyMap<string, FileEntry>;
}

export interface TreeNode {
  readonly path: string;
  readonly mode: Mode | '040000';
  readonly sha: string;
}

export class GitStore {
  readonly blobs = new Map<string, Buffer>();
  readonly trees = new Map<string, readonly TreeNode[]>();
  readonly commits = new Map<string, Commit>();

  blob(content: string | Uint8Array): string {
    const bytes = Buffer.from(content);
    const sha = objectId('blob', bytes);
    this.blobs.set(sha, bytes);
    return sha;
  }

  text(sha: string): string {
    return this.blobs.get(sha)?.toString('utf8') ?? '';
  }

  commit(parents: readonly string[], changes: Changes, message: string, date: string): Commit {
    const files = new Map(parents[0] === undefined ? [] : this.get(parents[0]).files);
    for (const [path, change] of Object.entries(changes)) {
      if (change === null) files.delete(path);
      else files.set(path, this.#entry(change));
    }
    const tree = this.#tree(files, '');
    const who = `Alice <alice@example.com> ${Math.floor(Date.parse(date) / 1000)} +0000`;
    const body = [
      `tree ${tree}`,
      ...parents.map((sha) => `parent ${sha}`),
      `author ${who}`,
      `committer ${who}`,
      '',
      message,
    ];
    const sha = objectId('commit', Buffer.from(body.join('\n')));
    const commit: Commit = { sha, tree, parents, message, date, files };
    this.commits.set(sha, commit);
    return commit;
  }

  get(sha: string): Commit {
    const commit = this.commits.get(sha);
    if (!commit) throw new Error(`no commit ${sha} in this world`);
    return commit;
  }

  /** All ancestors and the commit itself, nearest first. */
  ancestors(sha: string): readonly string[] {
    const seen = new Set<string>([sha]);
    for (const each of seen) for (const parent of this.get(each).parents) seen.add(parent);
    return [...seen];
  }

  mergeBase(one: string, other: string): string | null {
    const known = new Set(this.ancestors(one));
    return this.ancestors(other).find((sha) => known.has(sha)) ?? null;
  }

  #entry(change: Exclude<Change, null>): FileEntry {
    if (typeof change === 'string' || change instanceof Uint8Array) return { mode: '100644', sha: this.blob(change) };
    if (change.mode === '160000') return { mode: change.mode, sha: change.content };
    return { mode: change.mode, sha: this.blob(change.content) };
  }

  #tree(files: ReadonlyMap<string, FileEntry>, prefix: string): string {
    const nodes = new Map<string, TreeNode>();
    const below = new Map<string, Map<string, FileEntry>>();
    for (const [path, entry] of files) {
      const slash = path.indexOf('/', prefix.length);
      const name = slash === -1 ? path.slice(prefix.length) : path.slice(prefix.length, slash);
      if (slash === -1) nodes.set(name, { path: name, ...entry });
      else below.set(name, (below.get(name) ?? new Map<string, FileEntry>()).set(path, entry));
    }
    for (const [name, inner] of below) {
      nodes.set(name, { path: name, mode: '040000', sha: this.#tree(inner, `${prefix}${name}/`) });
    }
    // Git sorts a directory as if its name ended in a slash.
    const key = (node: TreeNode) => Buffer.from(node.mode === '040000' ? `${node.path}/` : node.path);
    const sorted = [...nodes.values()].sort((a, b) => Buffer.compare(key(a), key(b)));
    const bytes = sorted.flatMap((node) => [
      Buffer.from(`${node.mode.replace(/^0/, '')} ${node.path}\0`),
      Buffer.from(node.sha, 'hex'),
    ]);
    const sha = objectId('tree', Buffer.concat(bytes));
    this.trees.set(sha, sorted);
    return sha;
  }
}

function objectId(type: string, bytes: Uint8Array): string {
  return createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');
}
