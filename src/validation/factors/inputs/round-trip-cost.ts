import { chargesOf } from '../../../../allocations/costs/charges.ts';
import type { CostRules } from '../../../../allocations/cost-rules.ts';
import { whereKnown } from '../../../../allocations/costs/in-force-or.ts';
import { type Day, day } from '../../../market/day.ts';

/** The first day of which all tables of charges know. */
const FIRST_CHARGES = day('2009-10-01');
/** ₹; charges are in proportion, so any round sum does. */
const VALUE = 1e7;

/**
 * What selling shares and buying others for the same money takes on a day, as a fraction of it: statutory charges of that
 * day, the rule book's brokerage and its impact for shares of unknown liquidity. Before October 2009 the charges of
 * that month stand in; taxes on gains are left out.
 */
export function roundTripRate(rules: CostRules): (on: Day) => number {
  const rate = (on: Day): number =>
    (['sell', 'buy'] as const)
      .flatMap(
        (side) =>
          chargesOf({ segment: 'equity-delivery', side, value: VALUE, day: on, liquidity: null }, rules)
            .lines,
      )
      .reduce((sum, line) => sum + line.exact, 0) / VALUE;
  return (on) =>
    whereKnown(
      () => rate(on),
      () => rate(FIRST_CHARGES),
    );
}

export const COSTS_IN_WORDS =
  'charges of the day for delivery of shares, brokerage and impact of the rule book, on both sides; before October 2009 those of that month; no taxes on gains';
