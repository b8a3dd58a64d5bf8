import fc from 'fast-check';
import { cholesky, invertLower, squareOfInverse } from '../../../src/math/linear-algebra/cholesky.ts';
import { floorEigenvalues } from '../../../src/math/linear-algebra/eigen-floor.ts';
import { qrLeastSquares } from '../../../src/math/linear-algebra/householder.ts';
import { randomStream } from '../../../src/math/random/random.ts';
import { fromEigen, symmetricEigen } from '../../../src/math/linear-algebra/symmetric-eigen.ts';
import { sampleCovariance } from '../../../src/math/random/wishart.ts';
import { solveDense } from '../../risk/regression/dense-solve.fixture.ts';

const product = (a: Float64Array, b: Float64Array, n: number): Float64Array =>
  a.map((_, at) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += a[Math.floor(at / n) * n + k]! * b[k * n + (at % n)]!;
    return sum;
  });
const transposed = (a: Float64Array, n: number): Float64Array =>
  a.map((_, at) => a[(at % n) * n + Math.floor(at / n)]!);
const identity = (n: number): Float64Array =>
  Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) ? 0 : 1));
const gap = (a: Float64Array, b: Float64Array): number =>
  a.reduce((largest, v, i) => Math.max(largest, Math.abs(v - b[i]!)), 0);

const squares = fc.integer({ min: 1, max: 12 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    a: fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n * n, maxLength: n * n })
      .map((v) => Float64Array.from(v)),
  }),
);

describe('Cholesky', () => {
  test('reproduces the matrix, and gives its inverse', () => {
    fc.assert(
      fc.property(squares, ({ n, a }) => {
        const definite = product(a, transposed(a, n), n).map((v, at) => v + (at % (n + 1) ? 0 : 1));
        const l = cholesky(definite, n)!;
        expect(gap(product(l, transposed(l, n), n), definite)).toBeLessThan(1e-13);
        const inverse = squareOfInverse(invertLower(l, n), n);
        expect(gap(product(inverse, definite, n), identity(n))).toBeLessThan(1e-12);
      }),
    );
  });

  test('refuses matrices that are not positive definite or contain NaN', () => {
    expect(cholesky(Float64Array.of(1, 2, 2, 1), 2)).toBeNull();
    expect(cholesky(Float64Array.of(1, 1, 1, 1), 2)).toBeNull();
    expect(cholesky(Float64Array.of(NaN), 1)).toBeNull();
  });
});

describe('eigenvalues of a symmetric matrix', () => {
  test('of the second difference are 2 − 2cos(kπ/(n + 1)), as in theory', () => {
    const n = 39;
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      a[i * (n + 1)] = 2;
      if (i > 0) a[i * n + i - 1] = a[(i - 1) * n + i] = -1;
    }
    const { values } = symmetricEigen(a, n);
    values.forEach((v, k) => expect(v).toBeCloseTo(2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1)), 13));
  });

  test('come with orthonormal vectors that reproduce the matrix, singular or not', () => {
    fc.assert(
      fc.property(squares, fc.boolean(), ({ n, a }, singular) => {
        const b = singular ? a.map((v, at) => (at % n === 0 ? 0 : v)) : a;
        const symmetric = product(b, transposed(b, n), n).map(
          (v, at, all) => (v + all[(at % n) * n + Math.floor(at / n)]!) / 2,
        );
        const eigen = symmetricEigen(symmetric, n);
        expect(gap(fromEigen(eigen, eigen.values), symmetric)).toBeLessThan(1e-13);
        expect(gap(product(transposed(eigen.vectors, n), eigen.vectors, n), identity(n))).toBeLessThan(1e-13);
        expect([...eigen.values]).toEqual([...eigen.values].sort((x, y) => x - y));
      }),
    );
  });

  test('are found with their multiplicity: those of I + 11′ are 1 and, once, n + 1', () => {
    const n = 39;
    const a = new Float64Array(n * n).map((_, at) => (at % (n + 1) ? 1 : 2));
    const { values, vectors } = symmetricEigen(a, n);
    values.forEach((v, k) => expect(v).toBeCloseTo(k === n - 1 ? n + 1 : 1, 12));
    expect(gap(product(transposed(vectors, n), vectors, n), identity(n))).toBeLessThan(1e-13);
  });

  test('scale with the matrix, however small it is', () => {
    const a = Float64Array.of(2, 1, 0, 1, 2, 1, 0, 1, 2);
    const { values } = symmetricEigen(a, 3);
    const tiny = symmetricEigen(
      a.map((x) => x * 2 ** -700),
      3,
    );
    expect([...tiny.values]).toEqual(Array.from(values, (v) => v * 2 ** -700));
  });

  test('are refused for a matrix with a missing entry', () => {
    expect(() => symmetricEigen(Float64Array.of(NaN), 1)).toThrow('not finite');
  });
});

describe('the floor under eigenvalues', () => {
  test('leaves a well-conditioned correlation matrix unchanged', () => {
    const r = Float64Array.of(1, 0.5, 0.5, 1);
    expect(floorEigenvalues(r, 2, 1e-3)).toBe(r);
  });

  test('makes an indefinite matrix positive definite, with a unit diagonal', () => {
    const r = Float64Array.of(1, 0.9, -0.9, 0.9, 1, 0.9, -0.9, 0.9, 1);
    const raised = floorEigenvalues(r, 3, 1e-3);
    expect([raised[0], raised[4], raised[8]]).toEqual([1, 1, 1]);
    expect(symmetricEigen(raised, 3).values[0]).toBeGreaterThan(5e-4);
  });
});

describe('least squares by QR', () => {
  test('agree with the normal equations and leave out a collinear column', () => {
    const stream = randomStream(5);
    const rows = 40;
    const table = Float64Array.from({ length: rows * 5 }, () => stream.uniform() - 0.5);
    for (let i = 0; i < rows; i++) table[i * 5 + 2] = table[i * 5]! - 2 * table[i * 5 + 1]!;
    const kept = [0, 1, 3];
    const cross = new Float64Array(9);
    const right = new Float64Array(3);
    const lengths = new Float64Array(4);
    for (let i = 0; i < rows; i++) {
      for (let c = 0; c < 4; c++) lengths[c]! += table[i * 5 + c]! ** 2;
      kept.forEach((c, p) => {
        right[p]! += table[i * 5 + c]! * table[i * 5 + 4]!;
        kept.forEach((d, q) => (cross[p * 3 + q]! += table[i * 5 + c]! * table[i * 5 + d]!));
      });
    }
    const expected = solveDense(cross, right);
    const fit = qrLeastSquares(table.slice(), rows, 4, lengths);
    expect(fit.leftOut).toEqual([2]);
    kept.forEach((c, p) => {
      expect(fit.coefficients[c]).toBeCloseTo(expected[p]!, 13);
      const unit = new Float64Array(3);
      unit[p] = 1;
      const column = solveDense(cross, unit);
      kept.forEach((d, q) => expect(fit.inverse[d * 4 + c]).toBeCloseTo(column[q]!, 12));
    });
    expect(fit.coefficients[2]).toBe(0);
  });
});

test('sample covariances by Bartlett’s decomposition have the mean and the variance of a Wishart matrix', () => {
  const variances = Float64Array.of(4, 1, 0.25);
  const days = 50;
  const draws = 4000;
  const stream = randomStream(6);
  const means = new Float64Array(9);
  const spreads = new Float64Array(9);
  for (let m = 0; m < draws; m++) {
    sampleCovariance(variances, days, stream).forEach((v, at) => {
      means[at]! += v / draws;
      spreads[at]! += (v * v) / draws;
    });
  }
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const size = variances[i]! * variances[j]!;
      const variance = (size * (i === j ? 2 : 1)) / days; // Var S_ij = (σ_ij² + σ_ii σ_jj)/T
      const mean = i === j ? variances[i]! : 0;
      expect(Math.abs(means[i * 3 + j]! - mean)).toBeLessThan(4 * Math.sqrt(variance / draws));
      expect((spreads[i * 3 + j]! - means[i * 3 + j]! ** 2) / variance).toBeCloseTo(1, 0.8);
    }
  }
  expect(() => sampleCovariance(variances, 3, stream)).toThrow(RangeError);
  expect(() => sampleCovariance(variances, 4, stream)).not.toThrow();
});
