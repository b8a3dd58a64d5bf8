import { inputsOf, recompute } from '../../src/explain/explain.ts';
import { ruleFor } from '../../src/explain/decision-rules.ts';
import { type Leaf, leavesOf, valueAt } from '../../src/explain/pointer.ts';
import type { MadeDecision } from '../../src/explain/rule.ts';

/** Sums in another order than the run's differ in the last digits. */
const TOLERANCE = 1e-9;

/** Whether a value computed again is the value of the document. */
export const isSame = (value: Leaf, again: unknown): boolean =>
  typeof value === 'number'
    ? typeof again === 'number' && Math.abs(again - value) <= TOLERANCE * Math.max(1, Math.abs(value))
    : JSON.stringify(again) === JSON.stringify(value);

/** Every leaf that does not come out again from the values of its inputs in the document, with what comes out. */
export const recomputationFaults = (made: MadeDecision): string[] =>
  leavesOf(made.decision).flatMap(({ pointer, value }) => {
    const inputs = inputsOf(made, pointer).map((input) => valueAt(made.decision, input) as Leaf);
    const again = recompute(made, pointer, inputs);
    return isSame(value, again)
      ? []
      : [`${pointer}: ${JSON.stringify(value)}, again ${JSON.stringify(again)}`];
  });

/** How many leaves have each origin. */
export function originsOf({ decision }: MadeDecision): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { pointer, value } of leavesOf(decision)) {
    const { origin } = ruleFor(pointer, typeof value === 'object' && value !== null)!.rule;
    counts[origin] = (counts[origin] ?? 0) + 1;
  }
  return counts;
}
