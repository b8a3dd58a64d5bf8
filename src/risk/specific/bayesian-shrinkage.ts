/** How many equal counts of stocks the sizes are cut into (USE4). */
const DECILES = 10;
/** The decile of a stock that has not been placed yet. */
const UNPLACED = DECILES;

/** Stocks in groups of like size. */
export interface SizeDeciles {
  /** The nine capitalisations that part the deciles. */
  readonly breakpoints: Float64Array;
  /** By issuer. A stock keeps the place that it had when first seen after the breakpoints were taken. */
  readonly decile: Uint8Array;
}

/** Deciles of the stocks that have a capitalisation and a volatility. */
export function sizeDeciles(volatility: Float64Array, marketCap: Float64Array): SizeDeciles {
  const sizes = marketCap.filter((cap, i) => cap > 0 && volatility[i]! > 0).sort();
  return {
    breakpoints: Float64Array.from(
      { length: DECILES - 1 },
      (_, d) => sizes[Math.floor(((d + 1) * sizes.length) / DECILES)] ?? Infinity,
    ),
    decile: new Uint8Array(marketCap.length).fill(UNPLACED),
  };
}

/** The same deciles with more stocks, which have no place so far. */
export function widenDeciles({ breakpoints, decile }: SizeDeciles, stocks: number): SizeDeciles {
  const wide = new Uint8Array(stocks).fill(UNPLACED);
  wide.set(decile);
  return { breakpoints, decile: wide };
}

/**
 * Bayesian shrinkage of specific volatilities to the mean of stocks of like size (USE4 §6), in place:
 *
 *     σ ← vσ̄ + (1 − v)σ,   v = q|σ − σ̄|/(Δ + q|σ − σ̄|)
 *
 * where σ̄ is the cap-weighted mean of the stock's decile and Δ the root of its mean squared distance from σ̄. Stocks
 * without a volatility or a capitalisation stay as they are and count in no decile. Places stocks that have no place.
 */
export function shrinkToSize(
  volatility: Float64Array,
  marketCap: Float64Array,
  { breakpoints, decile }: SizeDeciles,
  q: number,
): void {
  const means = new Float64Array(DECILES);
  const caps = new Float64Array(DECILES);
  const counts = new Float64Array(DECILES);
  for (let i = 0; i < decile.length; i++) {
    const cap = marketCap[i]!;
    const sigma = volatility[i]!;
    if (!(cap > 0 && sigma > 0)) continue;
    if (decile[i] === UNPLACED) decile[i] = placeOf(cap, breakpoints);
    const d = decile[i]!;
    means[d]! += cap * sigma;
    caps[d]! += cap;
    counts[d]!++;
  }
  for (let d = 0; d < DECILES; d++) means[d]! /= caps[d]!;
  const spreads = new Float64Array(DECILES);
  for (let i = 0; i < decile.length; i++) {
    if (!(marketCap[i]! > 0 && volatility[i]! > 0)) continue;
    const d = decile[i]!;
    const gap = means[d]! - volatility[i]!;
    spreads[d]! += gap * gap;
  }
  for (let d = 0; d < DECILES; d++) spreads[d] = Math.sqrt(spreads[d]! / counts[d]!);
  for (let i = 0; i < decile.length; i++) {
    const d = decile[i]!;
    // A decile of one stock, or of equal ones, has nothing to shrink.
    if (!(marketCap[i]! > 0 && volatility[i]! > 0 && spreads[d]! > 0)) continue;
    const gap = means[d]! - volatility[i]!;
    const pull = q * Math.abs(gap);
    volatility[i]! += (pull / (spreads[d]! + pull)) * gap;
  }
}

const placeOf = (cap: number, breakpoints: Float64Array): number =>
  breakpoints.filter((b) => cap >= b).length;
