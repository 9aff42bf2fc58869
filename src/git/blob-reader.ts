/** Reads git objects through one long-lived `git cat-file --batch`. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { AuditError } from '../audit/ports.ts';
import { reasonIn, startGit } from './git.ts';

interface Pending {
  readonly id: string;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

const NEWLINE = 0x0a;

/** Answers come back in the order of the questions. Close it when done, or the process stays. */
export class BlobReader {
  readonly #directory: string;
  readonly #pending: Pending[] = [];
  #child: ChildProcessWithoutNullStreams | null = null;
  #buffers: Buffer[] = [];
  #buffered = 0;
  #errors = '';
  /** Whatever ended the process would end the next one. */
  #failure: AuditError | null = null;
  /** Bytes that the answer under way still needs: its content and the line end after it. `null` = its header. */
  #needed: number | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The bytes of an object by its id. Throws `AuditError` (gone) when the repository does not hold it. */
  read(id: string): Promise<Uint8Array> {
    if (this.#failure) return Promise.reject(this.#failure);
    const child = this.#child ?? this.#start();
    return new Promise((resolve, reject) => {
      this.#pending.push({ id, resolve, reject });
      child.stdin.write(`${id}\n`);
    });
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    this.#child = null;
    await new Promise((resolve) => {
      child.on('close', resolve);
      child.stdin.end();
    });
  }

  #start(): ChildProcessWithoutNullStreams {
    const child = startGit(this.#directory, ['cat-file', '--batch']);
    this.#child = child;
    child.stdout.on('data', (chunk: Buffer) => {
      this.#buffers.push(chunk);
      this.#buffered += chunk.length;
      this.#drain();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString('utf8')).slice(-500);
    });
    // A pipe breaks because the process ends, and the end says why.
    child.stdin.on('error', (cause) => {
      this.#errors ||= cause.message;
    });
    child.on('error', (cause) => this.#fail(cause.message));
    child.on('close', () => this.#fail(reasonIn(this.#errors) || 'the process ended'));
    return child;
  }

  /** The process is gone, and will not answer or end once more. */
  #fail(reason: string): void {
    this.#child = null;
    this.#buffers = [];
    this.#buffered = 0;
    this.#needed = null;
    const hint = reason.includes('promisor') ? ' (a partial clone: fetch all of its objects first)' : '';
    this.#failure ??= new AuditError('config', `git objects cannot be read: ${reason}${hint}`);
    for (const pending of this.#pending.splice(0)) pending.reject(this.#failure);
  }

  #drain(): void {
    while (this.#pending.length > 0) {
      if (this.#needed === null && !this.#readHeader()) return;
      if (this.#needed === null) continue;
      if (this.#buffered < this.#needed) return;
      const bytes = this.#take(this.#needed).subarray(0, -1);
      this.#needed = null;
      this.#pending.shift()?.resolve(bytes);
    }
  }

  /** Reads `<id> blob <size>`; false when the line is not there yet. */
  #readHeader(): boolean {
    if (!this.#buffers.some((buffer) => buffer.includes(NEWLINE))) return false;
    const all = this.#take(this.#buffered);
    const end = all.indexOf(NEWLINE);
    const header = all.subarray(0, end).toString('latin1');
    this.#buffers = [all.subarray(end + 1)];
    this.#buffered = all.length - end - 1;
    const size = /^\S+ \S+ (\d+)$/.exec(header)?.[1];
    if (size === undefined) {
      const pending = this.#pending.shift();
      pending?.reject(
        new AuditError('gone', `the repository does not hold object ${pending.id} (a shallow or partial clone?)`),
      );
    } else this.#needed = Number(size) + 1;
    return true;
  }

  #take(length: number): Buffer {
    const all = this.#buffers.length === 1 && this.#buffers[0] ? this.#buffers[0] : Buffer.concat(this.#buffers);
    this.#buffers = all.length > length ? [all.subarray(length)] : [];
    this.#buffered = all.length - length;
    return all.subarray(0, length);
  }
}
