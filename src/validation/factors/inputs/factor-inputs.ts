import { type Regime, REGIMES } from '../../../../regimes/regime.ts';
import type { MarketHistory } from '../../../market/as-of.ts';
import type { Day } from '../../../market/day.ts';
import type { RuleBook } from '../../../rulebook/rule-book.ts';
import type { SamplePeriod } from './monthly-returns.ts';
import { trialsOf } from '../variants.ts';
import { labelledMonths } from './labelled-months.ts';
import { type RiskFreeRate, riskFreeRate } from './risk-free-rate.ts';
import { roundTripCost } from './round-trip-cost.ts';

/** What the validation of every factor shares: period, risk-free rate, labels, costs and the number of trials. */
export interface FactorInputs {
  readonly period: SamplePeriod;
  readonly riskFree: RiskFreeRate;
  readonly labels: readonly Regime[];
  readonly labelOf: (month: number) => Regime | null;
  /** Cost of selling and buying the same amount on a day, as a fraction of the amount. */
  readonly roundTrip: (on: Day) => number;
  /** Variants counted as tried before a factor was chosen. */
  readonly trials: { readonly sleeve: number; readonly index: number };
}

/** Variants an index provider is assumed to have tried before launch; none publishes the number (our choice). */
const INDEX_TRIALS = 20;

export function factorInputs(
  market: MarketHistory,
  book: RuleBook,
  {
    knownOn,
    period,
    declaredTrials,
  }: {
    readonly knownOn: Day;
    readonly period: SamplePeriod;
    /** Variants the user declares as tried; null where none are declared. */
    readonly declaredTrials: number | null;
  },
): FactorInputs {
  const labelOf = labelledMonths(market, knownOn, book);
  return {
    period,
    riskFree: riskFreeRate(market.view(knownOn)),
    labels: REGIMES,
    labelOf: (month) => labelOf.get(month) ?? null,
    roundTrip: roundTripCost(book.costs),
    // All sleeves of the rule book count, whichever are requested: the best was selected among all of them.
    trials: {
      sleeve: Math.max(declaredTrials ?? 0, trialsOf(book.sleeves)),
      index: declaredTrials ?? INDEX_TRIALS,
    },
  };
}
