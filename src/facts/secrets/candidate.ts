import type { SecretFact } from '../../model/facts.ts';

/** What a finder knows; the rest is the same for all. */
export type Candidate = Pick<
  SecretFact,
  's' | 'e' | 'type' | 'label' | 'revoke' | 'narrow' | 'confidence' | 'doubt'
> & {
  readonly name?: string;
  /** Where it is put together from several literals, or encoded: `s` and `e` hold them all. */
  readonly value?: string;
  readonly context?: SecretFact['context'];
};
