import type { Allocation, SleeveAllocation } from '../../../../allocations/allocation.ts';
import { type PositionId, POSITIONS } from '../../../../allocations/positions.ts';
import { type HeldWeights, sumByHolding } from './holding-market.ts';

/**
 * What a decision holds in the end, by stock where a sleeve holds stocks and by position otherwise. Fractions of the
 * portfolio, summing to 1.
 */
export const decidedHoldings = (allocation: Allocation): HeldWeights => holdings(allocation, 'final');

/** What was held when it was decided, in the same terms; empty where the run knew of no holdings. */
export const openingHoldings = (allocation: Allocation): HeldWeights => holdings(allocation, 'opening');

function holdings(allocation: Allocation, when: 'opening' | 'final'): HeldWeights {
  const weights = allocation[when];
  const byPosition = (id: PositionId): readonly [string, number] => [id, weights[id] ?? 0];
  if (allocation.method === 'inverse-volatility') return sumByHolding(POSITIONS.map(byPosition));
  const ofStocks = new Set<string>(allocation.sleeves.filter(isHeldInStocks).map(({ id }) => id));
  const positions = POSITIONS.filter((id) => !ofStocks.has(id)).map(byPosition);
  const stocks = allocation.riskModel.stocks.map((s) => [s.isin, s[when]] as const);
  return sumByHolding([...positions, ...stocks]);
}

const isHeldInStocks = ({ instrument }: SleeveAllocation): boolean => instrument?.kind === 'stocks';
