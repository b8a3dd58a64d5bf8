import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sobolSequence } from '../../../src/math/random/sobol.ts';
import { describeReference, reference } from '../../reference.ts';

const points = (dimensions: number, count: number, seed: number | null): number[][] => {
  const { point } = sobolSequence(dimensions, seed);
  return Array.from({ length: count }, (_, n) => point(n));
};

test('the first 128 points in 64 dimensions are those of SciPy 1.17 (Joe and Kuo’s numbers), to the bit', () => {
  // scipy.stats.qmc.Sobol(64, scramble=False, bits=32).random(128), as little-endian 32-bit integers.
  const words = Uint32Array.from(points(64, 128, null).flat(), (x) => x * 2 ** 32);
  expect(createHash('sha256').update(words).digest('hex')).toBe(
    'b27545834e9ea20056ea9f57e82ddfdec950628e3802cbe298da3fb604f8dfd6',
  );
});

test('scrambled by any seed, 256 points keep one point in each of 256 intervals, in every dimension', () => {
  for (const seed of [0, 1, 42]) {
    const drawn = points(64, 256, seed);
    for (let d = 0; d < 64; d++) expect(new Set(drawn.map((p) => Math.floor(256 * p[d]!))).size).toBe(256);
  }
});

test('scrambled by any seed, 256 points of two dimensions keep one point in each cell of 16 by 16', () => {
  // The first two dimensions are a (0, 2)-sequence (Sobol 1967).
  for (const seed of [1, 2, 3])
    expect(
      new Set(points(2, 256, seed).map(([x, y]) => 16 * Math.floor(16 * x!) + Math.floor(16 * y!))).size,
    ).toBe(256);
});

test('seeds give different points, and a seed the same again', () => {
  expect(points(3, 8, 1)).toEqual(points(3, 8, 1));
  expect(points(3, 8, 1)).not.toEqual(points(3, 8, 2));
});

test('65 dimensions are refused', () => {
  expect(() => sobolSequence(65, null)).toThrow('1 to 64 dimensions, not 65');
});

describeReference('the known answers of sweeps', () => {
  const { sobol } = JSON.parse(readFileSync(reference('cases', 'sweep_cases.json'), 'utf8')) as {
    readonly sobol: { readonly points: number[][] };
  };
  test('eight points of two dimensions are the published ones', () => {
    expect(points(2, 8, null)).toEqual(sobol.points);
  });
});
