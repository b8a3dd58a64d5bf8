import { chargesOf } from '../../../../allocations/costs/charges.ts';
import type { CostRules } from '../../../../allocations/cost-rules.ts';
import { inForceOr } from '../../../../allocations/costs/in-force-or.ts';
import { type Day, day } from '../../../market/day.ts';

/** The first day covered by all tables of charges. */
const FIRST_CHARGES = day('2009-10-01');
/** ₹; charges are proportional, so the amount is arbitrary. */
const VALUE = 1e7;

/**
 * Cost of selling stocks and buying others for the same amount on a day, as a fraction of the amount: that day's statutory
 * charges, the rule book's brokerage, and its market impact for stocks of unknown liquidity. Before October 2009 the charges
 * of that month apply. Capital gains tax is excluded.
 */
export function roundTripCost(rules: CostRules): (on: Day) => number {
  const rate = (on: Day): number =>
    (['sell', 'buy'] as const)
      .flatMap(
        (side) =>
          chargesOf({ segment: 'equity-delivery', side, value: VALUE, day: on, liquidity: null }, rules)
            .lines,
      )
      .reduce((sum, line) => sum + line.exact, 0) / VALUE;
  return (on) =>
    inForceOr(
      () => rate(on),
      () => rate(FIRST_CHARGES),
    );
}

export const COSTS_TEXT =
  'statutory charges of the day for equity delivery plus the rule book’s brokerage and market impact, on both sides; before October 2009 the charges of that month; capital gains tax excluded';
