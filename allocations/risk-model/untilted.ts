import type { AllocationByRiskModel, UntiltedAllocation } from '../allocation.ts';
import type { AllocationRules } from '../rules.ts';

/** An allocation before the comparison is added. */
export type TiltedAllocation = Omit<AllocationByRiskModel, 'untilted'>;

/** The same rules without a tilt and without views: the bouquet, traded where that is worth its cost. */
export const untiltedRules = (rules: AllocationRules): AllocationRules => ({
  ...rules,
  model: { ...rules.model, informationRatio: 0, views: [] },
});

/**
 * The allocation as it would be without a tilt, beside the one that was chosen: the committee sees what the assumed returns
 * of the targeted styles change, and what they are assumed to be worth.
 *
 * @param other the allocation under `untiltedRules`.
 */
export function untiltedAllocation(chosen: TiltedAllocation, other: TiltedAllocation): UntiltedAllocation {
  const { target, final, trades, turnover, riskModel, risk } = other;
  return {
    target,
    final,
    trades,
    turnover,
    relaxedConstraints: riskModel.relaxedConstraints,
    risk: risk.final,
    tilt: tiltOf(chosen, final),
  };
}

/** What the difference of two sets of weights is assumed to return, and its risk, percent a year. */
function tiltOf(
  { riskModel: { sleeves, correlations }, final }: TiltedAllocation,
  untilted: UntiltedAllocation['final'],
): UntiltedAllocation['tilt'] {
  const difference = sleeves.map(({ id }) => (final[id] ?? 0) - (untilted[id] ?? 0));
  let variance = 0;
  for (const [i, a] of sleeves.entries())
    for (const [j, b] of sleeves.entries())
      variance += difference[i]! * difference[j]! * a.volatility * b.volatility * correlations[i]![j]!;
  return {
    expectedReturn: sleeves.reduce((sum, s, i) => sum + difference[i]! * s.expectedActiveReturn, 0),
    // Rounding may leave a variance of almost 0 below it.
    trackingError: Math.sqrt(Math.max(0, variance)),
  };
}
