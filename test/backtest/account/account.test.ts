import fc from 'fast-check';
import { accountRecord } from '../../../src/backtest/account/account-record.ts';
import { forecastOutcome } from '../../../src/backtest/account/forecast-outcome.ts';
import { readAccountFile } from '../../../src/backtest/account/read-account-file.ts';
import { timeWeightedReturn } from '../../../src/backtest/account/time-weighted.ts';
import type { AccountDayRecord } from '../../../src/market/accounts/read-account.ts';
import { addDays, type Day, day, isWeekend } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';

const weekdays = (n: number): Day[] => {
  const days: Day[] = [];
  for (let d = day('2023-01-02'); days.length < n; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return days;
};
const row = (
  at: Day,
  value: number | null,
  flow = 0,
  fees = 0,
  flowAt: 'start' | 'end' = 'start',
): AccountDayRecord => ({
  day: at,
  value,
  flow,
  fees,
  flowAt,
});

/** An account that earns the given returns, whatever flows into it at the start of a day. */
function account(
  returns: readonly number[],
  flows: readonly number[],
  at: 'start' | 'end' = 'start',
): AccountDayRecord[] {
  const days = weekdays(returns.length + 1);
  let value = 1e7;
  return days.map((d, i) => {
    const [r, flow] = i === 0 ? [0, 0] : [returns[i - 1]!, flows[i - 1]!];
    value = at === 'start' ? (value + flow) * (1 + r) : value * (1 + r) + flow;
    return row(d, value, flow, 0, at);
  });
}

describe('the time-weighted return', () => {
  test('is that of the investments, whatever flows in or out and when', () => {
    const returns = fc.array(fc.double({ min: -0.05, max: 0.05, noNaN: true }), {
      minLength: 3,
      maxLength: 40,
    });
    fc.assert(
      fc.property(
        returns,
        fc.infiniteStream(fc.double({ min: -5e4, max: 5e5, noNaN: true })),
        fc.boolean(),
        (r, stream, early) => {
          const flows = r.map(() => stream.next().value as number);
          const expected = r.reduce((g, x) => g * (1 + x), 1);
          const found = timeWeightedReturn(account(r, flows, early ? 'start' : 'end'))!;
          expect(found.net.values[r.length]! / expected).toBeCloseTo(1, 10);
          expect(found.dietz).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('is modified Dietz over a stretch with a flow and no valuation of its day', () => {
    // 100 on day 0; 20 in on day 10, unvalued; 130 on day 40: 10 gained on 100 + 20·(31/40).
    const start = day('2023-01-01');
    const found = timeWeightedReturn([
      row(start, 100),
      row(addDays(start, 10), null, 20),
      row(addDays(start, 40), 130),
    ])!;
    expect(found.net.values[1]).toBeCloseTo(1 + 10 / (100 + (20 * 31) / 40), 12);
    expect(found.dietz).toHaveLength(1);
  });

  test('adds fees back before fees', () => {
    const days = weekdays(3);
    const found = timeWeightedReturn([row(days[0]!, 100), row(days[1]!, 109, 0, 1), row(days[2]!, 109)])!;
    expect(found.net.values[2]).toBeCloseTo(1.09, 12);
    expect(found.beforeFees.values[2]).toBeCloseTo(1.1, 12);
  });
});

describe('the record of an account', () => {
  const returns = Array.from({ length: 500 }, (_, i) => 0.001 * Math.sin(i) + 0.0004);
  const flows = returns.map((_, i) => (i % 97 === 50 ? 200_000 : i === 300 ? -400_000 : 0));

  test('has the money-weighted rate at which flows and values balance', () => {
    const { record } = accountRecord('A1', account(returns, flows));
    expect(record.flowDays).toBe(6);
    expect(record.netFlow).toBe(600_000);
    if (record.moneyWeighted.kind !== 'one') throw new Error(record.moneyWeighted.kind);
    const { rate } = record.moneyWeighted;
    const days = account(returns, flows);
    const grown = (amount: number, from: Day): number =>
      amount * (1 + rate) ** ((days.at(-1)!.day - from) / 365);
    const worth = days
      .slice(1)
      .reduce((sum, d) => sum + grown(d.flow, d.day), grown(days[0]!.value!, days[0]!.day));
    expect(worth / record.closing).toBeCloseTo(1, 10);
  });

  test('refuses a large flow without a valuation, and warns of a small one', () => {
    const days = account(returns, flows).map((d, i) => (i === 60 ? { ...d, value: null, flow: 2e6 } : d));
    expect(() => accountRecord('A1', days)).toThrow(
      /27 Mar 2023 ₹\s20\.00\slakh came in, 19\.\d % of the last value, and the account was not valued/,
    );
    const small = account(returns, flows).map((d, i) => (i === 51 ? { ...d, value: null } : d));
    const { record } = accountRecord('A1', small);
    expect(record.modifiedDietz).toHaveLength(1);
    expect(record.problems.map((p) => p.code)).toContain('modified-dietz');
  });

  test('annualises nothing below a year', () => {
    const { record } = accountRecord('A1', account(returns.slice(0, 100), flows.slice(0, 100)));
    expect(record.timeWeighted.netAnnual).toBeNull();
    expect(record.moneyWeighted).toEqual({ kind: 'under-a-year' });
  });

  test('sets the risk that a decision forecast beside what followed', () => {
    const { path } = accountRecord('A1', account(returns, flows));
    const decision = {
      asOf: '2023-06-30',
      allocation: { risk: { final: { kind: 'modelled', volatility: 12, beta: 0.9, trackingError: 4 } } },
    } as unknown as Parameters<typeof forecastOutcome>[0];
    const found = forecastOutcome(decision, path, path)!;
    expect(found.from).toBe('2023-07-03');
    expect(found.volatility.forecast).toBe(0.12);
    expect(found.beta).toEqual({ forecast: 0.9, realised: expect.closeTo(1, 12) });
    expect(found.trackingError.realised).toBe(0);
    expect(found.band).toBeCloseTo(0.12 * Math.sqrt(found.sessions / 252), 12);
    expect(forecastOutcome({ ...decision, asOf: '2024-11-29' }, path, null)).toBeNull();
  });
});

describe('the file of an account', () => {
  const read = (text: string) => readAccountFile(text, 'account.csv');

  test('is read with blanks as no flow, no fee and no valuation', () => {
    expect(
      read('date,value,flow,fees\n2024-01-01,"1,00,000",,\n2024-01-02,,5000,\n2024-01-03,106000,,25\n'),
    ).toEqual([
      row(day('2024-01-01'), 100_000),
      row(day('2024-01-02'), null, 5000),
      row(day('2024-01-03'), 106_000, 0, 25),
    ]);
  });

  test.each([
    ['date,value\n', /line 1: the header is "date,value"/],
    [
      'date,value,flow,fees\n2024-01-02,1,,\n2024-01-01,1,,\n',
      /line 3: 2024-01-01 is earlier than the row before/,
    ],
    ['date,value,flow,fees\n2024-01-02,1,,\n2024-01-02,1,,\n', /line 3: 2024-01-02 occurs twice/],
    ['date,value,flow,fees\n2024-01-02,0,,\n', /line 2: the value is 0; a value is above 0/],
    ['date,value,flow,fees\n2024-01-02,#REF!,,\n', /line 2: the value "#REF!" is not a number/],
    ['date,value,flow,fees\n2024-01-02,=A1,,\n', /line 2: the value "=A1" is not a number/],
    ['date,value,flow,fees\n2024-01-02,,,\n', /line 2: the row has neither a value nor a flow/],
    ['date,value,flow,fees\n2024-01-02,5,,-1\n', /line 2: the fees are -1, below 0/],
    ['date,value,flow,fees\n02/01/2024,5,,\n', /line 2: "02\/01\/2024" is not an ISO date/],
    ['date,value,flow,fees\n2024-01-02,5\n', /line 2: the row does not have 4 cells/],
  ])('with a fault is refused with its line and value: %j', (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(UserError);
  });
});
