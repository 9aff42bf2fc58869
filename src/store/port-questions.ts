/** Questions that one thread asks and another answers, over a message port. */
import type { MessagePort } from 'node:worker_threads';
import { AuditError, type AuditErrorKind } from '../audit/ports.ts';
import { codeOf } from './database-errors.ts';

interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
}

type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly error: PlainError });

interface PlainError {
  readonly message: string;
  readonly code: string;
  readonly kind: AuditErrorKind | null;
}

/** Answers what comes through `port`, errors included. */
export function answerQuestions<Question>(port: MessagePort, answer: (question: Question) => Promise<unknown>): void {
  port.on('message', ({ id, question }: Asked<Question>) => {
    answer(question).then(
      (value) => port.postMessage({ id, value } satisfies Answer),
      (error: unknown) => port.postMessage({ id, error: plain(error) } satisfies Answer),
    );
  });
}

/** Asks whoever answers at the other end of `port`. What nobody can answer any more fails. */
export function askThrough<Question>(port: MessagePort): (question: Question) => Promise<unknown> {
  const pending = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let last = 0;
  port.on('message', (answer: Answer) => {
    const asked = pending.get(answer.id);
    pending.delete(answer.id);
    if ('error' in answer) asked?.reject(revived(answer.error));
    else asked?.resolve(answer.value);
  });
  port.on('close', () => {
    const gone = new AuditError('transient', 'the database was closed');
    for (const { reject } of pending.values()) reject(gone);
    pending.clear();
  });
  return (question) =>
    new Promise((resolve, reject) => {
      last += 1;
      pending.set(last, { resolve, reject });
      port.postMessage({ id: last, question } satisfies Asked<Question>);
    });
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
