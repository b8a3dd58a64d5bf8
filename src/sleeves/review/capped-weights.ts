import { type CappedWeights, capWeights } from '../../math/cap-weights.ts';
import type { SleeveDefinition } from '../definition.ts';
import type { Candidate } from './shortlist.ts';

/** Weights of the selected stocks, aligned with them, and the caps that applied. Fractions. */
export interface CappedConstituents {
  readonly weights: CappedWeights;
  readonly limits: Float64Array;
  /** Weights by free-float market value alone. */
  readonly freeFloatWeights: Float64Array;
}

/** Step 5: the weight of each selected stock. */
export function cappedWeights({ cap }: SleeveDefinition, selected: readonly Candidate[]): CappedConstituents {
  const totalCap = selected.reduce((sum, c) => sum + c.cap, 0);
  const freeFloatWeights = Float64Array.from(selected, (c) => c.cap / totalCap);
  const limits = freeFloatWeights.map((weight, k) =>
    cap
      ? Math.min(
          cap.maximum,
          cap.freeFloatWeightMultiple === undefined ? 1 : cap.freeFloatWeightMultiple * weight,
          cap.illiquid && selected[k]!.isIlliquid ? cap.illiquid.maximum : 1,
        )
      : 1,
  );
  const uncapped = Float64Array.from(selected, (c) => c.uncappedWeight);
  return { weights: capWeights(uncapped, limits), limits, freeFloatWeights };
}
