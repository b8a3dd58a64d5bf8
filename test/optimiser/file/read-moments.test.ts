import fc from 'fast-check';
import { symmetricEigen } from '../../../src/math/linear-algebra/symmetric-eigen.ts';
import { UserError } from '../../../src/market/problem.ts';
import { readAssets } from '../../../src/optimiser/file/read-assets.ts';

const read = (text: string) => {
  const { assets, problems } = readAssets(text, 'assets.csv');
  if (assets.covariance.kind !== 'dense') throw new Error('expected a dense covariance');
  return { assets, matrix: assets.covariance.matrix, problems };
};

function rejection(text: string): string {
  try {
    readAssets(text, 'assets.csv');
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
}

const csv = (matrix: readonly (readonly string[])[]): string => {
  const names = matrix.map((_, i) => `A${i + 1}`);
  return [`asset,expected,${names.join(',')}`, ...matrix.map((row, i) => `A${i + 1},,${row.join(',')}`)].join(
    '\n',
  );
};

describe('cash among expected returns and covariances', () => {
  test('is an asset with a variance of 0', () => {
    const { matrix, problems } = read(
      csv([
        ['0.04', '0'],
        ['0', '0'],
      ]),
    );
    expect([...matrix]).toEqual([0.04, 0, 0, 0]);
    expect(problems).toEqual([]);
  });

  test('cannot have a covariance', () => {
    expect(
      rejection(
        csv([
          ['0.04', '0.01'],
          ['0.01', '0'],
        ]),
      ),
    ).toMatch(
      /line 3: the covariance matrix is not positive semi-definite.*A2 has a variance of 0, so its covariances must be 0/,
    );
  });
});

describe('a covariance printed to few digits', () => {
  // Volatilities of 13 % and 7 %, perfectly correlated: 0.0169, 0.0091, 0.0049; at three decimals the determinant is negative.
  const rounded = csv([
    ['0.017', '0.009'],
    ['0.009', '0.005'],
  ]);
  const indefinite = csv([
    ['0.0169', '0.0092'],
    ['0.0092', '0.0049'],
  ]);

  test('that leaves it semi-definite is used as it is', () => {
    expect(read(rounded).problems).toEqual([]);
  });

  test('is moved to the nearest semi-definite matrix within that rounding, and the warning says by how much', () => {
    const { matrix, problems } = read(indefinite);
    expect(symmetricEigen(matrix, 2).values[0]!).toBeGreaterThan(-1e-15);
    [0.0169, 0.0092, 0.0092, 0.0049].forEach((v, k) =>
      expect(Math.abs(matrix[k]! - v)).toBeLessThanOrEqual(0.501e-4),
    );
    expect(problems[0]).toMatchObject({ severity: 'warning', code: 'covariance-repaired' });
    expect(problems[0]!.message).toMatch(/no entry moved by more than \d\.\de-5/);
  });

  test('is refused where the rounding does not explain it', () => {
    expect(
      rejection(
        csv([
          ['0.0169', '0.0095'],
          ['0.0095', '0.0049'],
        ]),
      ),
    ).toMatch(
      /some portfolio of these assets would have a negative variance.*more than the rounding of its printed digits/,
    );
  });

  test('is usable whatever singular matrix was printed, to decimals or to significant digits', () => {
    const volatility = fc.double({ min: 0.02, max: 0.6, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(volatility, fc.double({ min: -1, max: 1, noNaN: true })), {
          minLength: 2,
          maxLength: 6,
        }),
        fc.integer({ min: 3, max: 8 }),
        fc.boolean(),
        (assets, digits, areSignificant) => {
          // Two factors for up to six assets: singular from three assets on, so rounding makes about half of them indefinite.
          const vectors = assets.map(([s, c]) => [s * c, s * Math.sqrt(1 - c * c)] as const);
          const matrix = vectors.map(([a, b]) =>
            vectors.map(([c, d]) => {
              const v = a * c + b * d;
              return areSignificant ? v.toPrecision(digits) : v.toFixed(digits + 1);
            }),
          );
          const { matrix: used } = read(csv(matrix));
          const { values } = symmetricEigen(used, vectors.length);
          expect(values[0]!).toBeGreaterThanOrEqual(-1.1e-10 * values.at(-1)!);
        },
      ),
      { numRuns: 150 },
    );
  });
});
