import { readAssets } from '../../src/optimiser/file/read-assets.ts';
import { implausibleFigure } from '../../src/optimiser/plausible-moments.ts';

const figure = (variance: number, expected: number | null = 0.1) =>
  implausibleFigure(['A', 'B'], Float64Array.of(0.04, 0, 0, variance), [0.1, expected])?.message ?? null;

describe('figures beyond sense', () => {
  test.each([
    [1e200, 0.1, 'the variance of B is 1e+200, beyond that of any asset.'],
    [1e-200, 0.1, 'the variance of B is 1e-200, which is indistinguishable from rounding error.'],
    [0.04, 1e300, 'the expected return of B is 1e+300, beyond that of any asset.'],
    [0.04, -1e5, 'the expected return of B is -100000, beyond that of any asset.'],
  ])('a variance of %p and an expected return of %p are refused', (variance, expected, message) => {
    expect(figure(variance, expected)).toBe(message);
  });

  test('cash, an asset without an expected return, and figures in percent are not beyond sense', () => {
    expect(figure(0)).toBeNull();
    expect(figure(0.04, null)).toBeNull();
    expect(figure(900, 12)).toBeNull();
  });

  test('name the line of the file', () => {
    expect(() => readAssets('asset,expected,A,B\nA,0.1,0.04,0\nB,0.1,0,1e-200\n', 'assets.csv')).toThrow(
      'assets.csv: line 3: the variance of B is 1e-200',
    );
  });
});
