import type { FromHeld } from './constraints.ts';
import type { SleeveProgramme } from './objective.ts';
import { type Question, type Weighed, weighWithin } from './optimise.ts';

type Found = Extract<Weighed, { kind: 'weighed' }>;

/** Smaller differences are left over from arithmetic. */
export const ROUNDING = 1e-9;

export const isSmall = (change: number, minimumTrade: number): boolean =>
  Math.abs(change) < minimumTrade - ROUNDING;

/** A band reaches to what has only drifted past its end by less than a trade. */
export const reachingToHeld = (
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
 * Sleeves whose trade would be too small stay as held, and the rest is weighed again in the same room, until no trade is
 * too small; or some small trades remain, where the limits need them.
 */
export async function withoutSmallTrades(
  programme: SleeveProgramme,
  question: Question & { readonly trade: FromHeld },
  first: Found,
  minimumTrade: number,
): Promise<{ readonly found: Found; readonly unmoved: ReadonlySet<number> }> {
  const { from } = question.trade;
  let [found, unmoved] = [first, new Set<number>()];
  for (;;) {
    const small = [...from.keys()].filter((i) => {
      const change = found.weights[i]! - from[i]!;
      const fits = from[i]! >= programme.low[i]! && from[i]! <= programme.high[i]!;
      return fits && Math.abs(change) > ROUNDING && isSmall(change, minimumTrade);
    });
    if (small.length === 0) return { found, unmoved };
    const tried = new Set([...unmoved, ...small]);
    const trade = { ...question.trade, unmoved: tried };
    const next = await weighWithin(programme, { ...question, trade }, found.room);
    if (next.kind === 'clash') return { found, unmoved };
    [found, unmoved] = [next, tried];
  }
}
