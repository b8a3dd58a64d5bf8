import { type Regime, REGIMES } from '../../../regimes/regime.ts';
import type { MarketHistory } from '../../market/as-of.ts';
import type { Day } from '../../market/day.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { labelledMonths } from './labelled-months.ts';
import { type Riskless, risklessMonths } from './riskless.ts';
import { roundTripRate } from './round-trip.ts';

/** What every factor is measured by. */
export interface Yardstick {
  readonly period: { readonly from: Day; readonly to: Day };
  readonly riskless: Riskless;
  readonly labels: readonly Regime[];
  readonly labelOf: (month: number) => Regime | null;
  readonly roundTrip: (on: Day) => number;
  /** Ways owned up to as tried before each factor; null where the user says nothing. */
  readonly trials: number | null;
}

export function yardstickOf(
  market: MarketHistory,
  book: RuleBook,
  { knownOn, period, trials }: Pick<Yardstick, 'period' | 'trials'> & { readonly knownOn: Day },
): Yardstick {
  const labelOf = labelledMonths(market, knownOn, book);
  return {
    period,
    riskless: risklessMonths(market.view(knownOn)),
    labels: REGIMES,
    labelOf: (month) => labelOf.get(month) ?? null,
    roundTrip: roundTripRate(book.costs),
    trials,
  };
}
