import type { TradingTerms } from '../constraints/constraints.ts';
import type { SleeveProgramme } from '../objective.ts';
import { type OptimisationRequest, type SleeveOptimum, optimiseWithin } from '../optimise.ts';
import { isSmall, ROUNDING } from '../tolerance.ts';

type Optimal = Extract<SleeveOptimum, { kind: 'optimal' }>;

/** Extends bands to opening weights that have drifted past them by less than the minimum trade. */
export const extendBandsToOpening = (
  programme: SleeveProgramme,
  from: Float64Array,
  minimumTrade: number,
): SleeveProgramme => ({
  ...programme,
  low: programme.low.map((end, i) => (isSmall(end - from[i]!, minimumTrade) ? Math.min(end, from[i]!) : end)),
  high: programme.high.map((end, i) =>
    isSmall(end - from[i]!, minimumTrade) ? Math.max(end, from[i]!) : end,
  ),
});

/**
 * Fixes sleeves whose trade is below the minimum at their opening weights and optimises the rest again with the same
 * slack, until no small trade is left, or until the constraints require those that remain.
 */
export async function holdSmallTrades(
  programme: SleeveProgramme,
  request: OptimisationRequest & { readonly trade: TradingTerms },
  first: Optimal,
  minimumTrade: number,
): Promise<{ readonly optimum: Optimal; readonly unmoved: ReadonlySet<number> }> {
  const { from } = request.trade;
  let [optimum, unmoved] = [first, new Set<number>()];
  for (;;) {
    const held = unmoved;
    const small = [...from.keys()].filter((i) => {
      const change = optimum.weights[i]! - from[i]!;
      const fits = from[i]! >= programme.low[i]! && from[i]! <= programme.high[i]!;
      return fits && !held.has(i) && Math.abs(change) > ROUNDING && isSmall(change, minimumTrade);
    });
    if (small.length === 0) return { optimum, unmoved };
    const tried = new Set([...unmoved, ...small]);
    const trade: TradingTerms = { ...request.trade, untraded: tried };
    const next = await optimiseWithin(programme, { ...request, trade }, optimum.slack);
    if (next.kind === 'infeasible') return { optimum, unmoved };
    [optimum, unmoved] = [next, tried];
  }
}
