/** The axes that have a score, in their order, with what they stand at on both sides. */
import type { AxisScores, Score } from '../model/audit.ts';
import { AXES, type Axis } from '../model/finding.ts';

export interface ScoredAxis {
  readonly axis: Axis;
  readonly head: number;
  /** `null` without base. */
  readonly base: number | null;
}

export function scoredAxes({ axes, base }: Pick<Score, 'axes' | 'base'>): readonly ScoredAxis[] {
  return AXES.flatMap((axis) => {
    const head = axes[axis];
    return head === undefined ? [] : [{ axis, head, base: base?.axes[axis] ?? null }];
  });
}

export function axesInOrder(axes: AxisScores): AxisScores {
  return Object.fromEntries(AXES.flatMap((axis) => (axes[axis] === undefined ? [] : [[axis, axes[axis]]])));
}
