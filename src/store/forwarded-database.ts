/** A database that another thread owns: statements and transactions go to it as messages, and answers come back. */
import type { MessagePort } from 'node:worker_threads';
import type { Database } from './database.ts';
import { answerQuestions, askThrough } from './port-questions.ts';

/** What the asking side sends. `within` names the transaction that a statement belongs to. */
type Question =
  | { readonly ask: 'query'; readonly within?: number; readonly sql: string; readonly values: readonly unknown[] }
  | { readonly ask: 'script'; readonly within?: number; readonly sql: string }
  | { readonly ask: 'begin' | 'commit' | 'rollback'; readonly within: number };

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
  answerQuestions<Question>(port, async (question) => {
    switch (question.ask) {
      case 'query':
        return await target(question.within).query(question.sql, question.values);
      case 'script':
        return await target(question.within).script(question.sql);
      case 'begin':
        open.set(question.within, await begin(database));
        return null;
      case 'commit':
      case 'rollback':
        return await end(question.within, question.ask);
      default:
        return question satisfies never;
    }
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
  const ask = askThrough<Question>(port);
  let transactions = 0;
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
    transactions += 1;
    const id = transactions;
    await ask({ ask: 'begin', within: id });
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
