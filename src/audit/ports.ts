/** What the use cases need from outside. Adapters implement these; tests do too. */
import type { FileFacts } from '../model/facts.ts';
import type { TreeEntry } from '../model/project.ts';

/** One state of a repository: a tree and lazy reads. */
export interface Snapshot {
  /** Full commit id, or `null` for a working tree. */
  readonly commit: string | null;
  /** Every entry of the tree, submodules and symbolic links included, sorted by path in code units. Throws `AuditError`. */
  list(): Promise<readonly TreeEntry[]>;
  /** The bytes of a file or the target of a symbolic link. Many reads may be asked for at once; the adapter bounds them. */
  read(entry: TreeEntry): Promise<Uint8Array>;
}

/** Facts by content. A lost or corrupt entry is a miss, never an error. */
export interface FactStore {
  /** Found entries only. Keys hold content id, kind and extractor version. */
  get(keys: readonly string[]): Promise<ReadonlyMap<string, FileFacts>>;
  put(entries: ReadonlyMap<string, FileFacts>): Promise<void>;
}

/** Milliseconds since the epoch, and a pause: passed in, so that nothing below reads a clock. */
export interface Clock {
  now(): number;
  /** Returns early, without throwing, when `signal` is aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** A failure that the adapters understood. Anything else that is thrown is a bug. */
export class AuditError extends Error {
  readonly kind: AuditErrorKind;
  constructor(kind: AuditErrorKind, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AuditError';
    this.kind = kind;
  }
}

/**
 * config: the user can mend it, tell them. denied: a permission is missing. gone: the repository, pull request or commit
 * is no longer there, stop quietly. transient: try again. superseded: a newer head made this run pointless.
 */
export type AuditErrorKind = 'config' | 'denied' | 'gone' | 'transient' | 'superseded';
