import fc from 'fast-check';
import { datedTable, inForce, row, tableProblems } from '../../../allocations/costs/dated-table.ts';
import { addDays, day } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';

const lines = (rows: Parameters<typeof tableProblems>[1]): string[] =>
  tableProblems('duty', rows).map((p) => `${p.about}: ${p.message} ${p.remedy}`);

describe('a dated table', () => {
  test('is rejected with a gap, naming the row, the days without a rate and the remedy', () => {
    const rows = [
      row('2020-01-01', '2020-06-29', 1, 'primary', 'a'),
      row('2020-07-01', null, 2, 'primary', 'b'),
    ];
    expect(lines(rows)).toEqual([
      'duty, row 2: leaves 2020-06-30 to 2020-06-30 without a row. Add a row for that period, or change an end date.',
    ]);
    expect(() => datedTable('duty', rows)).toThrow(UserError);
  });

  test('is rejected with an overlap, an end before its beginning, or a row after an open-ended one', () => {
    expect(
      lines([
        row('2020-01-01', '2020-07-01', 1, 'primary', 'a'),
        row('2020-07-01', '2019-07-01', 2, 'primary', 'b'),
        row('2021-01-01', null, 3, 'primary', 'c'),
        row('2022-01-01', null, 3, 'primary', 'd'),
      ]),
    ).toEqual([
      'duty, row 2: ends on 2019-07-01, before it begins on 2020-07-01. Put the earlier date first.',
      'duty, row 2: begins on 2020-07-01, while the previous row runs to 2020-07-01. End the previous row on the day before.',
      'duty, row 3: leaves 2019-07-02 to 2020-12-31 without a row. Add a row for that period, or change an end date.',
      'duty, row 4: begins on 2022-01-01, but the previous row has no end. Give the previous row its last day.',
    ]);
    expect(lines([])).toEqual(['duty, row 1: the table is empty. Add a row for each period.']);
  });

  test('throws outside its dates and never uses the nearest row', () => {
    const table = datedTable('duty', [
      row('2020-01-01', '2020-12-31', 1, 'primary', 'a'),
      row('2021-01-01', '2021-12-31', 2, 'primary', 'b'),
    ]);
    expect(() => inForce(table, day('2019-12-31'))).toThrow(
      'duty: does not cover 31 Dec 2019; it covers 01 Jan 2020 to 31 Dec 2021. Choose a date in that range, or add a row with its source.',
    );
    expect(() => inForce(table, day('2022-01-01'))).toThrow(UserError);
    expect(inForce(table, day('2020-12-31')).value).toBe(1);
    expect(inForce(table, day('2021-01-01')).value).toBe(2);
  });

  test('keeps a row in force until its successor is known', () => {
    const table = datedTable('duty', [
      row('2020-01-01', '2020-03-31', 1, 'primary', 'a'),
      row('2020-04-01', '2020-12-31', 2, 'primary', 'b', '2020-07-23'),
    ]);
    const value = (on: string, knownOn: string): number => inForce(table, day(on), day(knownOn)).value;
    expect(value('2020-06-30', '2020-06-30')).toBe(1);
    expect(value('2020-12-31', '2020-07-22')).toBe(1);
    expect(value('2020-06-30', '2020-07-23')).toBe(2);
    expect(() => value('2021-01-01', '2020-08-01')).toThrow(UserError);
  });

  test('has exactly one row for every day that it covers', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lengths, fc.nat(3000), (days, offset) => {
        let from = day('2010-01-01');
        const rows = days.map((length, i) => {
          const until = addDays(from, length - 1);
          const made = { from, until, value: i, source: '', confidence: 'primary' as const, knownFrom: from };
          from = addDays(until, 1);
          return made;
        });
        const on = addDays(day('2010-01-01'), offset);
        const table = datedTable('made', rows);
        const holding = rows.filter((r) => r.from <= on && on <= r.until);
        if (on >= from) expect(() => inForce(table, on)).toThrow(UserError);
        else expect([inForce(table, on)]).toEqual(holding);
      }),
    );
  });
});
