import fc from 'fast-check';
import {
  chargePerformanceFee,
  type FeeAccount,
  isFeeSession,
  openFeeAccount,
} from '../../../src/backtest/fee/performance-fee.ts';
import { openBacktest } from '../../../src/backtest/open-backtest.ts';
import { runBacktest } from '../../../src/backtest/run-backtest.ts';
import { effectsOfRun } from '../../../src/backtest/summary.ts';
import { addDays, day } from '../../../src/market/day.ts';
import { sleeveRows } from '../../decision/decision.fixture.ts';
import { settings, storeOf } from '../../decision/memory-store.fixture.ts';
import { marketOf } from '../../regimes/market.fixture.ts';

const TERMS = { fixed: 0, performance: 0.2, hurdle: 0 };
const START = day('2021-03-31');

test('the example of SEBI’s circular of 5 October 2010: 10 lakh, 12 lakh, 11 lakh, 13 lakh', () => {
  // IMD/DF/13/2010: a fee on 2,00,000 in the first year, none in the second, on 1,00,000 in the third.
  let account = openFeeAccount(10_00_000, START);
  const fees = [12_00_000, 11_00_000, 13_00_000].map((value, k) => {
    const charged = chargePerformanceFee(account, value, addDays(START, 365 * (k + 1)), TERMS);
    account = charged.account;
    return charged.fee;
  });
  expect(fees).toEqual([0.2 * 2_00_000, 0, 0.2 * 1_00_000]);
});

test('the hurdle is simple interest for the days since the last charge, without catch-up', () => {
  // 50 lakh, hurdle 10 % a year, 20 % of what is above: 60 lakh after a year, 20 % of 60 − 55 lakh.
  const terms = { ...TERMS, hurdle: 0.1 };
  const account = openFeeAccount(50_00_000, START);
  expect(chargePerformanceFee(account, 60_00_000, addDays(START, 365), terms).fee).toBeCloseTo(1_00_000, 6);
  expect(chargePerformanceFee(account, 54_00_000, addDays(START, 365), terms).fee).toBe(0);
  // After 73 days, a fifth of a year, the hurdle is 2 %.
  expect(chargePerformanceFee(account, 60_00_000, addDays(START, 73), terms).fee).toBeCloseTo(
    0.2 * 9_00_000,
    6,
  );
  // The next hurdle is on what the fee left; the mark is the value before it.
  const next = chargePerformanceFee(account, 60_00_000, addDays(START, 365), terms).account;
  expect(next).toEqual({ mark: 60_00_000, opening: 59_00_000, since: addDays(START, 365) });
});

test('no fee at or below the highest value charged on, and no rupee of gain is charged twice', () => {
  const values = fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 1, maxLength: 20 });
  const terms = fc.record({
    fixed: fc.constant(0),
    performance: fc.double({ min: 0, max: 0.5, noNaN: true }),
    hurdle: fc.double({ min: 0, max: 0.3, noNaN: true }),
  });
  fc.assert(
    fc.property(values, terms, (path, of) => {
      let account: FeeAccount = openFeeAccount(1, START);
      let [charged, highest] = [0, 1];
      path.forEach((value, k) => {
        const { fee, account: next } = chargePerformanceFee(
          account,
          value,
          addDays(START, 365 * (k + 1)),
          of,
        );
        if (value <= highest) expect(fee).toBe(0);
        expect(fee).toBeGreaterThanOrEqual(0);
        expect(fee).toBeLessThanOrEqual(of.performance * Math.max(0, value - highest) + 1e-12);
        charged += fee;
        highest = Math.max(highest, value);
        account = next;
      });
      expect(charged).toBeLessThanOrEqual(of.performance * (highest - 1) + 1e-9);
    }),
  );
});

test('fees are due on the last session of a financial year and of the record', () => {
  const sessions = ['2021-03-30', '2021-03-31', '2021-04-01', '2021-04-05'].map(day);
  expect(sessions.map((_, s) => isFeeSession(s, sessions, 3))).toEqual([false, true, false, true]);
});

test('a back-test pays the fee from the liquid fund at the end of the year; it is in the rung of expenses alone', async () => {
  const rows = new Map(sleeveRows(11));
  rows.set('nifty-50.tri', rows.get('nifty-50.close')!);
  // A market that rises, so that there is a fee.
  for (const [key, own] of rows)
    if (key.endsWith('.tri'))
      rows.set(
        key,
        own.map((row, i) => ({ ...row, value: row.value * 1.002 ** i })),
      );
  const store = storeOf(marketOf(rows));
  const choices = { from: '2020-12-31', to: '2021-05-31', benchmark: 'nifty-50' };
  const task = { earlier: [], onMonth: () => {}, progress: () => {}, ledger: [] };
  const run = async (performance: number, tax: 'none' | 'lots' = 'none') => {
    const { backtest } = settings.book;
    const book = { ...settings.book, backtest: { ...backtest, fee: { ...TERMS, performance } } };
    return (
      await runBacktest(await openBacktest(store, { ...settings, book, choices: { ...choices, tax } }), task)
    ).run;
  };
  const [free, charged] = [await run(0), await run(0.2)];
  const at = free.nav.findIndex((row) => row.date > '2021-03-31') - 1;
  const before = free.nav[at]!.net;
  expect(before).toBeGreaterThan(1);
  expect(charged.nav.slice(0, at).map((r) => r.net)).toEqual(free.nav.slice(0, at).map((r) => r.net));
  expect(charged.nav[at]!.net).toBeCloseTo(before - 0.2 * (before - 1), 12);
  for (const made of [charged, await run(0.2, 'lots')]) {
    const { effects, log, residual, record } = effectsOfRun(made);
    const last = made.nav.at(-1)!;
    expect(Math.abs(residual)).toBeLessThan(1e-12);
    expect(record).toBeCloseTo((last.afterTax ?? last.net) - 1, 12);
    expect(log[effects.indexOf('expenses')]).toBeLessThan(
      effectsOfRun(free).log[effects.indexOf('expenses')]!,
    );
  }
});
