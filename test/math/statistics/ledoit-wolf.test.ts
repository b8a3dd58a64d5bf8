import fc from 'fast-check';
import { ledoitWolf } from '../../../src/math/statistics/ledoit-wolf.ts';

type Matrix = readonly (readonly number[])[];

const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;

/** The sample, its covariance with divisor t, and the asymptotic variances of its entries, t times, as the papers define them. */
function parts(rows: Matrix) {
  const [t, n] = [rows.length, rows[0]!.length];
  const centre = Array.from({ length: n }, (_, i) => mean(rows.map((r) => r[i]!)));
  const x = rows.map((r) => r.map((v, i) => v - centre[i]!));
  const each = (f: (i: number, j: number) => number) =>
    Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => f(i, j)));
  const s = each((i, j) => mean(x.map((r) => r[i]! * r[j]!)));
  const pi = each((i, j) => mean(x.map((r) => (r[i]! * r[j]! - s[i]![j]!) ** 2)));
  return { t, n, x, s, pi, each };
}

const total = (m: Matrix): number => m.flat().reduce((a, b) => a + b, 0);

/** scikit-learn's formula: δ = min(β, d²)/d² in the scaled norm, towards μ·I. */
function identityShrunk(rows: Matrix) {
  const { t, n, x, s, each } = parts(rows);
  const mu = mean(s.map((row, i) => row[i]!));
  const d2 = total(each((i, j) => (s[i]![j]! - (i === j ? mu : 0)) ** 2)) / n;
  // β̄² = 1/t² Σₜ ‖xₜxₜ′ − S‖²
  const b2 =
    x.reduce((sum, r) => sum + total(each((i, j) => (r[i]! * r[j]! - s[i]![j]!) ** 2)) / n, 0) / t ** 2;
  const delta = Math.min(b2, d2) / d2;
  return { delta, matrix: each((i, j) => (1 - delta) * s[i]![j]! + (i === j ? delta * mu : 0)) };
}

/** "Honey, I shrunk the sample covariance matrix", appendix B, term by term. */
function constantCorrelationShrunk(rows: Matrix) {
  const { t, n, x, s, pi, each } = parts(rows);
  const r = each((i, j) => s[i]![j]! / Math.sqrt(s[i]![i]! * s[j]![j]!));
  const rBar = (total(r) - n) / (n * (n - 1));
  const f = each((i, j) => (i === j ? s[i]![i]! : rBar * Math.sqrt(s[i]![i]! * s[j]![j]!)));
  const theta = (k: number, i: number, j: number) =>
    mean(x.map((row) => (row[k]! ** 2 - s[k]![k]!) * (row[i]! * row[j]! - s[i]![j]!)));
  const rho = total(
    each((i, j) =>
      i === j
        ? pi[i]![i]!
        : (rBar / 2) *
          (Math.sqrt(s[j]![j]! / s[i]![i]!) * theta(i, i, j) +
            Math.sqrt(s[i]![i]! / s[j]![j]!) * theta(j, i, j)),
    ),
  );
  const gamma = total(each((i, j) => (f[i]![j]! - s[i]![j]!) ** 2));
  const delta = Math.max(0, Math.min((total(pi) - rho) / gamma / t, 1));
  return { delta, matrix: each((i, j) => (1 - delta) * s[i]![j]! + delta * f[i]![j]!) };
}

describe('the covariance of Ledoit and Wolf', () => {
  const value = fc.double({ min: -0.1, max: 0.1, noNaN: true });
  const table = fc
    .tuple(fc.integer({ min: 3, max: 6 }), fc.integer({ min: 6, max: 25 }))
    .chain(([n, t]) =>
      fc.array(fc.array(value, { minLength: n, maxLength: n }), { minLength: t, maxLength: t }),
    );

  test.each([
    ['identity', identityShrunk],
    ['constant-correlation', constantCorrelationShrunk],
  ] as const)('towards %s is that of the published formula, computed term by term', (target, published) => {
    fc.assert(
      fc.property(table, (rows) => {
        const [t, n] = [rows.length, rows[0]!.length];
        fc.pre(parts(rows).s.every((row, i) => row[i]! > 1e-5));
        const { covariance, intensity } = ledoitWolf(Float64Array.from(rows.flat()), t, n, target);
        const { delta, matrix } = published(rows);
        fc.pre(Number.isFinite(delta));
        expect(intensity).toBeCloseTo(delta, 6);
        matrix.flat().forEach((v, at) => expect(covariance[at]!).toBeCloseTo((v * t) / (t - 1), 9));
      }),
      { numRuns: 60 },
    );
  });
});
