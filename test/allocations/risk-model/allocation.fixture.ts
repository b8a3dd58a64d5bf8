import type { AllocationByRiskModel } from '../../../allocations/allocation.ts';
import { byRiskModel } from '../../../allocations/risk-model/allocate.ts';
import { type CostRules, DEFAULT_COST_RULES } from '../../../allocations/cost-rules.ts';
import type { Held } from '../../../allocations/opening-holdings.ts';
import {
  type AllocationRules,
  allocationRules,
  DEFAULT_ALLOCATION_RULES,
} from '../../../allocations/rules.ts';
import { SLEEVES, type Weights } from '../../../allocations/positions.ts';
import type { StockBasis } from '../../../allocations/stocks/stock-snapshot.ts';
import type { Regime } from '../../../regimes/regime.ts';

export const NOTHING: Held = {
  regime: null,
  before: { kind: 'none' },
  current: {},
  drifted: {},
  shares: null,
};

/** Held by the model's own last allocation, of the regime given. */
export const heldOf = (weights: Weights, regime: Regime = 'bullish'): Held => ({
  regime,
  before: { kind: 'model', monthEnd: '2024-12-31', regime },
  current: weights,
  drifted: weights,
  shares: null,
});

/** The rule book with its bands, and what the model section changes. */
export const rulesWith = (band: number, model: object = {}): AllocationRules =>
  allocationRules.parse({
    bands: Object.fromEntries(SLEEVES.map((id) => [id, band])),
    model,
  });

export async function allocated(
  basis: StockBasis,
  given: {
    readonly held?: Held;
    readonly regime?: Regime;
    readonly rules?: AllocationRules;
    readonly costs?: CostRules;
  } = {},
): Promise<AllocationByRiskModel> {
  const { held = NOTHING, regime = 'bullish' } = given;
  const { rules = DEFAULT_ALLOCATION_RULES, costs = DEFAULT_COST_RULES } = given;
  const allocation = await byRiskModel({ basis, regime, held, rules, costs });
  if (!allocation) throw new Error('no sleeve holds shares');
  return allocation;
}
