import fc from 'fast-check';
import { POSITIONS, type Weights } from '../../../allocations/positions.ts';
import { reversals } from '../../../allocations/rebalance/reversals.ts';
import type { StockSnapshot } from '../../../allocations/stocks/stock-snapshot.ts';
import { halfBandTilt, type ScoredSleeve } from '../../../bench/allocator/half-band.ts';
import { agreement, mistakenLabels } from '../../../bench/allocator/labels.ts';
import { activeOf, COST_A_SIDE, type Walks } from '../../../bench/allocator/pooled.ts';
import type { StudyMonth } from '../../../bench/allocator/study-market.ts';
import { byStyles, type WalkedMonth } from '../../../bench/allocator/walk.ts';
import { YEAR } from '../../../fixtures/calendars/timeline.ts';
import { STYLE_PREMIA, type StylePremia } from '../../../fixtures/equities/factor-table.ts';
import { REGIMES, type Regime } from '../../../regimes/regime.ts';
import { STYLES } from '../../../src/risk/factors.ts';

const SESSIONS = 21;
const LTMOM = STYLES.indexOf('LTMOM');

/** A bullish month of 21 sessions in which the momentum sleeve has an exposure of 1 to LTMOM and value has none. */
function month(regime: Regime): StudyMonth {
  const sessions = { bullish: 0, consolidation: 0, bearish: 0, [regime]: SESSIONS };
  const sleeve = (exposure: number) => {
    const exposureDays = Object.fromEntries(
      REGIMES.map((r) => [r, new Float64Array(STYLES.length)]),
    ) as Record<Regime, Float64Array>;
    exposureDays[regime][LTMOM] = exposure * SESSIONS;
    return { growth: 1, exposureDays };
  };
  return {
    stocks: {} as StockSnapshot,
    regime,
    sessions,
    sleeves: { momentum: sleeve(1), value: sleeve(0) },
  };
}

const held = (weights: Weights, trades: Partial<Record<string, number>> | null): WalkedMonth => ({
  weights,
  trades: trades && POSITIONS.map((id) => trades[id] ?? 0),
  labelChanged: false,
  atEdge: 0,
  sleeves: 2,
  relaxed: [],
  toBouquet: 0,
});

const months = Array.from({ length: 13 }, () => month('bullish'));
const walks = (name: string, walked: readonly WalkedMonth[]): Walks => ({
  name,
  markets: [{ months, walked }],
});
const value = walks(
  'value',
  months.map((_, t) => held({ value: 1 }, t === 0 ? null : {})),
);
const momentum = walks(
  'momentum',
  months.map((_, t) => held({ momentum: 1 }, t === 0 ? null : { momentum: 0.1, value: -0.1 })),
);
const premia = (by: number): StylePremia => ({
  ...STYLE_PREMIA,
  LTMOM: { bullish: 12 * by, consolidation: 0, bearish: 0 },
});

describe('the allocator study', () => {
  test('earns the premium times the true exposure, for the share of the year', () => {
    const { gross } = activeOf(momentum, value, byStyles(premia(1)));
    expect(gross.mean).toBeCloseTo((12 * 12 * SESSIONS) / YEAR, 12);
    expect(gross.interval[0]).toBeCloseTo(gross.mean, 12);
    expect(activeOf(momentum, value, byStyles(premia(-1))).gross.mean).toBeCloseTo(-gross.mean, 12);
  });

  test('finds no active return where the premia are zero, and charges what was traded', () => {
    const { gross, net } = activeOf(momentum, value, byStyles(premia(0)));
    expect(gross.mean).toBe(0);
    // A tenth a month one way, in eleven of the twelve months: the first purchase is free.
    expect(net.mean).toBeCloseTo(-1200 * 2 * COST_A_SIDE * 0.1 * (11 / 12), 12);
  });

  test('gives the same interval again: its draws come from a seed', () => {
    const mixed = walks(
      'mixed',
      momentum.markets[0]!.walked.map((w, t) => (t % 3 ? w : value.markets[0]!.walked[t]!)),
    );
    expect(activeOf(mixed, value, byStyles(premia(1)))).toEqual(activeOf(mixed, value, byStyles(premia(1))));
  });

  test('counts as reversed what the next month trades back', () => {
    const walked = [{ value: 0.2 }, { value: -0.05 }, { value: -0.1 }].map((trades) =>
      held({ value: 1 }, trades),
    );
    const { traded, reversed } = reversals(walked);
    expect(traded).toBeCloseTo(0.25, 12);
    expect(reversed).toBeCloseTo(0.05, 12);
  });

  test('mistakes labels in spells, alike for a seed, for about the share of months that is asked for', async () => {
    const many = Array.from({ length: 3000 }, (_, t) => month(REGIMES[Math.floor(t / 9) % 3]!));
    const labels = mistakenLabels('wrong', 0.3);
    const called = await labels.of(many, 5);
    expect(await labels.of(many, 5)).toEqual(called);
    const { days } = agreement([{ months: many, labels: called }]);
    expect(days).toBeGreaterThan(0.65);
    expect(days).toBeLessThan(0.78);
  });
});

describe('the tilt of half a band', () => {
  const sleeve = fc
    .record({
      base: fc.double({ min: 0.05, max: 0.3, noNaN: true }),
      score: fc.double({ min: -3, max: 3, noNaN: true }),
    })
    .map(({ base, score }) => ({ base, score, low: Math.max(0, base - 0.1), high: base + 0.1 }));
  const sleeves = fc
    .tuple(sleeve, sleeve, sleeve)
    .map((all): ScoredSleeve[] =>
      all.map((s, i) => ({ ...s, id: (['momentum', 'value', 'quality'] as const)[i]! })),
    );

  test('keeps the sum and the bands', () => {
    fc.assert(
      fc.property(sleeves, (all) => {
        const weights = halfBandTilt(all);
        const sum = (of: (s: ScoredSleeve) => number): number => all.reduce((total, s) => total + of(s), 0);
        expect(sum(({ id }) => weights[id]!)).toBeCloseTo(
          sum(({ base }) => base),
          9,
        );
        for (const { id, low, high } of all) {
          expect(weights[id]).toBeGreaterThanOrEqual(low);
          expect(weights[id]).toBeLessThanOrEqual(high);
        }
      }),
    );
  });

  test('is the bouquet where all scores are equal', () => {
    const alike = (['momentum', 'value'] as const).map((id) => ({
      id,
      base: 0.4,
      low: 0.3,
      high: 0.5,
      score: 2,
    }));
    const weights = halfBandTilt(alike);
    expect(weights.momentum).toBeCloseTo(0.4, 12);
    expect(weights.value).toBeCloseTo(0.4, 12);
  });
});
