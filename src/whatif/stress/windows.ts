import type { StressRules } from '../../rulebook/stress-rules.ts';

/** A stretch of history that stress tests replay: from the close of its first day to the close of its last. */
export interface StressWindow {
  readonly id: string;
  readonly name: string;
  /** ISO dates of sessions. */
  readonly first: string;
  readonly last: string;
  readonly why: string;
  /** Where the shock came from. */
  readonly origin: 'India' | 'abroad';
}

/**
 * The registry of historical windows (our choice): falls of the Nifty 50 from peak to trough by close, two single months of crisis,
 * and three sharp rises, since a portfolio can also lose by missing one.
 */
export const STRESS_WINDOWS: readonly StressWindow[] = [
  {
    id: '2004-05',
    name: 'Election of 2004',
    first: '2004-04-23',
    last: '2004-05-17',
    why: 'An unexpected change of government; the market was halted twice on 17 May.',
    origin: 'India',
  },
  {
    id: '2006-05',
    name: 'Correction of May 2006',
    first: '2006-05-10',
    last: '2006-06-14',
    why: 'Rising rates abroad; leveraged positions were unwound across emerging markets.',
    origin: 'abroad',
  },
  {
    id: '2008',
    name: 'Financial crisis, January to October 2008',
    first: '2008-01-08',
    last: '2008-10-27',
    why: 'The largest fall in the history of the index, from its peak to its trough.',
    origin: 'abroad',
  },
  {
    id: '2008-10',
    name: 'October 2008',
    first: '2008-09-30',
    last: '2008-10-31',
    why: 'The worst month of the financial crisis, after the failure of Lehman Brothers.',
    origin: 'abroad',
  },
  {
    id: '2009-05',
    name: 'Election rally, May 2009',
    first: '2009-05-15',
    last: '2009-05-18',
    why: 'A clear majority; the index rose by its upper limit and trading was stopped.',
    origin: 'India',
  },
  {
    id: '2010-11',
    name: 'Euro crisis, November 2010 to December 2011',
    first: '2010-11-05',
    last: '2011-12-20',
    why: 'Sovereign debt in Europe, inflation and rising rates at home.',
    origin: 'abroad',
  },
  {
    id: '2013-07',
    name: 'Taper tantrum of 2013',
    first: '2013-07-23',
    last: '2013-08-28',
    why: 'The prospect of tighter money in the United States; the rupee fell to a record low.',
    origin: 'abroad',
  },
  {
    id: '2015-03',
    name: 'March 2015 to February 2016',
    first: '2015-03-03',
    last: '2016-02-25',
    why: 'China’s devaluation, falling commodities and bad loans of banks.',
    origin: 'abroad',
  },
  {
    id: '2016-11',
    name: 'Demonetisation, November 2016',
    first: '2016-11-08',
    last: '2016-12-26',
    why: 'Large banknotes were withdrawn on the evening of 8 November.',
    origin: 'India',
  },
  {
    id: '2018-08',
    name: 'IL&FS, August to October 2018',
    first: '2018-08-28',
    last: '2018-10-26',
    why: 'The default of an infrastructure lender froze the funding of non-banks.',
    origin: 'India',
  },
  {
    id: '2020',
    name: 'Pandemic, January to March 2020',
    first: '2020-01-14',
    last: '2020-03-23',
    why: 'The fastest large fall of the index, from its peak to its trough.',
    origin: 'abroad',
  },
  {
    id: '2020-03',
    name: 'March 2020',
    first: '2020-02-28',
    last: '2020-03-31',
    why: 'The worst month of the pandemic.',
    origin: 'abroad',
  },
  {
    id: '2020-recovery',
    name: 'Recovery, March 2020 to February 2021',
    first: '2020-03-23',
    last: '2021-02-15',
    why: 'The index doubled within a year: what defensive positions miss.',
    origin: 'abroad',
  },
  {
    id: '2021-10',
    name: 'October 2021 to June 2022',
    first: '2021-10-18',
    last: '2022-06-17',
    why: 'War in Ukraine, inflation and rising rates; foreign investors sold.',
    origin: 'abroad',
  },
  {
    id: '2024-06',
    name: 'General election count, June 2024',
    first: '2024-06-03',
    last: '2024-06-04',
    why: 'The count of the general election belied the exit polls.',
    origin: 'India',
  },
  {
    id: '2024-09',
    name: 'September 2024 to March 2025',
    first: '2024-09-26',
    last: '2025-03-04',
    why: 'High valuations, slowing earnings and sales by foreign investors.',
    origin: 'India',
  },
];

/** The registry with the rule book's windows, by first day, then last. */
export const windowsOf = ({ windows }: StressRules): StressWindow[] =>
  [...STRESS_WINDOWS.filter(({ id }) => !windows.some((w) => w.id === id)), ...windows].sort((a, b) =>
    a.first === b.first ? (a.last < b.last ? -1 : 1) : a.first < b.first ? -1 : 1,
  );
