import type { MarketMemory } from './rolling-market.ts';
import { measured } from './characteristics.ts';

/** What companies earn, own and pay for a rupee of their price, by column; NaN where it is not known. */
export interface PriceRatios {
  readonly earnings: Float64Array;
  readonly book: Float64Array;
  readonly dividends: Float64Array;
}

/** The ratios at the memory's last session: twelve months' earnings and dividends, the newest book value, as known then. */
export const priceRatios = (memory: MarketMemory): PriceRatios => ({
  earnings: measured(memory, { kind: 'earnings-to-price' }),
  book: measured(memory, { kind: 'book-to-price' }),
  dividends: measured(memory, { kind: 'dividend-yield' }),
});

/**
 * A sleeve's valuation as that of one company made of its holdings, the way of index providers: money held over the
 * earnings that fall to it, so 1 ÷ Σ weight × E/P. Losses count as what they are; names without accounts are left out
 * of both sums (both our choice). Null where nothing is known, or where earnings or book value come to no more than 0.
 */
export interface Valuation {
  readonly pe: number | null;
  readonly pb: number | null;
  /** A fraction. */
  readonly dividendYield: number | null;
  /** Of the weight, the part whose earnings are known; the same of book values. */
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

/** Mean by weight over the names whose ratio is known, and their weight. */
function meanKnown(holdings: readonly (readonly [number, number])[], ratio: Float64Array): Mean {
  let known = 0;
  let sum = 0;
  for (const [issuer, weight] of holdings) {
    const of = ratio[issuer]!;
    if (!Number.isFinite(of)) continue;
    known += weight;
    sum += weight * of;
  }
  return { mean: known > 0 ? sum / known : null, known };
}
