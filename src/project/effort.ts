/**
 * How far a question about an expression is followed. Source text can be written so that following every path doubles
 * at each name: depth and total steps are bounded, and beyond them the answer is "unknown".
 */
export interface Effort {
  readonly depth: number;
  readonly budget: { steps: number };
}

const MAX_DEPTH = 24;
const MAX_STEPS = 5_000;

/** The effort that one question may cost. */
export function effort(steps = MAX_STEPS): Effort {
  return { depth: 0, budget: { steps } };
}

/** One step further in. */
export function deeper(from: Effort): Effort {
  from.budget.steps--;
  return { depth: from.depth + 1, budget: from.budget };
}

export function isExhausted(at: Effort): boolean {
  return at.depth > MAX_DEPTH || at.budget.steps <= 0;
}
