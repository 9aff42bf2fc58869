/** The end of a check-run whose audit could not be carried out. INVARIANT: never a success. */
import type { Configuration } from '../model/config.ts';
import { type FailureKind, renderFailedCheckRun } from '../report/render-check-run.ts';
import { AuditError, type CheckPublisher } from './ports.ts';
import { InvalidConfiguration } from './read-configuration.ts';

export interface Unaudited {
  readonly publisher: CheckPublisher;
  readonly head: string;
  /** `null` when it is not known. */
  readonly configuration: Configuration | null;
  /** Whether no attempt follows. */
  readonly last: boolean;
}

export interface Misconfigured {
  readonly kind: 'misconfigured';
  readonly head: string;
}

/** Says on the check-run why there is no verdict, unless another attempt follows, and throws `error` if it is not the author's to mend. */
export async function concludeNotAudited(audit: Unaudited, error: unknown): Promise<Misconfigured> {
  const { publisher, head, configuration, last } = audit;
  const kind: FailureKind = error instanceof AuditError ? error.kind : 'bug';
  if (kind === 'transient' && !last) throw error;
  const invalid = error instanceof InvalidConfiguration;
  const failed = {
    kind,
    // What a bug says was written for its author, and may quote anything.
    cause: error instanceof AuditError ? error.message : 'internal error',
    problems: invalid ? error.problems : [],
  };
  const conclusion = configuration?.gate.onError ?? 'failure';
  const content = renderFailedCheckRun(failed, { language: configuration?.language ?? 'en', conclusion });
  try {
    await publisher.conclude(head, content.conclusion, content);
  } catch (second) {
    throw bothOf(error, second);
  }
  if (invalid) return { kind: 'misconfigured', head };
  throw error;
}

/** The second failure says what can be done; the first one what happened. */
function bothOf(first: unknown, second: unknown): unknown {
  if (!(first instanceof AuditError) || !(second instanceof AuditError)) return first;
  const message = `${first.message}; and the check-run could not be concluded: ${second.message}`;
  return new AuditError(second.kind, message, { cause: first });
}
