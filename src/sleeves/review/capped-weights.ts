import { type CappedWeights, capWeights } from '../../math/cap-weights.ts';
import type { SleeveDefinition } from '../definition.ts';
import type { Candidate } from './shortlist.ts';

/** Weights of the chosen names in their order, with the limits they were held to. */
export interface Weighed {
  readonly weights: CappedWeights;
  readonly limits: Float64Array;
  /** By free-float market value alone. */
  readonly capWeights: Float64Array;
}

/** Step 5: what each chosen name weighs. */
export function weigh({ cap }: SleeveDefinition, names: readonly Candidate[]): Weighed {
  const whole = names.reduce((sum, c) => sum + c.cap, 0);
  const capOnly = Float64Array.from(names, (c) => c.cap / whole);
  const limits = capOnly.map((weight, k) =>
    cap
      ? Math.min(
          cap.most,
          cap.timesCapWeight === undefined ? 1 : cap.timesCapWeight * weight,
          cap.illiquid && names[k]!.isIlliquid ? cap.illiquid.most : 1,
        )
      : 1,
  );
  const raw = Float64Array.from(names, (c) => c.raw);
  return { weights: capWeights(raw, limits), limits, capWeights: capOnly };
}
