import fc from 'fast-check';
import { UserError } from '../../../src/market/problem.ts';
import { readAssets } from '../../../src/optimiser/file/read-assets.ts';

type Options = Parameters<typeof readAssets>[3];

const csv = (names: readonly string[], rows: readonly (readonly (number | string)[])[], months = 1): string =>
  [
    `date,${names.join(',')}`,
    ...rows.map((row, k) => {
      const at = new Date(Date.UTC(2015, k * months + 1, 0)).toISOString().slice(0, 10);
      return `${at},${row.join(',')}`;
    }),
  ].join('\n');

function rejection(text: string, perYear?: number, options?: Options): string {
  try {
    readAssets(text, 'assets.csv', perYear, options);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
}

const matrixOf = (text: string, perYear?: number, options?: Options): number[] => {
  const { covariance } = readAssets(text, 'assets.csv', perYear, options).assets;
  if (covariance.kind !== 'dense') throw new Error('expected a dense covariance');
  return [...covariance.matrix];
};

const price = fc.double({ min: 0.8, max: 5000, noNaN: true });
const returnOf = fc.double({ min: -0.15, max: 0.15, noNaN: true });

describe('prices in place of returns', () => {
  test('are recognised and refused with the remedy, whatever their level', () => {
    fc.assert(
      fc.property(price, fc.array(returnOf, { minLength: 4, maxLength: 30 }), (first, returns) => {
        const levels = [first];
        for (const r of returns) levels.push(levels.at(-1)! * (1 + r / 3));
        fc.pre(levels.every((v) => v > 0.25));
        expect(
          rejection(
            csv(
              ['FUND'],
              levels.map((v) => [v]),
            ),
          ),
        ).toMatch(
          /line 2: FUND returns [\d.e+]+ % in a period: these look like prices\. Give returns as decimals, or --prices/,
        );
      }),
    );
  });

  test('become simple returns if requested', () => {
    const options = { prices: true };
    expect(
      matrixOf(
        csv(
          ['A', 'B'],
          [
            [100, 50],
            [110, 50.5],
            [99, 51.005],
            [108.9, 50],
          ],
        ),
        12,
        options,
      ),
    ).toEqual(
      expect.arrayContaining([
        expect.closeTo((12 * (2 * (0.1 - 1 / 30) ** 2 + (0.1 + 1 / 30) ** 2)) / 2, 12),
      ]),
    );
    expect(rejection(csv(['A'], [[100], [0], [99]]), 12, options)).toContain('line 3: the price of A is 0');
    expect(rejection(csv(['A'], [[0.02], [-0.01], [0.03]]), 12, options)).toContain(
      'leave out --prices if the file holds returns',
    );
  });

  test('are not suspected in returns, cash or a single wild month', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(returnOf, returnOf), { minLength: 4, maxLength: 30 }), (rows) => {
        const wild = rows.map((row, k) => (k === 1 ? [2.5, 0.004] : [row[0], 0.004]));
        expect(rejection(csv(['SMALL', 'LIQUID'], wild))).toBe('accepted');
      }),
    );
  });

  test('are distinguished from percentages', () => {
    expect(rejection(csv(['A'], [[0.9], [-0.4], [0.6], [0.8]]))).toContain('these look like percentages');
  });
});

test('an asset with the same return in every row is cash, with a variance of exactly 0', () => {
  const rows = [[0.021], [-0.013], [0.034], [0.012]].map(([r]) => [r!, 0.1 / 3]);
  expect(matrixOf(csv(['EQUITY', 'LIQUID'], rows)).slice(1)).toEqual([0, 0, 0]);
});

describe('the time unit of returns', () => {
  const rows = [[0.02], [-0.01], [0.03], [0.01]];
  test.each([
    [1, 'a month', 12],
    [3, 'a quarter', 4],
    [6, 'half a year', 2],
    [12, 'a year', null],
    [5, 'a period of the file', null],
  ])('of rows %d months apart is %s', (months, name, perYear) => {
    expect(readAssets(csv(['A'], rows, months), 'assets.csv').period).toEqual({ name, perYear });
  });

  test('is a year once annualised, and a number of periods that contradicts the dates has a warning', () => {
    const monthly = readAssets(csv(['A'], rows), 'assets.csv', 12);
    expect([monthly.period.name, monthly.problems]).toEqual(['a year', []]);
    const daily = readAssets(csv(['A'], rows), 'assets.csv', 252);
    expect(daily.problems[0]!.message).toContain('the dates are a month apart');
    expect(daily.problems[0]!.remedy).toBe('Give --per-year 12.');
  });
});

describe('histories of unequal length', () => {
  const rows = [
    [0.02, ''],
    [-0.03, ''],
    [0.01, 0.02],
    [0.04, 0.05],
    [-0.02, -0.01],
    [0.03, 0.01],
  ];

  test('are combined by regression on the longer ones (Stambaugh 1997), recomputed here', () => {
    const { assets, problems } = readAssets(csv(['LONG', 'SHORT'], rows), 'assets.csv');
    const long = rows.map(([a]) => a as number);
    const [x, y] = [long.slice(2), rows.slice(2).map(([, b]) => b as number)];
    const mean = (v: readonly number[]) => v.reduce((a, b) => a + b, 0) / v.length;
    const cov = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, v, k) => sum + (v - mean(a)) * (b[k]! - mean(b)), 0) / (a.length - 1);
    const beta = cov(x, y) / cov(x, x);
    expect(assets.expected![1]!).toBeCloseTo(mean(y) + beta * (mean(long) - mean(x)), 14);
    const matrix = matrixOf(csv(['LONG', 'SHORT'], rows));
    expect(matrix[0]!).toBeCloseTo(cov(long, long), 15);
    expect(matrix[1]!).toBeCloseTo(beta * cov(long, long), 15);
    expect(matrix[3]!).toBeCloseTo(cov(y, y) + beta ** 2 * (cov(long, long) - cov(x, x)), 15);
    expect(problems[0]!.message).toContain('SHORT (4 of 6 periods)');
  });

  test('may be cut to the common periods, and must not be interrupted', () => {
    const common = readAssets(csv(['LONG', 'SHORT'], rows), 'assets.csv', undefined, { commonPeriods: true });
    expect(common.assets.expected![0]!).toBeCloseTo(0.015, 15);
    expect(rejection(csv(['LONG', 'SHORT'], [...rows, [0.01, '']]))).toContain(
      'line 8: the return of SHORT is missing',
    );
  });
});
