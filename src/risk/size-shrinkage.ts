/** How many equal counts of stocks the sizes are cut into (USE4). */
const DECILES = 10;

/** The nine capitalisations that part the stocks with one and a volatility into deciles. */
export function sizeBreakpoints(volatility: Float64Array, marketCap: Float64Array): Float64Array {
  const sizes = marketCap.filter((cap, i) => cap > 0 && volatility[i]! > 0).sort();
  return Float64Array.from(
    { length: DECILES - 1 },
    (_, d) => sizes[Math.floor(((d + 1) * sizes.length) / DECILES)] ?? Infinity,
  );
}

/**
 * Bayesian shrinkage of specific volatilities to the mean of stocks of like size (USE4 §6), in place:
 *
 *     σ ← vσ̄ + (1 − v)σ,   v = q|σ − σ̄|/(Δ + q|σ − σ̄|)
 *
 * where σ̄ is the cap-weighted mean of the stock's size decile and Δ the root of its mean squared distance from σ̄.
 * Stocks without a volatility or a capitalisation stay as they are and in no decile.
 */
export function shrinkToSize(
  volatility: Float64Array,
  marketCap: Float64Array,
  breakpoints: Float64Array,
  q: number,
): void {
  const decile = new Uint8Array(volatility.length).fill(DECILES); // which is: in none
  const means = new Float64Array(DECILES);
  const caps = new Float64Array(DECILES);
  const counts = new Float64Array(DECILES);
  for (let i = 0; i < decile.length; i++) {
    const cap = marketCap[i]!;
    const sigma = volatility[i]!;
    if (!(cap > 0 && sigma > 0)) continue;
    let d = 0;
    while (d < DECILES - 1 && cap >= breakpoints[d]!) d++;
    decile[i] = d;
    means[d]! += cap * sigma;
    caps[d]! += cap;
    counts[d]!++;
  }
  for (let d = 0; d < DECILES; d++) means[d]! /= caps[d]!;
  const spreads = new Float64Array(DECILES);
  for (let i = 0; i < decile.length; i++) {
    const d = decile[i]!;
    if (d < DECILES) spreads[d]! += (volatility[i]! - means[d]!) ** 2;
  }
  for (let d = 0; d < DECILES; d++) spreads[d] = Math.sqrt(spreads[d]! / counts[d]!);
  for (let i = 0; i < decile.length; i++) {
    const d = decile[i]!;
    // A decile of one stock, or of equal ones, has nothing to shrink.
    if (d === DECILES || !(spreads[d]! > 0)) continue;
    const gap = means[d]! - volatility[i]!;
    const pull = q * Math.abs(gap);
    volatility[i]! += (pull / (spreads[d]! + pull)) * gap;
  }
}
