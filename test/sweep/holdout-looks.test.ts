import { looksAt } from '../../src/sweep/holdout-looks.ts';
import type { Confirmation } from '../../src/validation/trial-ledger.ts';

const confirmation = (holdout: string, months: number, to?: string): Confirmation => ({
  kind: 'confirm',
  previous: '0'.repeat(64),
  day: '2026-01-01',
  sweep: 'a'.repeat(64),
  snapshot: 'b'.repeat(64),
  trial: '1'.repeat(64),
  holdout,
  months,
  ...(to !== undefined && { to }),
  confirmed: 0.1,
  searched: 0.9,
});

const rangesSeen = (holdout: string, entries: readonly Confirmation[]): string[] =>
  looksAt(holdout, entries).map(({ from, to }) => `${from} to ${to}`);

test('a look at a holdout that begins a month earlier or later is a look at the same data', () => {
  const entries = [
    confirmation('2018-12-01', 36, '2021-11-30'),
    confirmation('2019-02-01', 34, '2021-11-30'),
  ];
  expect(rangesSeen('2019-01-01', entries)).toEqual(['2018-12-01 to 2021-11-30', '2019-02-01 to 2021-11-30']);
});

test('a look at a holdout that ended before this one begins has seen none of its days', () => {
  const entries = [confirmation('2015-01-01', 48, '2018-12-31')];
  expect(rangesSeen('2019-01-01', entries)).toEqual([]);
  expect(rangesSeen('2018-12-31', entries)).toEqual(['2015-01-01 to 2018-12-31']);
});

test.each([
  // 60 months from 1 January 2019 end with the first session of 2024; from 10 January, a month later.
  ['2019-01-01', 60, '2024-02-29'],
  ['2019-10-15', 14, '2021-01-31'],
  ['2019-12-01', 15, '2021-04-30'],
])('an entry from %s on over %s months without its end is taken to have ended by %s', (from, months, to) => {
  expect(rangesSeen('2019-06-01', [confirmation(from, months)])).toEqual([`${from} to ${to}`]);
});
