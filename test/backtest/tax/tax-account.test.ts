import type { FinancialYear } from '../../../allocations/tax/financial-year.ts';
import type { TaxedAmount } from '../../../allocations/tax/gain.ts';
import {
  bookGains,
  closeYear,
  dueDay,
  isYearOver,
  openTaxAccount,
} from '../../../src/backtest/tax/tax-account.ts';
import { day } from '../../../src/market/day.ts';

const LAKH = 100_000 * 100;
const open = openTaxAccount({ surcharge: 0, cess: null });
const gain = (sold: string, term: TaxedAmount['term'], rate: number | null, lakh: number): TaxedAmount => ({
  sold: day(sold),
  term,
  rate,
  amount: lakh * LAKH,
});

test('a loss later in the year lowers what was set aside for an earlier gain', () => {
  const june = bookGains(open, [gain('2019-06-03', 'short', 0.15, 10)], day('2019-06-03'));
  expect(june.provision).toBe(Math.round(10 * LAKH * 0.15 * 1.04));
  const march = bookGains(june, [gain('2020-03-02', 'short', 0.15, -4)], day('2020-03-02'));
  expect(march.provision).toBe(Math.round(6 * LAKH * 0.15 * 1.04));
});

test('a short-term loss that is left over is carried to the next year and set off there', () => {
  const bad = bookGains(open, [gain('2020-03-02', 'short', 0.15, -8)], day('2020-03-02'));
  expect(bad.provision).toBe(0);
  expect(isYearOver(bad, day('2020-04-01'))).toBe(true);
  const next = bookGains(closeYear(bad), [gain('2020-04-01', 'short', 0.15, 10)], day('2020-04-01'));
  expect(next.provision).toBe(Math.round(2 * LAKH * 0.15 * 1.04));
  expect(next.years.map(({ tax }) => tax)).toEqual([0]);
});

test('long-term gains are exempt to one lakh in each year, and in full before April 2018', () => {
  const of = (on: string, rate: number | null): number =>
    bookGains(open, [gain(on, 'long', rate, 3)], day(on)).provision;
  expect(of('2018-03-28', null)).toBe(0);
  expect(of('2018-04-02', 0.1)).toBe(Math.round(2 * LAKH * 0.1 * 1.04));
});

test('gains of a new year cannot be booked before the old one is closed; it is due on 31 March', () => {
  const before = bookGains(open, [gain('2019-06-03', 'short', 0.15, 1)], day('2019-06-03'));
  expect(() => bookGains(before, [], day('2020-04-01'))).toThrow('was not closed');
  expect(dueDay(2019 as FinancialYear)).toBe(day('2020-03-31'));
});
