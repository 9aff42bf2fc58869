/** How a provider's token looks, as data: what it begins with, what follows, and where it is revoked. */
import type { Checksum } from './checksum.ts';

export interface TokenType {
  readonly id: string;
  readonly label: string;
  /** Literals that tell the token; without any, the name that it is given to and the shape do. */
  readonly heads: readonly string[];
  /** What stands before the head and belongs to the token: one run of an alphabet. */
  readonly before?: string;
  /** What follows the head; see `shape.ts`. Lengths are floors with room above: formats grow. */
  readonly shape: string;
  /** Words of which one must stand in the name that the value is given to, in lower case. Needed where there is no head. */
  readonly names?: readonly string[];
  /** Must stand somewhere in the value. */
  readonly contains?: string;
  readonly checksum?: Checksum;
  /** The format says that it opens a sandbox only. */
  readonly sandbox?: boolean;
  /** It opens little: one channel, one project's statistics, a search. */
  readonly narrow?: boolean;
  /** The shape alone also fits other things: the value is looked at as critically as one without a provider. */
  readonly weak?: boolean;
  /** Near one of these words the value is public by design, as the configuration of a Firebase client is. */
  readonly publicNear?: readonly string[];
  readonly revoke: string | null;
}
