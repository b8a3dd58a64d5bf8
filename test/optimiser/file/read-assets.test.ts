import fc from 'fast-check';
import { sampleCovariance } from 'simple-statistics';
import { readAssets } from '../../../src/optimiser/file/read-assets.ts';
import { UserError } from '../../../src/market/problem.ts';

const MOMENTS = 'asset,expected,A,B\nA,0.1,0.04,0.01\nB,0.05,0.01,0.09\n';
const RETURNS = 'date,A,B\n2020-01-31,0.01,-0.02\n2020-02-29,0.03,0.01\n2020-03-31,-0.05,0.02\n';

const refusal = (text: string): string => {
  try {
    readAssets(text, 'assets.csv', 1);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'taken';
};

test('a table of returns gives their means and sample covariance, annualised', () => {
  const { assets, problems } = readAssets(RETURNS, 'assets.csv', 12);
  const [a, b] = [
    [0.01, 0.03, -0.05],
    [-0.02, 0.01, 0.02],
  ] as const;
  if (assets.covariance.kind !== 'dense') throw new Error('a whole matrix was meant');
  expect(assets.names).toEqual(['A', 'B']);
  expect(assets.covariance.matrix[1]!).toBeCloseTo(12 * sampleCovariance([...a], [...b]), 15);
  expect(assets.covariance.matrix[0]!).toBeCloseTo(12 * sampleCovariance([...a], [...a]), 15);
  expect(assets.expected![1]!).toBeCloseTo(12 * (0.01 / 3), 15);
  expect(problems).toEqual([]);
});

test('moments are taken as they are, with spreadsheets’ line ends and byte-order mark', () => {
  const { assets } = readAssets(`\uFEFF${MOMENTS.replaceAll('\n', '\r\n')}`, 'assets.csv', 1);
  if (assets.covariance.kind !== 'dense') throw new Error('a whole matrix was meant');
  expect([...assets.covariance.matrix]).toEqual([0.04, 0.01, 0.01, 0.09]);
  expect([...assets.expected!]).toEqual([0.1, 0.05]);
  const without = MOMENTS.replace('A,0.1,', 'A,,').replace('B,0.05,', 'B,,');
  expect(readAssets(without, 'assets.csv', 1).assets.expected).toBeNull();
});

test('returns too few to tell the assets apart are taken with a warning', () => {
  const three =
    'date,A,B,C\n2020-01-31,0.01,-0.02,0.04\n2020-02-29,0.03,0.01,0.01\n2020-03-31,-0.05,0.02,0\n';
  expect(readAssets(three, 'assets.csv', 12).problems.map((p) => p.code)).toEqual(['few-returns']);
});

test.each([
  ['an unknown shape', 'name,A\nx,1\n', 'line 1: the first heading is "name"'],
  ['an empty file', '', 'line 1: there is no column of figures'],
  ['a column named twice', 'date,A,A\n', 'line 1: the column A is there twice'],
  ['words for figures', RETURNS.replace('0.03', 'three'), 'line 3: "three" under A is not a number'],
  ['figures beyond a number', RETURNS.replace('0.03', '1e999'), 'line 3: "1e999" under A is not a number'],
  ['a gap in returns', RETURNS.replace('0.03', ''), 'line 3: A has no return'],
  ['a percentage taken for a return', RETURNS.replace('-0.05', '-5'), 'line 4: A loses more than all, -5'],
  ['dates out of order', RETURNS.replace('2020-03', '2020-01'), 'line 4: 2020-01-31 does not come after'],
  [
    'another way of dates',
    RETURNS.replace('2020-03-31', '31/03/2020'),
    'line 4: "31/03/2020" is not an ISO date',
  ],
  ['too few rows', RETURNS.split('\n').slice(0, 3).join('\n'), '2 rows of returns are too few'],
  [
    'an asset that never moves',
    RETURNS.replace('-0.02', '0.02').replace('0.01\n', '0.02\n'),
    'B has the same return',
  ],
  ['a missing cell', RETURNS.replace(',0.01\n', '\n'), 'line 3: 2 cells under 3 headings'],
  ['rows in another order', MOMENTS.replace('A,0.1', 'B,0.1'), 'line 2: "B" stands where A should'],
  [
    'an asymmetric matrix',
    MOMENTS.replace('B,0.05,0.01', 'B,0.05,0.02'),
    'line 3: the covariance of B with A is 0.02',
  ],
  ['a variance of nought', MOMENTS.replace('0.09', '0'), 'line 3: the variance of B is 0'],
  ['correlations beyond 1', MOMENTS.replaceAll('0.01', '0.5'), 'these covariances belong to no returns'],
  ['some expected returns only', MOMENTS.replace('B,0.05', 'B,'), 'line 3: B has no expected return'],
  ['an open quote', `${RETURNS}"2020-04-30,1,2\n`, 'line 5: a quote is not closed'],
])('%s is refused with its place and a remedy', (_, text, message) => {
  expect(refusal(text)).toContain(`assets.csv: ${message}`);
});

test('whatever the text, it is read or refused; it never crashes', () => {
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
      expect(typeof refusal(pieces.join(''))).toBe('string');
    }),
    { numRuns: 500 },
  );
});
