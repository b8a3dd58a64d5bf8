import fc from 'fast-check';
import { type BandedAsset, bandedWeights } from '../../../allocations/inverse-volatility/banded-weights.ts';

const weights = (lines: readonly BandedAsset[], total = 1): number[] =>
  bandedWeights(lines, total).map((w) => w.weight);
const sum = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0);

describe('inverse volatility within bands, worked out by hand', () => {
  test('wide bands give base ÷ volatility, rescaled', () => {
    // 0.5/10 : 0.5/20 = 2 : 1
    const lines = [
      { base: 0.5, volatility: 10, low: 0, high: 1 },
      { base: 0.5, volatility: 20, low: 0, high: 1 },
    ];
    expect(weights(lines)[0]).toBeCloseTo(2 / 3, 14);
    expect(weights(lines)[1]).toBeCloseTo(1 / 3, 14);
  });

  test('equal volatilities leave the base weights unchanged', () => {
    const lines = [0.2, 0.3, 0.5].map((base) => ({
      base,
      volatility: 17,
      low: base - 0.1,
      high: base + 0.1,
    }));
    weights(lines).forEach((w, i) => expect(w).toBeCloseTo(lines[i]!.base, 14));
  });

  test('the excess of a capped sleeve goes to the others in proportion to base ÷ volatility', () => {
    // Base ÷ volatility: 0.4/10, 0.3/20, 0.3/30 = 0.04, 0.015, 0.01. Unconstrained: 0.615, 0.231, 0.154; the first stops at 0.5. The
    // other two share 0.5 as 3 : 2, which is 0.3 and 0.2, inside their bands of 0.2 to 0.4.
    const lines = [
      { base: 0.4, volatility: 10, low: 0.3, high: 0.5 },
      { base: 0.3, volatility: 20, low: 0.2, high: 0.4 },
      { base: 0.3, volatility: 30, low: 0.2, high: 0.4 },
    ];
    const placed = bandedWeights(lines, 1);
    [0.5, 0.3, 0.2].forEach((w, i) => expect(placed[i]!.weight).toBeCloseTo(w, 14));
    expect(placed[0]!.atBound).toBe('high');
    expect(placed[1]!.atBound).toBeNull();
  });

  test('a sleeve with zero base weight has zero weight, whatever its band', () => {
    const lines = [
      { base: 1, volatility: 15, low: 0.9, high: 1 },
      { base: 0, volatility: 5, low: 0, high: 0.1 },
    ];
    expect(weights(lines)).toEqual([1, 0]);
  });

  test('zero-width bands keep every weight at its base', () => {
    const lines = [0.25, 0.75].map((base, i) => ({ base, volatility: 10 + i, low: base, high: base }));
    expect(weights(lines)).toEqual([0.25, 0.75]);
  });

  test('infeasible bands throw with their sums', () => {
    const lines = [
      { base: 0.5, volatility: 10, low: 0.1, high: 0.4 },
      { base: 0.5, volatility: 10, low: 0.1, high: 0.5 },
    ];
    expect(() => bandedWeights(lines, 1)).toThrow('bands allow sums from 0.2 to 0.9, not 1');
    expect(() => bandedWeights(lines, 0.1)).toThrow('bands allow sums from 0.2 to 0.9, not 0.1');
  });
});

/** Bouquets of up to nine sleeves with bands around their base weights, as the rule book makes them. */
const bouquets = fc
  .array(
    fc.record({
      parts: fc.integer({ min: 0, max: 100 }),
      volatility: fc.double({ min: 2, max: 90, noNaN: true }),
      width: fc.double({ min: 0, max: 0.5, noNaN: true }),
    }),
    { minLength: 1, maxLength: 9 },
  )
  .filter((rows) => sum(rows.map((r) => r.parts)) > 0)
  .map((rows): BandedAsset[] => {
    const all = sum(rows.map((r) => r.parts));
    return rows.map(({ parts, volatility, width }) => {
      const base = parts / all;
      return { base, volatility, low: Math.max(0, base - width), high: Math.min(1, base + width) };
    });
  });

/** The same definition solved by bisection on c: an independent solution. */
function byBisection(lines: readonly BandedAsset[], total: number): number[] {
  const at = (c: number) => lines.map((l) => Math.min(l.high, Math.max(l.low, (c * l.base) / l.volatility)));
  let [low, high] = [0, 1e9];
  for (let i = 0; i < 200; i++) {
    const middle = (low + high) / 2;
    if (sum(at(middle)) < total) low = middle;
    else high = middle;
  }
  return at(high);
}

describe('inverse volatility within bands, for any bouquet', () => {
  test('weights sum to the total and stay within their bands', () => {
    fc.assert(
      fc.property(bouquets, (lines) => {
        const w = weights(lines);
        expect(Math.abs(sum(w) - 1)).toBeLessThan(1e-12);
        lines.forEach((l, i) => {
          expect(w[i]).toBeGreaterThanOrEqual(l.low);
          expect(w[i]).toBeLessThanOrEqual(l.high);
        });
      }),
    );
  });

  test('bisection finds the same weights', () => {
    fc.assert(
      fc.property(bouquets, (lines) => {
        const other = byBisection(lines, 1);
        weights(lines).forEach((w, i) => expect(w).toBeCloseTo(other[i]!, 9));
      }),
    );
  });

  test('sleeves inside their bands have weights proportional to base ÷ volatility', () => {
    fc.assert(
      fc.property(bouquets, (lines) => {
        const placed = bandedWeights(lines, 1);
        const ratios = placed.flatMap((p, i) => {
          const l = lines[i]!;
          const inside = p.weight > l.low + 1e-9 && p.weight < l.high - 1e-9;
          return inside ? [(p.weight * l.volatility) / l.base] : [];
        });
        for (const r of ratios) expect(Math.abs(r / ratios[0]! - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  test('the unit of volatility does not matter', () => {
    fc.assert(
      fc.property(bouquets, fc.double({ min: 0.01, max: 100, noNaN: true }), (lines, unit) => {
        const other = weights(lines.map((l) => ({ ...l, volatility: l.volatility * unit })));
        weights(lines).forEach((w, i) => expect(w).toBeCloseTo(other[i]!, 10));
      }),
    );
  });

  test('a sleeve that becomes more volatile never gains weight, and no other loses', () => {
    fc.assert(
      fc.property(bouquets, fc.nat(8), fc.double({ min: 1, max: 4, noNaN: true }), (lines, pick, wilder) => {
        const at = pick % lines.length;
        const before = weights(lines);
        const after = weights(
          lines.map((l, i) => (i === at ? { ...l, volatility: l.volatility * wilder } : l)),
        );
        after.forEach((w, i) => {
          if (i === at) expect(w).toBeLessThanOrEqual(before[i]! + 1e-12);
          else expect(w).toBeGreaterThanOrEqual(before[i]! - 1e-12);
        });
      }),
    );
  });
});
