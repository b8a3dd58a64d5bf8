import { RELAXABLE, type Relaxable, type Relaxation } from '../result.ts';

/** Bounds of the relaxable constraints: one-way turnover, distance of an industry from its market weight, distance of the BETA exposure outside its band. */
export type ConstraintSlack = Readonly<Record<Relaxable, number>>;

/** Constraints are relaxed in round steps, up to the point where they no longer constrain anything. */
const STEP: ConstraintSlack = { turnover: 0.001, industry: 0.001, beta: 0.01 };
export const UNCONSTRAINED: ConstraintSlack = { turnover: 1, industry: 1, beta: 6 };

/**
 * Finds bounds under which the programme is feasible: the given ones if possible. Otherwise constraints are relaxed in the
 * order of `RELAXABLE`, each by the least amount: the last constraint is tightened first while those before it are
 * unconstrained, then the one before it, and so on. Null if the programme is infeasible even with all of them
 * unconstrained.
 */
export function relax(
  given: ConstraintSlack,
  isFeasible: (slack: ConstraintSlack) => boolean,
): ConstraintSlack | null {
  if (isFeasible(given)) return given;
  if (!isFeasible(UNCONSTRAINED)) return null;
  let slack = UNCONSTRAINED;
  for (const limit of [...RELAXABLE].reverse()) {
    const widened = (steps: number): ConstraintSlack => ({
      ...slack,
      [limit]: Math.min(UNCONSTRAINED[limit], rounded(given[limit] + steps * STEP[limit])),
    });
    const largest = Math.ceil((UNCONSTRAINED[limit] - given[limit]) / STEP[limit]);
    slack = widened(smallestCount(largest, (steps) => isFeasible(widened(steps))));
  }
  return slack;
}

/** The constraints relaxed between two sets of bounds. */
export const relaxations = (from: ConstraintSlack, to: ConstraintSlack): Relaxation[] =>
  RELAXABLE.filter((constraint) => to[constraint] > from[constraint]).map((constraint) => ({
    constraint,
    from: from[constraint],
    to: to[constraint],
  }));

/** The smallest count from 0 to `largest` for which `holds` is true, given that it is monotone and true for `largest` (bisection). */
function smallestCount(largest: number, holds: (count: number) => boolean): number {
  let [low, high] = [0, Math.max(0, largest)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}

/** 0.342 for 0.3 + 42 × 0.001. */
const rounded = (x: number): number => Number(x.toFixed(9));
