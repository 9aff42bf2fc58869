/** A database that another thread owns: statements and transactions go to it as messages, and answers come back. */
import type { MessagePort } from 'node:worker_threads';
import { AuditError, type AuditErrorKind } from '../audit/ports.ts';
import type { Database } from './database.ts';
import { codeOf } from './database-errors.ts';

/** What the asking side sends. `within` names the transaction that a statement belongs to. */
type Question =
  | { readonly ask: 'query'; readonly within?: number; readonly sql: string; readonly values: readonly unknown[] }
  | { readonly ask: 'script'; readonly within?: number; readonly sql: string }
  | { readonly ask: 'begin' }
  | { readonly ask: 'commit' | 'rollback'; readonly within: number };

type Request = Question & { readonly id: number };
type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: PlainError });

interface PlainError {
  readonly message: string;
  readonly code: string;
  readonly kind: AuditErrorKind | null;
}

interface Open {
  readonly within: Database;
  commit(): void;
  rollback(): void;
  /** Settled once the database has done it. */
  readonly ended: Promise<void>;
}

/** Carries out what comes through `port`. What is open when the port closes is rolled back: the other side is gone. */
export function shareDatabase(database: Database, port: MessagePort): void {
  const open = new Map<number, Open>();
  const target = (within: number | undefined): Database => {
    if (within === undefined) return database;
    const transaction = open.get(within);
    if (transaction === undefined) throw new Error('the transaction is over');
    return transaction.within;
  };
  const end = async (within: number, how: 'commit' | 'rollback'): Promise<void> => {
    const transaction = open.get(within);
    if (transaction === undefined) throw new Error('the transaction is over');
    open.delete(within);
    transaction[how]();
    await transaction.ended;
  };
  const answer = async (request: Request): Promise<unknown> => {
    switch (request.ask) {
      case 'query':
        return await target(request.within).query(request.sql, request.values);
      case 'script':
        return await target(request.within).script(request.sql);
      case 'begin':
        open.set(request.id, await begin(database));
        return null;
      case 'commit':
      case 'rollback':
        return await end(request.within, request.ask);
      default:
        return request satisfies never;
    }
  };
  port.on('message', (request: Request) => {
    answer(request).then(
      (value) => port.postMessage({ id: request.id, value } satisfies Answer),
      (error: unknown) => port.postMessage({ id: request.id, error: plain(error) } satisfies Answer),
    );
  });
  port.on('close', () => {
    for (const transaction of open.values()) transaction.rollback();
    open.clear();
  });
}

/** Thrown into a transaction to end it; never seen outside. */
class RolledBack extends Error {}

/** Begins a transaction that someone else ends. */
function begin(database: Database): Promise<Open> {
  return new Promise((resolve, reject) => {
    const ended = database.transaction(
      (within) =>
        new Promise<void>((commit, fail) => {
          // `ended` is known by the time that anybody can ask for it.
          queueMicrotask(() => resolve({ within, commit, rollback: () => fail(new RolledBack()), ended: settled }));
        }),
    );
    const settled = ended.catch((error: unknown) => {
      if (!(error instanceof RolledBack)) throw error;
    });
    settled.catch(reject);
  });
}

/** The database at the other end of `port`, which someone shares there. Closing it closes the port only. */
export function forwardedDatabase(port: MessagePort, backend: Database['backend']): Database {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  const ask = (question: Question): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      pending.set(last, { resolve, reject });
      port.postMessage({ id: last, ...question } satisfies Request);
    });
  port.on('message', (answer: Answer) => {
    const question = pending.get(answer.id);
    pending.delete(answer.id);
    if ('error' in answer) question?.reject(revived(answer.error));
    else question?.resolve(answer.value);
  });
  port.on('close', () => {
    const gone = new AuditError('transient', 'the database was closed');
    for (const { reject } of pending.values()) reject(gone);
    pending.clear();
  });
  const within = (transaction?: number): Database => {
    const place = transaction === undefined ? {} : { within: transaction };
    const self: Database = {
      backend,
      // The other side answers with the rows of this very statement.
      query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
        (await ask({ ask: 'query', ...place, sql, values })) as readonly Row[],
      script: async (sql) => (await ask({ ask: 'script', ...place, sql })) as readonly object[],
      transaction: transaction === undefined ? inTransaction : (work) => work(self),
      close: async () => {
        if (transaction === undefined) port.close();
      },
    };
    return self;
  };
  const inTransaction: Database['transaction'] = async (work) => {
    const asked = ask({ ask: 'begin' });
    const id = last;
    await asked;
    try {
      const result = await work(within(id));
      await ask({ ask: 'commit', within: id });
      return result;
    } catch (error) {
      // Where the commit failed there is nothing left to roll back, and that failure is the one to tell.
      await ask({ ask: 'rollback', within: id }).catch(() => undefined);
      throw error;
    }
  };
  return within();
}

/** What a message can carry of an error. */
function plain(error: unknown): PlainError {
  const message = error instanceof Error ? error.message : String(error);
  return { message, code: codeOf(error), kind: error instanceof AuditError ? error.kind : null };
}

function revived({ message, code, kind }: PlainError): Error {
  if (kind !== null) return new AuditError(kind, message);
  return code === '' ? new Error(message) : Object.assign(new Error(message), { code });
}
