import type { SleeveId } from '../../../allocations/positions.ts';
import { SLEEVES } from '../../../allocations/positions.ts';
import type { SleeveOfStocks, StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { addDays, type Day, day } from '../../../src/market/day.ts';
import { normal } from '../../../src/math/random/distributions.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import {
  FACTOR_COUNT,
  type Factor,
  FACTORS,
  type Industry,
  INDUSTRIES,
  type Style,
  STYLES,
} from '../../../src/risk/factors.ts';

export interface StockSpec {
  readonly symbol: string;
  /** Market value in any unit. */
  readonly size: number;
  readonly industry?: Industry;
  readonly styles?: Partial<Record<Style, number>>;
  /** Daily; null for a stock that the model does not cover. */
  readonly specific?: number | null;
}

export interface MarketSpec {
  readonly stocks: readonly StockSpec[];
  readonly sleeves: Partial<Record<SleeveId, Readonly<Record<string, number>>>>;
  /** Daily factor volatilities, 0 by default; factors are independent. */
  readonly factors: Partial<Record<Factor, number>>;
  readonly on?: Day;
  /** Growth factor of each sleeve over the last 30 days. */
  readonly growth?: Partial<Record<SleeveId, number>>;
  /** Daily traded value of each stock in ₹. */
  readonly tradedValue?: number;
}

export const ON = day('2025-01-15');

/** A stock snapshot from a specification; omitted values are zero. */
export function stockSnapshot(spec: MarketSpec): StockSnapshot {
  const { stocks, sleeves, factors, on = ON, growth: grown = {}, tradedValue = NaN } = spec;
  const n = stocks.length;
  const isCovered = (s: StockSpec): boolean => s.specific !== null;
  const total = stocks.filter(isCovered).reduce((sum, s) => sum + s.size, 0);
  const covariance = new Float64Array(FACTOR_COUNT * FACTOR_COUNT);
  FACTORS.forEach((f, k) => (covariance[k * (FACTOR_COUNT + 1)] = (factors[f] ?? 0) ** 2));
  const sleeveOf = (id: SleeveId): SleeveOfStocks | null => {
    const held = sleeves[id];
    if (!held) return null;
    return {
      holdings: Object.entries(held).map(([symbol, weight]) => ({
        issuer: stocks.findIndex((s) => s.symbol === symbol),
        weight,
      })),
      levels: { day: [addDays(on, -30), on], total: [1000, 1000 * (grown[id] ?? 1)] },
    };
  };
  return {
    day: on,
    issuers: stocks.map((s) => ({
      isin: `INE${s.symbol}`,
      symbol: s.symbol,
      name: `${s.symbol} Limited`,
      industry: INDUSTRIES.indexOf(s.industry ?? 'BANKS'),
      listedOn: null,
    })),
    riskModel: {
      day: on,
      horizon: 21,
      styles: Float64Array.from(
        stocks.flatMap((s) => STYLES.map((k) => (isCovered(s) ? (s.styles?.[k] ?? 0) : NaN))),
      ),
      industry: Uint8Array.from(stocks, (s) => INDUSTRIES.indexOf(s.industry ?? 'BANKS')),
      covariance,
      specificVolatility: Float64Array.from(stocks, (s) =>
        s.specific === null ? NaN : (s.specific ?? 0.01),
      ),
    },
    market: stocks.flatMap((s, issuer) => (isCovered(s) ? [{ issuer, weight: s.size / total }] : [])),
    sleeves: Object.fromEntries(SLEEVES.map((id) => [id, sleeveOf(id)])) as StockSnapshot['sleeves'],
    price: new Float64Array(n).fill(100),
    lastTraded: stocks.map(() => on),
    tradedValue: new Float64Array(n).fill(tradedValue),
  };
}

/** Daily factor volatilities similar to INEC-1’s. */
const USUAL_FACTORS: Partial<Record<Factor, number>> = Object.fromEntries(
  FACTORS.map((f, k) => [f, k === 0 ? 0.01 : k <= STYLES.length ? 0.0025 : 0.005]),
);

/** A random market, determined by its seed: nine sleeves, each of the stocks with the highest exposure to one style. */
export function randomMarket(seed: number, names = 120, each = 30): MarketSpec {
  const stream = randomStream(seed).split('made-market');
  const stocks = Array.from({ length: names }, (_, i): StockSpec & { styles: Record<Style, number> } => ({
    symbol: `S${i}`,
    size: Math.exp(1.2 * normal(stream)),
    industry: INDUSTRIES[Math.floor(INDUSTRIES.length * stream.uniform() ** 1.5)]!,
    styles: Object.fromEntries(STYLES.map((k) => [k, Math.max(-3, Math.min(3, normal(stream)))])) as Record<
      Style,
      number
    >,
    specific: 0.01 + 0.015 * stream.uniform(),
  }));
  const own: Readonly<Record<SleeveId, readonly [Style, number]>> = {
    momentum: ['LTMOM', 1],
    alpha: ['GROWTH', 1],
    value: ['VALUE', 1],
    'small-cap': ['SIZE', 1],
    'micro-cap': ['LIQUIDITY', -1],
    'low-volatility': ['LOWVOL', 1],
    dividend: ['EARNYIELD', 1],
    quality: ['PROFIT', 1],
    contrarian: ['STREV', 1],
  };
  const sleeves = Object.fromEntries(
    SLEEVES.map((id) => {
      const [style, sign] = own[id];
      const best = [...stocks].sort((a, b) => sign * (b.styles[style] - a.styles[style])).slice(0, each);
      const size = best.reduce((sum, s) => sum + s.size ** 0.5, 0);
      return [id, Object.fromEntries(best.map((s) => [s.symbol, s.size ** 0.5 / size]))];
    }),
  );
  const grown = Object.fromEntries(SLEEVES.map((id) => [id, Math.exp(0.03 * normal(stream))]));
  return { stocks, sleeves, factors: USUAL_FACTORS, growth: grown, tradedValue: 5e8 };
}
