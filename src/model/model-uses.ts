/** Where code names attributes of mapped classes, and what time it writes into them. */
import type { Place } from './span.ts';

/** Whether a value of `datetime` knows its zone. */
export type Clock = 'naive' | 'aware';

/** One `User.email` or `user.email`. */
export interface ModelUse extends Place {
  readonly attribute: string;
  /** `path#name` of the mapped class, and its name. */
  readonly classKey: string;
  readonly className: string;
  /** As written: `user.email`. */
  readonly text: string;
  /** The class itself, or one of its instances. */
  readonly on: 'class' | 'instance';
  /** The function or class that it stands in. */
  readonly symbol: string;
  /** The time that is written to it or compared with it, where it can be told. */
  readonly clock: { readonly is: Clock; readonly how: 'written' | 'compared'; readonly text: string } | null;
  /** A text that it is compared with. */
  readonly compared: string | null;
}

/** An attribute that a mapped class does not have. */
export interface UnknownAttribute {
  readonly use: ModelUse;
  /** The attribute that was probably meant. */
  readonly meant: string | null;
}
