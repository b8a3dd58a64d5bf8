import type { AllocationByRiskModel } from '../../../allocations/allocation.ts';
import { allocateByRiskModel } from '../../../allocations/risk-model/allocate.ts';
import { type CostRules, DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import type { OpeningHoldings } from '../../../allocations/holdings/opening.ts';
import {
  type AllocationRules,
  allocationRules,
  DEFAULT_ALLOCATION_RULES,
} from '../../../allocations/rules.ts';
import { SLEEVES, type Weights } from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { Regime } from '../../../regimes/regime.ts';

export const NO_HOLDINGS: OpeningHoldings = {
  previousRegime: null,
  openingSource: { kind: 'none' },
  current: {},
  opening: {},
  stocks: null,
};

/** Opening holdings from the model's own allocation, in the given previous regime. */
export const modelHoldingsOf = (weights: Weights, regime: Regime = 'bullish'): OpeningHoldings => ({
  previousRegime: regime,
  openingSource: { kind: 'model', monthEnd: '2024-12-31', regime },
  current: weights,
  opening: weights,
  stocks: null,
});

/** A rule book with the given band for every sleeve and changes to the model section. */
export const rulesWith = (band: number, model: object = {}, rest: object = {}): AllocationRules =>
  allocationRules.parse({
    bands: Object.fromEntries(SLEEVES.map((id) => [id, band])),
    model,
    ...rest,
  });

/** A bullish bouquet of two sleeves in the default proportions, so that nothing needs to be redistributed. */
export const TWO_SLEEVES = {
  bouquets: {
    bullish: {
      ...Object.fromEntries(SLEEVES.map((id) => [id, 0])),
      momentum: 28 / 30,
      contrarian: 2 / 30,
    },
  },
};

export async function allocated(
  snapshot: StockSnapshot,
  given: {
    readonly held?: OpeningHoldings;
    readonly regime?: Regime;
    readonly rules?: AllocationRules;
    readonly costs?: CostRules;
  } = {},
): Promise<AllocationByRiskModel> {
  const { held = NO_HOLDINGS, regime = 'bullish' } = given;
  const { rules = DEFAULT_ALLOCATION_RULES, costs = DEFAULT_COST_RULES } = given;
  const allocation = await allocateByRiskModel({ stocks: snapshot, regime, holdings: held, rules, costs });
  if (!allocation) throw new Error('no sleeve holds stocks');
  return allocation;
}
