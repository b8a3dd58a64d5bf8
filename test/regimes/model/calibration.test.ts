import { bandOf, calibrate } from '../../../regimes/model/calibration.ts';
import type { Regime } from '../../../regimes/regime.ts';

// Up for forty months, down for twenty, up for forty: peak at 40, trough at 60.
const closes = Array.from({ length: 101 }, (_, i) => 100 + (i <= 40 ? i : i <= 60 ? 80 - i : i - 40));
/** Month-ends from January 2001 on. */
const monthEnd = (at: number) => new Date(Date.UTC(2001, at + 1, 0)).toISOString().slice(0, 10);
const call = (at: number, score: number, label: Regime) => ({ at, monthEnd: monthEnd(at), score, label });
const limits = [0.2, 0.5];

describe('calibration', () => {
  test('counts, by size of score, the labels that agree with the ex-post phases', () => {
    const calls = [
      // In the bear phase, 41 to 60: fifteen strong calls are right, five weak ones wrong.
      ...Array.from({ length: 15 }, (_, k) => call(41 + k, -0.6, 'bearish')),
      ...Array.from({ length: 5 }, (_, k) => call(56 + k, 0.1, 'consolidation')),
      // In a bull phase: ten moderate calls are right.
      ...Array.from({ length: 10 }, (_, k) => call(70 + k, 0.3, 'bullish')),
    ];
    const calibration = calibrate({ closes, calls, limits })!;
    expect(calibration.bands.map((b) => [b.from, b.below, b.months, b.agreed, b.fraction])).toEqual([
      [0, 0.2, 5, 0, 0],
      [0.2, 0.5, 10, 10, 1],
      [0.5, null, 15, 15, 1],
    ]);
    // The first and last month counted.
    expect([calibration.from, calibration.to]).toEqual([monthEnd(41), monthEnd(79)]);
    expect(bandOf(calibration, -0.5)).toBe(calibration.bands[2]);
    expect(bandOf(calibration, 0.499)).toBe(calibration.bands[1]);
  });

  test('has Wilson’s interval: 15 of 15 from 0.7961 to 1', () => {
    const calls = Array.from({ length: 30 }, (_, k) => call(41 + (k % 15), -0.6, 'bearish' as const));
    // Wilson (1927) for n = 30, all agreed: lower bound n / (n + z²) = 30 / 33.8416.
    const [low, high] = calibrate({ closes, calls, limits })!.bands[2]!.interval!;
    expect(low).toBeCloseTo(30 / (30 + 1.96 ** 2), 12);
    expect(high).toBeCloseTo(1, 12);
  });

  test('leaves out the last six months, whose phase is not settled, and is null for less than two years', () => {
    const early = Array.from({ length: 24 }, (_, k) => call(70 + k, 0.3, 'bullish' as const));
    expect(calibrate({ closes, calls: early, limits })!.months).toBe(24);
    const late = Array.from({ length: 24 }, (_, k) => call(72 + k, 0.3, 'bullish' as const));
    expect(calibrate({ closes, calls: late, limits })).toBeNull();
  });
});
