import type { SecretFact } from '../../model/facts.ts';

/** What a finder knows; the rest is the same for all. */
export type Candidate = Pick<SecretFact, 's' | 'e' | 'type' | 'label' | 'revoke' | 'confidence' | 'doubt'> & {
  readonly name?: string;
  readonly context?: SecretFact['context'];
};
