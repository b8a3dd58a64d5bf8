import type { Regime } from '../regimes/regime.ts';
import type { AsOfView } from '../src/market/as-of.ts';
import type { SeriesKey } from '../src/market/series.ts';
import type { Allocation } from './allocation.ts';
import { byInverseVolatility } from './inverse-volatility/allocate.ts';
import { byRiskModel } from './risk-model/allocate.ts';
import type { CostRules } from './cost-rules.ts';
import type { Held } from './opening-holdings.ts';
import type { AllocationRules } from './rules.ts';
import { SLEEVES } from './positions.ts';
import { MARKET } from './inverse-volatility/proxy-indices.ts';
import type { StockBasis } from './stocks/stock-snapshot.ts';
import { withoutShares } from './without-shares.ts';

export interface AllocationInput {
  /** The market as known at the as-of date. */
  readonly view: AsOfView;
  /** The label in force: the model's, an override's, or one that is only supposed. */
  readonly regime: Regime;
  readonly held: Held;
  readonly rules: AllocationRules;
  readonly costs: CostRules;
  /** Single shares at the as-of date; null where the store has none. */
  readonly basis: StockBasis | null;
}

/** The figures of indices that an allocation reads. */
export const allocationSeries = (rules: AllocationRules): SeriesKey[] => [
  ...new Set(
    [MARKET, ...SLEEVES.map((id) => rules.instruments[id])].flatMap((index): SeriesKey[] =>
      index ? [`${index.series}.tri`, `${index.series}.close`] : [],
    ),
  ),
];

/**
 * From a regime to a portfolio: what it wants held, what is held, and the trades between them. By the risk model where
 * sleeves hold shares, else of indices by inverse volatility.
 *
 * @throws UserError where nothing can be held, or limits that never give way clash.
 */
export async function allocate(input: AllocationInput): Promise<Allocation> {
  const { basis, regime } = input;
  const scored = basis && (await byRiskModel({ ...input, basis }));
  if (scored) return scored;
  const allocation = byInverseVolatility(input);
  const why = basis
    ? `No sleeve of the ${regime} bouquet holds shares yet.`
    : 'Shares to build a risk model and sleeves from are missing, too few, or end too early.';
  return { ...allocation, problems: [...allocation.problems, ...withoutShares(why)] };
}
