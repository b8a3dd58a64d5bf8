import type { Regime } from '../regimes/regime.ts';
import type { AsOfView } from '../src/market/as-of.ts';
import type { SeriesKey } from '../src/market/series.ts';
import type { Allocation } from './allocation.ts';
import { allocateByInverseVolatility } from './inverse-volatility/allocate.ts';
import { allocateByRiskModel } from './risk-model/allocate.ts';
import type { CostRules } from './cost-rules.ts';
import type { OpeningHoldings } from './holdings/opening.ts';
import type { AllocationRules } from './rules.ts';
import { SLEEVES } from './positions.ts';
import { MARKET_INDEX } from './inverse-volatility/proxy-indices.ts';
import type { StockSnapshot } from './stocks/stock-snapshot.ts';
import { withBenchmark } from './stocks/benchmark.ts';
import { withIndexSleeves } from './stocks/index-sleeves.ts';
import { indexRouteNotes } from './inverse-volatility/warnings.ts';

export interface AllocationInput {
  /** The market as known at the as-of date. */
  readonly view: AsOfView;
  /** The regime in force: the model's call, an override, or the assumption of a scenario. */
  readonly regime: Regime;
  readonly holdings: OpeningHoldings;
  readonly rules: AllocationRules;
  readonly costs: CostRules;
  /** Stocks at the as-of date; null where the store has none. */
  readonly stocks: StockSnapshot | null;
}

/** The index series that an allocation reads. */
export const allocationSeries = (rules: AllocationRules): SeriesKey[] => [
  ...new Set(
    [MARKET_INDEX, ...SLEEVES.map((id) => rules.instruments[id])].flatMap((index): SeriesKey[] =>
      index ? [`${index.series}.tri`, `${index.series}.close`] : [],
    ),
  ),
];

/**
 * Allocates a portfolio for a regime: target weights, opening weights, and the trades between them. Uses the risk model
 * where sleeves hold stocks, otherwise proxy indices weighted by inverse volatility.
 *
 * @throws UserError if no sleeve can be held, or if the constraints that cannot be relaxed are infeasible.
 */
export async function allocate(input: AllocationInput): Promise<Allocation> {
  const { regime, view, rules } = input;
  const stocks = input.stocks && withBenchmark(withIndexSleeves(input.stocks, view, rules), view, rules);
  const byRiskModel = stocks && (await allocateByRiskModel({ ...input, stocks }));
  if (byRiskModel) return byRiskModel;
  const allocation = allocateByInverseVolatility(input);
  const reason = stocks
    ? `No sleeve of the ${regime} bouquet holds stocks yet.`
    : 'The store has no stocks, too few, or stale ones to build a risk model and sleeves from.';
  return { ...allocation, problems: [...allocation.problems, ...indexRouteNotes(reason)] };
}
