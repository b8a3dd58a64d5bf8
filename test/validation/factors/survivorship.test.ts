import { day } from '../../../src/market/day.ts';
import { type CompanyFacts, NO_FACTS } from '../../../src/market/stocks/companies/company-facts.ts';
import { isSurvivorshipFree } from '../../../src/validation/factors/survivorship.ts';

const universe = { parentIndex: 'nifty-200', ranks: [], source: 'NSE' as const };
const change = (isMember: boolean, index = 'nifty-200') => ({
  issuer: 0,
  index,
  from: day('2020-01-02'),
  isMember,
});
const withHistory: CompanyFacts = { ...NO_FACTS, memberships: [change(true), change(false)] };
const gone = { series: 'GONE', index: 'nifty-200' };

test.each<[string, Parameters<typeof isSurvivorshipFree>, boolean]>([
  ['an index with membership history and all prices', [universe, withHistory], true],
  ['a constituent without prices', [universe, { ...withHistory, unpriced: [gone] }], false],
  [
    'a constituent of another index without prices',
    [universe, { ...withHistory, unpriced: [{ ...gone, index: 'nifty-500' }] }],
    true,
  ],
  ['an index without membership history', [universe, NO_FACTS], false],
  ['an index without departures', [universe, { ...withHistory, memberships: [change(true)] }], false],
  [
    'departures from another index',
    [universe, { ...withHistory, memberships: [change(true), change(false, 'nifty-500')] }],
    false,
  ],
  ['a universe by ranks', [{ ...universe, parentIndex: undefined }, withHistory], false],
])('survivorship: %s', (_, [of, facts], expected) => {
  expect(isSurvivorshipFree(of, facts)).toBe(expected);
});
