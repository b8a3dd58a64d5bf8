import type { SleeveAllocation, StrategicAllocation } from '../allocation.ts';
import { POSITIONS, type PositionId } from '../positions.ts';
import type { Fallback } from './fallback.ts';
import { strategicHoldings } from './strategic.ts';

/** Target weights by position: the sleeves, the strategic holdings, and the fallback on top. They sum to 1. */
export function targetWeights(
  sleeves: readonly SleeveAllocation[],
  strategic: readonly StrategicAllocation[],
  fallback: Fallback | null,
): Record<PositionId, number> {
  const ofSleeve = new Map<PositionId, number>(sleeves.map((line) => [line.id, line.target]));
  const ofStrategic: Partial<Record<PositionId, number>> = strategicHoldings(strategic);
  const weights = POSITIONS.map((id) => {
    const own = ofSleeve.get(id) ?? ofStrategic[id] ?? 0;
    return [id, fallback?.position === id ? own + fallback.weight : own];
  });
  return Object.fromEntries(weights) as Record<PositionId, number>;
}
