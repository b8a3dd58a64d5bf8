import { faber, faberBand } from '../../../regimes/challengers/faber.ts';
import { dailyInput, monthlyInput } from './challenger-input.fixture.ts';

const last = (challenger: typeof faber, closes: readonly number[]) =>
  challenger.label(monthlyInput(2001, closes)).at(-1);

describe('the 10-month average', () => {
  const nine = [100, 100, 100, 100, 100, 100, 100, 100, 100];

  test('gives no label before the tenth month-end', () => {
    expect(faber.label(monthlyInput(2001, nine))).toEqual(nine.map(() => null));
  });

  test('is bearish below the mean of the last ten closes, otherwise bullish', () => {
    expect(last(faber, [...nine, 99.99])).toBe('bearish');
    expect(last(faber, [...nine, 100])).toBe('bullish');
    expect(last(faber, [...nine, 100.01])).toBe('bullish');
  });

  test('excludes the eleventh month-end back', () => {
    // With the 500 the mean would be 136.
    expect(last(faber, [500, ...nine, 101])).toBe('bullish');
  });

  test('uses the last session so far for the current month', () => {
    // 210 weekdays from 1 January 2001 end on 19 October, in the tenth month.
    const closes = Array.from({ length: 210 }, (_, i) => (i === 209 ? 99 : 100));
    expect(faber.label(dailyInput('2001-01-01', closes)).at(-1)).toBe('bearish');
  });
});

describe('the 10-month average with a band', () => {
  const flat = Array.from({ length: 9 }, () => 100);

  test('keeps its label inside ±3 % of the average and changes it outside', () => {
    // Averages of the last ten from the tenth on: 100.5, 99.5, 100, 99.1; ratios 1.045, 0.905, 1.05, 0.918.
    const out = [...flat, 105, 90, 105, 91];
    expect(faberBand.label(monthlyInput(2001, out)).slice(9)).toEqual([
      'bullish',
      'bearish',
      'bullish',
      'bearish',
    ]);
    // 98 and 101 stay within 3 % of averages near 100, on the opposite side.
    expect(faberBand.label(monthlyInput(2001, [...flat, 105, 98])).at(-1)).toBe('bullish');
    expect(faberBand.label(monthlyInput(2001, [...flat, 90, 101])).at(-1)).toBe('bearish');
    expect(faber.label(monthlyInput(2001, [...flat, 105, 98])).at(-1)).toBe('bearish');
  });

  test('ignores the band at the first month', () => {
    expect(last(faberBand, [...flat, 99])).toBe('bearish');
    expect(last(faberBand, [...flat, 101])).toBe('bullish');
  });
});
