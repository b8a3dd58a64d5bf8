import { earningsPerShare, yearly } from '../../market/stocks/companies/accounts.ts';
import { HALF_YEAR } from '../../market/stocks/sessions.ts';
import type { EligibilityRule, SleeveDefinition } from '../definition.ts';
import { type Criterion, screen } from './screening.ts';
import type { RollingMarket } from '../characteristics/rolling-market.ts';
import { characteristicName } from '../characteristics/characteristic.ts';
import { characteristicValues, earnings } from '../characteristics/characteristics.ts';
import type { RequiredInput } from './score.ts';

/** Step 2: eligibility. A stock must meet the rules of the definition and have every input of its score and weight. */
export function screenEligibility(
  market: RollingMarket,
  { eligibility }: SleeveDefinition,
  universe: readonly number[],
  inputs: readonly RequiredInput[],
) {
  return screen('definition', universe, [
    ...eligibility.map((rule) => criterionOf(market, rule, universe)),
    ...inputs.map(({ characteristic, values, appliesTo }) => ({
      reason: `${characteristicName(characteristic)} unknown`,
      passes: (i: number) => !appliesTo(i) || Number.isFinite(values[i]!),
    })),
  ]);
}

function criterionOf(market: RollingMarket, rule: EligibilityRule, universe: readonly number[]): Criterion {
  const { prices } = market;
  const { accounts } = market.accounts;
  switch (rule.kind) {
    case 'traded':
      return {
        reason: `traded on fewer than ${100 * rule.fraction} % of the sessions of six months`,
        // A recently listed stock is measured on the sessions since its listing.
        passes: (i) =>
          market.tradedSessionsHalfYear.totals[i]! >=
          rule.fraction * Math.min(HALF_YEAR, prices.age[i]!) - 1e-9,
      };
    case 'listed':
      return {
        reason: `first traded fewer than ${rule.sessions} sessions ago`,
        passes: (i) => prices.age[i]! >= rule.sessions,
      };
    case 'profitable':
      return {
        reason: 'no profit over twelve months, or no accounts',
        passes: (i) => earnings(accounts[i]!) > 0,
      };
    case 'no-losses':
      return {
        reason: `a loss per share in the last ${rule.years} years, or no accounts`,
        passes: (i) => {
          const { values } = yearly(accounts[i]!, earningsPerShare, rule.years);
          return values.length > 0 && values.every((v) => v >= 0);
        },
      };
    case 'not-lowest': {
      const values = characteristicValues(market, rule.characteristic);
      const known = universe.filter((i) => Number.isFinite(values[i]!));
      const ascending = known.toSorted((a, b) => values[a]! - values[b]! || a - b);
      const lowest = new Set(ascending.slice(0, Math.floor(rule.fraction * known.length)));
      const name = characteristicName(rule.characteristic);
      return {
        reason: `${name} unknown or among the lowest ${100 * rule.fraction} %`,
        passes: (i) => Number.isFinite(values[i]!) && !lowest.has(i),
      };
    }
  }
}
