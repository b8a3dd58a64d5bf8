import { mean, sampleStandardDeviation } from 'simple-statistics';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import type { Decision } from '../../../src/decision/document/decision.ts';
import { iso } from '../../../src/market/day.ts';
import { riskYear } from '../../../src/pack/health/risk-year.ts';
import { FACTOR_COUNT, INDUSTRY_AT, STYLE_COUNT } from '../../../src/risk/factors.ts';
import { ISSUERS, madeSessions } from '../../report/risk/model.fixture.ts';

/** Factors are uncorrelated: 1 % a day for the market and 0.5 % for the others; specific risk is 1.5 %. */
const sessions = madeSessions(130);
const [MARKET, OTHER, SPECIFIC] = [0.01 ** 2, 0.005 ** 2, 0.015 ** 2];
const last = sessions.at(-1)!;
const N = ISSUERS.length;
const totalCap = last.marketCap.reduce((sum, x) => sum + x, 0);

const snapshot = {
  issuers: ISSUERS,
  riskModel: { industry: last.industry, specificVolatility: last.specificVolatility },
  sleeves: {},
} as unknown as StockSnapshot;

const holding = (weights: Readonly<Record<number, number>>, final: object = {}): Decision =>
  ({
    allocation: {
      method: 'risk-model',
      final,
      riskModel: {
        stocks: Object.entries(weights).map(([i, w]) => ({ isin: ISSUERS[Number(i)]!.isin, final: w })),
      },
    },
  }) as unknown as Decision;

const annual = (variance: number): number => 100 * Math.sqrt(252 * variance);
const stylesOf = (i: number): number =>
  last.styles.subarray(i * STYLE_COUNT, (i + 1) * STYLE_COUNT).reduce((sum, x) => sum + x * x, 0);

describe('the decided stocks through a year of the risk model', () => {
  test('one stock has the risk of its own exposures, in the parts that they make of its variance', () => {
    const { path, from, to, sessions: count } = riskYear(holding({ 7: 0.4 }), sessions, snapshot)!;
    const parts = { market: MARKET, styles: stylesOf(7) * OTHER, industries: OTHER, specific: SPECIFIC };
    const variance = Object.values(parts).reduce((sum, x) => sum + x, 0);
    expect([from, to, count]).toEqual([iso(sessions[0]!.day), iso(last.day), 130]);
    // From 1 January 2021 on: month-ends of four whole months, and the last session, of May.
    expect(path.map((p) => p.day)).toEqual([
      '2021-01-31',
      '2021-02-28',
      '2021-03-31',
      '2021-04-30',
      iso(last.day),
    ]);
    for (const { volatility, variance: found } of path) {
      expect(volatility).toBeCloseTo(0.4 * annual(variance), 9);
      for (const part of ['market', 'styles', 'industries', 'specific'] as const)
        expect(found[part]).toBeCloseTo(parts[part] / variance, 9);
    }
  });

  test('all stocks by market value are the market: beta of 1 and no tracking error', () => {
    const weights = Object.fromEntries(ISSUERS.map((_, i) => [i, last.marketCap[i]! / totalCap]));
    for (const { beta, trackingError } of riskYear(holding(weights), sessions, snapshot)!.path) {
      expect(beta).toBeCloseTo(1, 9);
      expect(trackingError).toBeCloseTo(0, 6);
    }
  });

  test('the bias of daily forecasts is the deviation of the next session’s returns in units of the forecast', () => {
    const { forecasts } = riskYear(holding({ 7: 0.4 }), sessions, snapshot)!;
    const daily = forecasts.find((f) => f.of === 'portfolio' && f.horizon === 1)!;
    const deviation = Math.sqrt(MARKET + (stylesOf(7) + 1) * OTHER + SPECIFIC);
    const ratios = sessions.slice(1).map((s) => s.returns[7]! / deviation);
    expect(daily.observations).toBe(129);
    expect(daily.bias).toBeCloseTo(sampleStandardDeviation(ratios), 9);
    expect(Math.abs(daily.bias - 1)).toBeLessThan(3 / Math.sqrt(2 * 129));
    expect(daily.isInBand).toBe(daily.bias > daily.low && daily.bias < daily.high);
    expect(mean([daily.low, daily.high])).toBeCloseTo(1, 12);
  });

  test('a sleeve that is held by its index has the exposures and the specific risk of the index', () => {
    const exposures = new Float64Array(FACTOR_COUNT);
    exposures[0] = 1;
    exposures[INDUSTRY_AT + 3] = 0.5;
    const withIndex = {
      ...snapshot,
      riskModel: {
        ...snapshot.riskModel,
        indexExposures: exposures,
        specificVolatility: Float64Array.from([...last.specificVolatility, 0.004]),
      },
      sleeves: {
        momentum: {
          holdings: [{ issuer: N, weight: 1 }],
          levels: { day: sessions.map((s) => s.day), total: sessions.map((_, t) => 100 * 1.001 ** t) },
        },
      },
    } as unknown as StockSnapshot;
    const { path, forecasts } = riskYear(holding({}, { momentum: 0.5 }), sessions, withIndex)!;
    const variance = MARKET + 0.25 * OTHER + 0.004 ** 2;
    for (const { volatility, variance: found } of path) {
      expect(volatility).toBeCloseTo(0.5 * annual(variance), 9);
      expect(found.specific).toBeCloseTo(0.004 ** 2 / variance, 9);
    }
    // It rises evenly, so its returns do not deviate at all.
    expect(forecasts.find((f) => f.of === 'portfolio' && f.horizon === 1)!.bias).toBeCloseTo(0, 9);
  });

  test('is none without stocks, or with fewer sessions than a quarter has', () => {
    expect(riskYear(holding({ 7: 1 }), sessions, null)).toBeNull();
    expect(riskYear(holding({}), sessions, snapshot)).toBeNull();
    expect(riskYear(holding({ 7: 1 }), sessions.slice(0, 62), snapshot)).toBeNull();
    expect(riskYear(holding({ 7: 1 }), sessions.slice(0, 63), snapshot)).not.toBeNull();
  });
});
