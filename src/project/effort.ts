/**
 * How far a question about an expression is followed. Source text can be written so that following every path doubles
 * at each name: depth and total steps are bounded, and beyond them the answer is "unknown".
 */
export interface Effort {
  readonly depth: number;
  readonly budget: { steps: number; met: Set<object> | null };
}

const MAX_DEPTH = 24;
const MAX_STEPS = 5_000;

/** The effort that one question may cost. */
export function effort(): Effort {
  return { depth: 0, budget: { steps: MAX_STEPS, met: null } };
}

/** One step further in. */
export function deeper(from: Effort): Effort {
  from.budget.steps--;
  return { depth: from.depth + 1, budget: from.budget };
}

export function isExhausted(at: Effort): boolean {
  return at.depth > MAX_DEPTH || at.budget.steps <= 0;
}

/** Whether the question comes to `thing` for the first time: what leads there in many ways is followed once. */
export function isFirstVisit({ budget }: Effort, thing: object): boolean {
  budget.met ??= new Set();
  if (budget.met.has(thing)) return false;
  budget.met.add(thing);
  return true;
}
