import { type Regime, REGIMES } from '../../../../regimes/regime.ts';
import type { MarketHistory } from '../../../market/as-of.ts';
import type { Day } from '../../../market/day.ts';
import type { RuleBook } from '../../../rulebook/rule-book.ts';
import type { ResearchPeriod } from './monthly-returns.ts';
import { triesOf } from '../variants.ts';
import { labelledMonths } from './labelled-months.ts';
import { type Riskless, risklessMonths } from './risk-free-rate.ts';
import { roundTripRate } from './round-trip-cost.ts';

/** What every factor is measured by. */
export interface Yardstick {
  readonly period: ResearchPeriod;
  readonly riskless: Riskless;
  readonly labels: readonly Regime[];
  readonly labelOf: (month: number) => Regime | null;
  readonly roundTrip: (on: Day) => number;
  /** Ways counted as tried before a factor was chosen. */
  readonly trials: { readonly sleeve: number; readonly index: number };
}

/** Ways that an index’s maker is taken to have tried before the rule that was launched. No maker tells (our choice). */
const MAKERS_TRIALS = 20;

export function yardstickOf(
  market: MarketHistory,
  book: RuleBook,
  {
    knownOn,
    period,
    ownedUpTo,
  }: {
    readonly knownOn: Day;
    readonly period: ResearchPeriod;
    /** Ways that the user owns up to; null where nothing is said. */
    readonly ownedUpTo: number | null;
  },
): Yardstick {
  const labelOf = labelledMonths(market, knownOn, book);
  return {
    period,
    riskless: risklessMonths(market.view(knownOn)),
    labels: REGIMES,
    labelOf: (month) => labelOf.get(month) ?? null,
    roundTrip: roundTripRate(book.costs),
    // All sleeves of the book, whichever are asked about: the best of them is looked for among all.
    trials: {
      sleeve: Math.max(ownedUpTo ?? 0, triesOf(book.sleeves)),
      index: ownedUpTo ?? MAKERS_TRIALS,
    },
  };
}
