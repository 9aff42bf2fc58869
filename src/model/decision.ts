/** What people decided about one pull request, in comments: kept with who, when and why, and listed on its check-run. */

interface Made {
  /** The comment that says so, and which of its commands: a decision is kept once. */
  readonly id: string;
  /** Login. */
  readonly by: string;
  /** What they were in the repository at that time. */
  readonly role: string;
  /** ISO date and time. */
  readonly at: string;
  /** As given, credentials masked; empty where none is asked for. */
  readonly reason: string;
}

/** Sets findings of this pull request aside. */
export interface Ignore extends Made {
  readonly kind: 'ignore';
  readonly rule: string;
  /** A pattern of paths; `null` = everywhere. */
  readonly path: string | null;
  /** Said in the thread of one finding, and of that one only. */
  readonly fingerprint: string | null;
}

/** Takes back what was set aside for a rule: at this very pattern or in this very thread, or, with neither, everywhere. */
interface Unignore extends Made {
  readonly kind: 'unignore';
  readonly rule: string;
  readonly path: string | null;
  readonly fingerprint: string | null;
}

/** Lets one commit pass, whatever was found. */
interface Override extends Made {
  readonly kind: 'override';
  readonly head: string;
}

export type Decision = Ignore | Unignore | Override;

/** What of a log of decisions holds for a commit. */
export interface StandingDecisions {
  readonly ignored: readonly Ignore[];
  readonly override: Override | null;
}

export const NO_DECISIONS: StandingDecisions = { ignored: [], override: null };

/** `log` in the order in which it was decided. */
export function standingDecisions(log: readonly Decision[], head: string): StandingDecisions {
  let ignored: readonly Ignore[] = [];
  let override: Override | null = null;
  for (const decision of log) {
    if (decision.kind === 'ignore') ignored = [...ignored, decision];
    else if (decision.kind === 'unignore') ignored = ignored.filter((one) => !takesBack(decision, one));
    else if (decision.head === head) override = decision;
  }
  return { ignored, override };
}

/** Whether `unignore` takes `ignore` back. */
function takesBack(unignore: Pick<Unignore, 'rule' | 'path' | 'fingerprint'>, ignore: Ignore): boolean {
  if (unignore.rule !== ignore.rule) return false;
  if (unignore.fingerprint !== null) return unignore.fingerprint === ignore.fingerprint;
  return unignore.path === null || unignore.path === ignore.path;
}
