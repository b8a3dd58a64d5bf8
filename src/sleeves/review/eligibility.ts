import { earningsPerShare, yearly } from '../../market/stocks/companies/accounts.ts';
import { HALF_YEAR } from '../../market/stocks/sessions.ts';
import type { EligibilityRule, SleeveDefinition } from '../definition.ts';
import { sift, type Test } from './screening.ts';
import type { MarketMemory } from '../characteristics/rolling-market.ts';
import { measureName } from '../characteristics/characteristic.ts';
import { earnings, measured } from '../characteristics/characteristics.ts';
import type { Figure } from './score.ts';

/** Step 2: what a name must have to be scored. `figures` are those that its score is made of. */
export function eligible(
  memory: MarketMemory,
  { eligibility }: SleeveDefinition,
  universe: readonly number[],
  figures: readonly Pick<Figure, 'measure' | 'column' | 'isFor'>[],
) {
  return sift('definition', universe, [
    ...eligibility.map((rule) => testOf(memory, rule, universe)),
    ...figures.map(({ measure, column, isFor }) => ({
      reason: `no ${measureName(measure)}`,
      passes: (i: number) => !isFor(i) || Number.isFinite(column[i]!),
    })),
  ]);
}

function testOf(memory: MarketMemory, rule: EligibilityRule, universe: readonly number[]): Test {
  const { prices } = memory;
  const { accounts } = memory.accounts;
  switch (rule.kind) {
    case 'traded':
      return {
        reason: `traded on fewer than ${100 * rule.share} % of the sessions of six months`,
        // A young share is judged by the sessions that it has had.
        passes: (i) =>
          memory.tradesInHalfYear.totals[i]! >= rule.share * Math.min(HALF_YEAR, prices.age[i]!) - 1e-9,
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
        reason: `a loss a share in the last ${rule.years} years, or no accounts`,
        passes: (i) => {
          const { values } = yearly(accounts[i]!, earningsPerShare, rule.years);
          return values.length > 0 && values.every((v) => v >= 0);
        },
      };
    case 'not-lowest': {
      const column = measured(memory, rule.measure);
      const known = universe.filter((i) => Number.isFinite(column[i]!));
      const ascending = known.toSorted((a, b) => column[a]! - column[b]! || a - b);
      const lowest = new Set(ascending.slice(0, Math.floor(rule.share * known.length)));
      return {
        reason: `in the lowest ${100 * rule.share} % by ${measureName(rule.measure)}, or without it`,
        passes: (i) => Number.isFinite(column[i]!) && !lowest.has(i),
      };
    }
  }
}
