/** Size groups of equal count (USE4). */
const DECILES = 10;
/** Code of a stock that has not been assigned to a decile. */
const UNASSIGNED = DECILES;

/** Stocks grouped by size. */
export interface SizeDeciles {
  /** [9] capitalisations that separate the deciles, ₹ crore. */
  readonly breakpoints: Float64Array;
  /**
   * [N] decile of each issuer. A stock keeps the decile assigned when first seen after the last update of
   * breakpoints.
   */
  readonly decile: Uint8Array;
}

/** Breakpoints from the stocks that have a capitalisation and a volatility. */
export function sizeDeciles(volatility: Float64Array, marketCap: Float64Array): SizeDeciles {
  const sizes = marketCap.filter((cap, i) => cap > 0 && volatility[i]! > 0).sort();
  return {
    breakpoints: Float64Array.from(
      { length: DECILES - 1 },
      (_, d) => sizes[Math.floor(((d + 1) * sizes.length) / DECILES)] ?? Infinity,
    ),
    decile: new Uint8Array(marketCap.length).fill(UNASSIGNED),
  };
}

/** Extends the deciles to more stocks, which are still unassigned. */
export function widenDeciles({ breakpoints, decile }: SizeDeciles, stocks: number): SizeDeciles {
  const wide = new Uint8Array(stocks).fill(UNASSIGNED);
  wide.set(decile);
  return { breakpoints, decile: wide };
}

/**
 * Bayesian shrinkage of specific volatilities to the mean of their size decile (USE4 §6), in place. Extreme estimates
 * are partly estimation error: low ones tend to rise and high ones to fall out of sample, so each is pulled to its
 * group, the more the further it lies from it:
 *
 *     σ ← vσ̄ + (1 − v)σ,   v = q|σ − σ̄|/(Δ + q|σ − σ̄|)
 *
 * where σ̄ is the decile's cap-weighted mean and Δ the root mean squared deviation from σ̄. Stocks without a
 * volatility or a capitalisation are unchanged and belong to no decile. Assigns stocks that have no decile.
 */
export function shrinkToDecileMean(
  volatility: Float64Array,
  marketCap: Float64Array,
  { breakpoints, decile }: SizeDeciles,
  q: number,
): void {
  // The last entry is for stocks without a volatility or a capitalisation.
  const means = new Float64Array(DECILES + 1);
  const caps = new Float64Array(DECILES + 1);
  const counts = new Float64Array(DECILES + 1);
  const spreads = new Float64Array(DECILES + 1);
  const member = new Uint8Array(decile.length).fill(DECILES);
  for (let i = 0; i < member.length; i++) {
    const cap = marketCap[i]!;
    const sigma = volatility[i]!;
    if (!(cap > 0 && sigma > 0)) continue;
    if (decile[i] === UNASSIGNED) decile[i] = decileOf(cap, breakpoints);
    const d = decile[i]!;
    member[i] = d;
    means[d]! += cap * sigma;
    caps[d]! += cap;
    counts[d]!++;
  }
  for (let d = 0; d < DECILES; d++) means[d]! /= caps[d]!;
  for (let i = 0; i < member.length; i++) {
    const d = member[i]!;
    const gap = means[d]! - volatility[i]!;
    spreads[d]! += gap * gap;
  }
  for (let d = 0; d < DECILES; d++) spreads[d] = Math.sqrt(spreads[d]! / counts[d]!);
  spreads[DECILES] = 0;
  for (let i = 0; i < member.length; i++) {
    const d = member[i]!;
    const spread = spreads[d]!;
    // A decile with one stock, or with equal volatilities, has no dispersion to shrink.
    if (!(spread > 0)) continue;
    const gap = means[d]! - volatility[i]!;
    const pull = q * Math.abs(gap);
    volatility[i]! += (pull / (spread + pull)) * gap;
  }
}

function decileOf(cap: number, breakpoints: Float64Array): number {
  let d = 0;
  while (d < breakpoints.length && cap >= breakpoints[d]!) d++;
  return d;
}
