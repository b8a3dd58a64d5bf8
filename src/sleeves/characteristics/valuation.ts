import type { RollingMarket } from './rolling-market.ts';
import { characteristicValues } from './characteristics.ts';

/** Earnings, book value and dividends per rupee of price, by column; NaN where unknown. */
export interface PriceRatios {
  readonly earnings: Float64Array;
  readonly book: Float64Array;
  readonly dividends: Float64Array;
}

/** The ratios at the market's current session: twelve months' earnings and dividends, the latest book value, as known then. */
export const priceRatios = (market: RollingMarket): PriceRatios => ({
  earnings: characteristicValues(market, { kind: 'earnings-to-price' }),
  book: characteristicValues(market, { kind: 'book-to-price' }),
  dividends: characteristicValues(market, { kind: 'dividend-yield' }),
});

/**
 * Valuation of a sleeve as one company made of its holdings, as index providers compute it (harmonic mean): P/E =
 * 1 ÷ Σ weight × E/P. Losses count as negative earnings; stocks without accounts are left out of both sums (both our
 * choice). A ratio is null if nothing is known, or if earnings or book value are not positive.
 */
export interface Valuation {
  readonly pe: number | null;
  readonly pb: number | null;
  /** A fraction. */
  readonly dividendYield: number | null;
  /** The fraction of the weight whose earnings are known; likewise for book values. */
  readonly earningsKnown: number;
  readonly bookKnown: number;
}

export function valuationOf(
  holdings: readonly (readonly [issuer: number, weight: number])[],
  { earnings, book, dividends }: PriceRatios,
): Valuation {
  const [e, b, d] = [earnings, book, dividends].map((ratio) => meanKnown(holdings, ratio)) as [
    Mean,
    Mean,
    Mean,
  ];
  const price = (perRupee: number | null): number | null =>
    perRupee !== null && perRupee > 0 ? 1 / perRupee : null;
  return {
    pe: price(e.mean),
    pb: price(b.mean),
    dividendYield: d.mean,
    earningsKnown: e.known,
    bookKnown: b.known,
  };
}

interface Mean {
  readonly mean: number | null;
  readonly known: number;
}

/** Weighted mean over the stocks whose ratio is known, and their total weight. */
function meanKnown(holdings: readonly (readonly [number, number])[], ratio: Float64Array): Mean {
  let known = 0;
  let sum = 0;
  for (const [issuer, weight] of holdings) {
    const value = ratio[issuer]!;
    if (!Number.isFinite(value)) continue;
    known += weight;
    sum += weight * value;
  }
  return { mean: known > 0 ? sum / known : null, known };
}
