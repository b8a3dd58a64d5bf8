import { day } from '../../../src/market/day.ts';
import { type CompanyFacts, NO_FACTS } from '../../../src/market/stocks/companies/company-facts.ts';
import { couldFailuresBeChosen } from '../../../src/validation/factors/survivorship.ts';

const universe = { members: 'nifty-200', ranks: [], source: 'NSE' as const };
const change = (isMember: boolean, index = 'nifty-200') => ({
  issuer: 0,
  index,
  from: day('2020-01-02'),
  isMember,
});
const told: CompanyFacts = { ...NO_FACTS, memberships: [change(true), change(false)] };
const gone = { series: 'GONE', index: 'nifty-200' };

test.each<[string, Parameters<typeof couldFailuresBeChosen>, boolean]>([
  ['members told through time, all with prices', [universe, told], true],
  ['a member without a price', [universe, { ...told, unpriced: [gone] }], false],
  ['one of another index', [universe, { ...told, unpriced: [{ ...gone, index: 'nifty-500' }] }], true],
  ['an index of which nothing is told', [universe, NO_FACTS], false],
  ['an index that nobody ever left', [universe, { ...told, memberships: [change(true)] }], false],
  [
    'departures from another index',
    [universe, { ...told, memberships: [change(true), change(false, 'nifty-500')] }],
    false,
  ],
  ['a universe by ranks', [{ ...universe, members: undefined }, told], false],
])('companies that failed could be chosen: %s', (_, [of, facts], expected) => {
  expect(couldFailuresBeChosen(of, facts)).toBe(expected);
});
