/** What `vigie doctor` finds out: one line for each thing that has to be right. */

export interface Examined {
  readonly subject: string;
  /** `doubtful`: it works, or may work, and somebody should look. */
  readonly state: 'good' | 'doubtful' | 'bad';
  readonly detail: string;
  /** What to do; `null` where nothing is to be done. */
  readonly remedy: string | null;
}

export function good(subject: string, detail: string): Examined {
  return { subject, state: 'good', detail, remedy: null };
}

export function doubtful(subject: string, detail: string, remedy: string): Examined {
  return { subject, state: 'doubtful', detail, remedy };
}

export function bad(subject: string, detail: string, remedy: string): Examined {
  return { subject, state: 'bad', detail, remedy };
}
