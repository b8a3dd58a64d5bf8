import fc from 'fast-check';
import { sampleCovariance } from 'simple-statistics';
import { readAssets } from '../../../src/optimiser/file/read-assets.ts';
import { UserError } from '../../../src/market/problem.ts';

const MOMENTS = 'asset,expected,A,B\nA,0.1,0.04,0.01\nB,0.05,0.01,0.09\n';
const RETURNS = 'date,A,B\n2020-01-31,0.01,-0.02\n2020-02-29,0.03,0.01\n2020-03-31,-0.05,0.02\n';

const rejection = (text: string): string => {
  try {
    readAssets(text, 'assets.csv', 1);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'accepted';
};

test('a table of returns gives annualised means and sample covariance', () => {
  const { assets, problems } = readAssets(RETURNS, 'assets.csv', 12);
  const [a, b] = [
    [0.01, 0.03, -0.05],
    [-0.02, 0.01, 0.02],
  ] as const;
  if (assets.covariance.kind !== 'dense') throw new Error('expected a dense covariance');
  expect(assets.names).toEqual(['A', 'B']);
  expect(assets.covariance.matrix[1]!).toBeCloseTo(12 * sampleCovariance([...a], [...b]), 15);
  expect(assets.covariance.matrix[0]!).toBeCloseTo(12 * sampleCovariance([...a], [...a]), 15);
  expect(assets.expected![1]!).toBeCloseTo(12 * (0.01 / 3), 15);
  expect(problems).toEqual([]);
});

test('expected returns and covariances are read as given, with spreadsheet line ends and byte-order mark', () => {
  const { assets } = readAssets(`\uFEFF${MOMENTS.replaceAll('\n', '\r\n')}`, 'assets.csv', 1);
  if (assets.covariance.kind !== 'dense') throw new Error('expected a dense covariance');
  expect([...assets.covariance.matrix]).toEqual([0.04, 0.01, 0.01, 0.09]);
  expect([...assets.expected!]).toEqual([0.1, 0.05]);
  const without = MOMENTS.replace('A,0.1,', 'A,,').replace('B,0.05,', 'B,,');
  expect(readAssets(without, 'assets.csv', 1).assets.expected).toBeNull();
});

test('a singular sample covariance has a warning', () => {
  const three =
    'date,A,B,C\n2020-01-31,0.01,-0.02,0.04\n2020-02-29,0.03,0.01,0.01\n2020-03-31,-0.05,0.02,0\n';
  expect(readAssets(three, 'assets.csv', 12).problems.map((p) => p.code)).toEqual(['few-returns']);
});

test.each([
  ['an unknown format', 'name,A\nx,1\n', 'line 1: the first heading must be "date" or "asset", not "name"'],
  ['semicolons', 'date;A\n2020-01-31;0,1\n', 'line 1: the columns are separated by semicolons'],
  ['an empty file', '', 'line 1: the header has no column of numbers'],
  ['a column named twice', 'date,A,A\n', 'line 1: the column A occurs twice'],
  ['words for numbers', RETURNS.replace('0.03', 'three'), 'line 3: "three" under A is not a number'],
  [
    'a number beyond double precision',
    RETURNS.replace('0.03', '1e999'),
    'line 3: "1e999" under A is not a number',
  ],
  ['a gap in returns', RETURNS.replace('0.03', ''), 'line 3: the return of A is missing'],
  ['a percentage instead of a fraction', RETURNS.replace('-0.05', '-5'), 'line 4: the return of A is -5;'],
  ['dates out of order', RETURNS.replace('2020-03', '2020-01'), 'line 4: 2020-01-31 is not later than'],
  [
    'another date format',
    RETURNS.replace('2020-03-31', '31/03/2020'),
    'line 4: "31/03/2020" is not an ISO date',
  ],
  ['too few rows', RETURNS.split('\n').slice(0, 3).join('\n'), '2 rows of returns are too few'],
  ['a missing cell', RETURNS.replace(',0.01\n', '\n'), 'line 3: the row has 2 cells, the header 3'],
  [
    'rows in another order',
    MOMENTS.replace('A,0.1', 'B,0.1'),
    'line 2: the row is "B", but the column order requires A',
  ],
  [
    'an asymmetric matrix',
    MOMENTS.replace('B,0.05,0.01', 'B,0.05,0.02'),
    'line 3: the matrix is not symmetric: B–A is 0.02, A–B is 0.01',
  ],
  ['a negative variance', MOMENTS.replace('0.09', '-0.09'), 'line 3: the variance of B is -0.09'],
  [
    'correlations beyond 1',
    MOMENTS.replaceAll('0.01', '0.5'),
    'the covariance matrix is not positive semi-definite',
  ],
  [
    'expected returns for some assets only',
    MOMENTS.replace('B,0.05', 'B,'),
    'line 3: B has no expected return',
  ],
  ['an open quotation mark', `${RETURNS}"2020-04-30,1,2\n`, 'line 5: a quotation mark is not closed'],
])('%s is rejected with its line and a remedy', (_, text, message) => {
  expect(rejection(text)).toContain(`assets.csv: ${message}`);
});

test('any text is either read or rejected, without a crash', () => {
  const piece = fc.constantFrom(
    'date',
    'asset',
    'expected',
    'A',
    'B',
    ',',
    '\n',
    '"',
    '0.1',
    '-',
    '2020-01-31',
    'NaN',
    '',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      expect(typeof rejection(pieces.join(''))).toBe('string');
    }),
    { numRuns: 500 },
  );
});
