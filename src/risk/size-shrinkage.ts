/** How many equal counts of stocks the sizes are cut into (USE4). */
const DECILES = 10;

/**
 * Bayesian shrinkage of specific volatilities to the mean of stocks of like size (USE4 §6), in place:
 *
 *     σ ← vσ̄ + (1 − v)σ,   v = q|σ − σ̄|/(Δ + q|σ − σ̄|)
 *
 * where σ̄ is the cap-weighted mean of the stock's decile of capitalisation and Δ the root of its mean squared distance
 * from σ̄. Stocks without a volatility or a capitalisation stay as they are and in no decile.
 *
 * @param bySize issuers in ascending order of capitalisation.
 */
export function shrinkToSize(
  volatility: Float64Array,
  marketCap: Float64Array,
  bySize: Int32Array,
  q: number,
): void {
  const members = new Int32Array(bySize.length);
  let count = 0;
  for (let p = 0; p < bySize.length; p++) {
    const i = bySize[p]!;
    if (volatility[i]! > 0 && marketCap[i]! > 0) members[count++] = i;
  }
  for (let d = 0; d < DECILES; d++) {
    const from = Math.floor((d * count) / DECILES);
    const to = Math.floor(((d + 1) * count) / DECILES);
    let sum = 0;
    let caps = 0;
    for (let p = from; p < to; p++) {
      const i = members[p]!;
      sum += marketCap[i]! * volatility[i]!;
      caps += marketCap[i]!;
    }
    const mean = sum / caps;
    let squares = 0;
    for (let p = from; p < to; p++) squares += (volatility[members[p]!]! - mean) ** 2;
    const spread = Math.sqrt(squares / (to - from));
    // A decile of one stock, or of equal ones, has nothing to shrink.
    if (!(spread > 0)) continue;
    for (let p = from; p < to; p++) {
      const i = members[p]!;
      const pull = q * Math.abs(volatility[i]! - mean);
      volatility[i]! += (pull / (spread + pull)) * (mean - volatility[i]!);
    }
  }
}
