import { type Day, dayOf, iso, monthNumber, parseIso } from '../../src/market/day.ts';

const MS = 86_400_000;

describe('A day', () => {
  test('agrees with the proleptic Gregorian calendar of Date on every day from 1900 to 2199', () => {
    const differing: string[] = [];
    for (let d = Date.UTC(1900, 0, 1) / MS; d <= Date.UTC(2199, 11, 31) / MS; d++) {
      const date = new Date(d * MS);
      const text = date.toISOString().slice(0, 10);
      const months = date.getUTCFullYear() * 12 + date.getUTCMonth();
      const same = iso(d as Day) === text && parseIso(text) === d && monthNumber(d as Day) === months;
      if (!same) differing.push(text);
    }
    expect(differing).toEqual([]);
  });

  test.each([
    [2100, 2, 29],
    [2023, 2, 29],
    [2024, 4, 31],
    [2024, 0, 1],
    [2024, 13, 1],
    [2024, 1, 0],
    [2024, 1.5, 1],
    [2024, 1, Number.NaN],
    [1899, 12, 31],
    [2200, 1, 1],
  ])('%d-%d-%d does not exist', (year, month, dayOfMonth) => {
    expect(dayOf(year, month, dayOfMonth)).toBeNull();
  });

  test('29 February exists in 2000 and 2024', () => {
    expect(iso(dayOf(2000, 2, 29)!)).toBe('2000-02-29');
    expect(iso(dayOf(2024, 2, 29)!)).toBe('2024-02-29');
  });

  test('is written with four digits of the year, also where none can be read', () => {
    expect(iso(-719_528 as Day)).toBe('0000-01-01');
  });
});
