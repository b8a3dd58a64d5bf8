import { SLEEVES, type SleeveId } from '../../../allocations/positions.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { day } from '../../../src/market/day.ts';
import { FACTOR_COUNT, STYLE_COUNT } from '../../../src/risk/factors.ts';

/** Three stocks of one industry, each with 2 % daily specific risk and 1 % market risk. */
export const STOCKS = ['INE000A01012', 'INE000B01010', 'INE000C01018'] as const;

/** Momentum holds the first two stocks in equal parts, quality the last two; the other sleeves are empty. */
export function threeStockSnapshot(prices: readonly number[] = [100, 250.5, 1000]): StockSnapshot {
  const covariance = new Float64Array(FACTOR_COUNT * FACTOR_COUNT);
  for (let k = 0; k < FACTOR_COUNT; k++) covariance[k * FACTOR_COUNT + k] = k === 0 ? 1e-4 : 1e-12;
  const day1 = day('2025-01-15');
  const held = (...issuers: number[]) => ({
    holdings: issuers.map((issuer) => ({ issuer, weight: 1 / issuers.length })),
    levels: { day: [day1], total: [1000] },
  });
  const sleeves = Object.fromEntries(SLEEVES.map((id) => [id, null])) as Record<
    SleeveId,
    StockSnapshot['sleeves'][SleeveId]
  >;
  return {
    day: day1,
    issuers: STOCKS.map((isin, i) => ({
      isin,
      symbol: `S${i}`,
      name: `Stock ${i}`,
      industry: 0,
      listedOn: null,
    })),
    riskModel: {
      day: day1,
      horizon: 21,
      styles: new Float64Array(3 * STYLE_COUNT),
      industry: new Uint8Array(3),
      covariance,
      specificVolatility: new Float64Array(3).fill(0.02),
    },
    market: [0, 1, 2].map((issuer) => ({ issuer, weight: 1 / 3 })),
    sleeves: { ...sleeves, momentum: held(0, 1), quality: held(1, 2) },
    price: Float64Array.from(prices),
    lastTraded: [day1, day1, day1],
    tradedValue: new Float64Array(3).fill(1e8),
  };
}
