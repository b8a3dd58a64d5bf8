import { categoryId, categoryTitle, sebiGroup } from '../../../src/market/funds/categories.ts';
import { optionOf, planOf, plainSchemeName } from '../../../src/market/funds/plan-and-option.ts';

it.each([
  ['Example Large Cap Fund - Growth Option - Direct Plan', 'direct', 'growth'],
  ['Example Large Cap Fund - Direct Plan Growth Plan - Bonus Option', 'direct', 'bonus'],
  ['Example Large Cap Fund - Direct Plan Growth Plan - Growth Option', 'direct', 'growth'],
  ['Example Dividend Yield Fund - Regular Plan - Growth', 'regular', 'growth'],
  ['Example Dividend Yield Fund - Regular Plan - Dividend', 'regular', 'idcw'],
  ['Example Growth Fund - Direct - IDCW', 'direct', 'idcw'],
  ['Example Regular Savings Fund - Direct Plan - Growth', 'direct', 'growth'],
  ['Example Regular Savings Fund - Growth', 'unknown', 'growth'],
  [
    'Example Fund - Institutional Plan - Payout of Income Distribution cum capital withdrawal',
    'unknown',
    'idcw',
  ],
  ['Example Nifty 50 Index Fund - Cumulative Option', 'unknown', 'growth'],
  ['Example Gold ETF', 'unknown', 'unknown'],
] as const)('%s is %s, %s', (name, plan, option) => {
  expect([planOf(name), optionOf(name)]).toEqual([plan, option]);
});

it('a column of plan and option says more than the name', () => {
  expect([planOf('Example Regular Fund', 'Direct'), optionOf('Example Dividend Fund', 'Growth')]).toEqual([
    'direct',
    'growth',
  ]);
});

it('names of one scheme in lists with and without plans have one plain name, and other schemes have others', () => {
  const plain = plainSchemeName('Example Large Cap Fund');
  for (const name of [
    'Example Largecap Fund (formerly known as Example (Old) Fund) - Direct Plan - Growth Option',
    'EXAMPLE LARGE CAP FUND - Payout of Income Distribution cum capital withdrawal option - Direct',
    'Example Large Cap Fund (No. of Segregated Portfolios- 3)',
  ])
    expect(plainSchemeName(name)).toBe(plain);
  expect(plainSchemeName('Example Savings Fund')).not.toBe(plainSchemeName('Example Regular Savings Fund'));
  expect(plainSchemeName('Example Dividend Yield Fund')).not.toBe(plainSchemeName('Example Fund'));
});

it.each([
  ['Equity Scheme - Large Cap Fund', 'large-cap', 'equity'],
  ['Large Cap', 'large-cap', 'equity'],
  ['large-cap', 'large-cap', 'equity'],
  ['Equity Scheme - Large & Mid Cap Fund', 'large-and-mid-cap', 'equity'],
  ['Equity Scheme - Sectoral/ Thematic', 'sectoral-thematic', 'equity'],
  ['Debt Scheme - Banking and PSU Fund', 'banking-and-psu', 'debt'],
  ['Debt Scheme - Gilt Fund with 10 year constant duration', 'gilt-10-year', 'debt'],
  ['Debt Scheme - Medium to Long Duration Fund', 'medium-to-long-duration', 'debt'],
  ['Hybrid Scheme - Dynamic Asset Allocation or Balanced Advantage', 'balanced-advantage', 'hybrid'],
  ['Solution Oriented Scheme - Children’s Fund', 'childrens', 'solution'],
  ["Solution Oriented Scheme - Children's Fund - Childrens' Fund", 'childrens', 'solution'],
  ['Other Scheme - Other  ETFs', 'etf', 'other'],
  ['Other Scheme - Gold ETF', 'gold-etf', 'other'],
  ['Other Scheme - FoF Overseas', 'fof-overseas', 'other'],
  ['Income', 'income', null],
])('the category %s is %s', (printed, id, group) => {
  expect([categoryId(printed), sebiGroup(id)]).toEqual([id, group]);
});

it('categories have titles', () => {
  expect(
    ['large-and-mid-cap', 'elss', 'gold-etf', 'fof-domestic', 'banking-and-psu'].map(categoryTitle),
  ).toEqual(['Large and mid cap', 'ELSS', 'Gold ETF', 'Fund of funds domestic', 'Banking and PSU']);
});
