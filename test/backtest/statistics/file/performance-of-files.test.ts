import fc from 'fast-check';
import { performanceOfFiles } from '../../../../src/backtest/statistics/file/performance-of-files.ts';
import { readSeries, type SeriesOptions } from '../../../../src/backtest/statistics/file/read-series.ts';
import { seriesPath } from '../../../../src/backtest/statistics/file/series-path.ts';
import { iso } from '../../../../src/market/day.ts';
import { UserError } from '../../../../src/market/problem.ts';

const read = (text: string, options: SeriesOptions = {}) => readSeries(text, 'fund.csv', options);
const failure = (text: string, options: SeriesOptions = {}): string => {
  try {
    read(text, options);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'no error';
};
const file = (text: string, options: SeriesOptions = {}) => ({ file: 'fund.csv', text, ...options });

describe('a series in a file', () => {
  test('has the unit that its heading says', () => {
    const unit = (heading: string) => read(`date,${heading}\n2024-01-31,0.02\n2024-02-29,0.01\n`).unit;
    expect(['price', 'NAV', 'Adj Close', 'Total Returns Index'].map(unit)).toEqual(Array(4).fill('price'));
    expect(['return', 'Returns'].map(unit)).toEqual(['fraction', 'fraction']);
    expect(['return_percent', 'Return %', 'Monthly return (pct)'].map(unit)).toEqual(
      Array(3).fill('percent'),
    );
  });

  test('is refused where neither heading nor option gives the unit, or where one of several columns is not named', () => {
    expect(failure('date,Alpha Fund\n2024-01-31,0.02\n')).toMatch(
      /fund.csv: line 1: the heading "Alpha Fund" does not say whether .* Say it with --unit price\|fraction\|percent\|yield/,
    );
    expect(failure('date,a,b\n2024-01-31,1,2\n')).toMatch(
      /2 columns beside the date: "a", "b". Name one with --column/,
    );
    expect(failure('date,a,b\n2024-01-31,1,2\n', { column: 'c' })).toMatch(
      /no column "c". The columns are "a", "b"/,
    );
  });

  test('may be newest first, in vendors’ dates and with grouped digits', () => {
    const newest = read('"Date","Close"\n"31 Mar 2020","8,597.75"\n"28 Feb 2020","11,201.75"\n');
    expect(newest.days.map(iso)).toEqual(['2020-02-28', '2020-03-31']);
    expect(newest.values).toEqual([11201.75, 8597.75]);
    expect(read('date,price\n2020-02-28 00:00:00,1\n2020-03-31 00:00:00,2\n').days.map(iso)).toEqual([
      '2020-02-28',
      '2020-03-31',
    ]);
  });

  test('has numeric dates only in an order that the file or the user decides', () => {
    expect(failure('date,price\n01/02/2020,1\n02/03/2020,2\n')).toMatch(
      /"01\/02\/2020" can be read .* --date-format/,
    );
    expect(read('date,price\n01/02/2020,1\n13/03/2020,2\n').days.map(iso)).toEqual([
      '2020-02-01',
      '2020-03-13',
    ]);
    expect(read('date,price\n01/02/2020,1\n02/03/2020,2\n', { dateFormat: 'MM-DD' }).days.map(iso)).toEqual([
      '2020-01-02',
      '2020-02-03',
    ]);
  });

  test.each([
    ['date,price\n2020-01-31,1\n2020-02-29,#REF!\n', /line 3: "#REF!" is not a number/],
    ['date,price\n2020-01-31,1\n2020-02-29,\n', /line 3: the value is missing/],
    ['date,price\n2020-01-31,1\n2020-02-29,-4\n', /line 3: the price is -4; a price is above 0/],
    ['date,price\n2020-01-31,1\n2020-01-31,2\n', /line 3: 2020-01-31 occurs twice/],
    ['date,price\n2020-01-31,1\n2020-03-31,2\n2020-02-29,2\n', /line 4: 2020-02-29 is out of order/],
    [
      'date,price\n2020-01-31,1\n29 Feb 2020,2\n',
      /line 3: "29 Feb 2020" is not a date like the first, "2020-01-31"/,
    ],
    [
      'date,return\n2020-01-31,1.2\n2020-02-29,-0.8\n',
      /line 2: 1.2 read as a fraction looks like percentages/,
    ],
    ['date,return\n2020-01-31,100\n2020-02-29,102\n', /looks like prices/],
    ['date,return\n2020-01-31,0.01\n2020-02-29,-1\n', /line 3: a return of -1 loses everything/],
    [
      'date,return\n2020-01-31,1%\n2020-02-29,2%\n',
      /line 2: "1%" is a percentage, but the column was taken as fractions/,
    ],
    ['date,price\n2020-01-31,1,3\n', /line 2: the row has 3 cells, the header 2/],
    ['date,price\n2020-01-31,"1\n', /line 2: a quotation mark is not closed/],
    ['date,price\n', /line 1: no row follows the header/],
    ['date;nav\n31.01.2020;100,5\n', /line 1: the columns are separated by semicolons instead of commas/],
    ['date\n2020-01-31\n', /line 1: the header has no column of numbers/],
  ])('with a fault is refused with its line and value: %j', (text, message) => {
    expect(failure(text)).toMatch(message);
  });

  test('has its dates in the column of that name, where another column is first', () => {
    const text = 'Index Name,Date,Open,Close\nNIFTY 50,02 Jan 2020,10,12\nNIFTY 50,01 Jan 2020,9,11\n';
    const { days, values } = readSeries(text, 'nifty.csv', { column: 'Close' });
    expect([days.map(iso), values]).toEqual([
      ['2020-01-01', '2020-01-02'],
      [11, 12],
    ]);
  });

  test('of returns starts one period before its first date', () => {
    const start = (text: string) => iso(seriesPath(read(text)).days[0]!);
    expect(start('date,return\n2020-01-31,0.01\n2020-02-29,0.02\n2020-03-31,0.02\n')).toBe('2019-12-31');
    expect(start('date,return\n2020-01-06,0.01\n2020-01-07,0.02\n2020-01-08,0.02\n')).toBe('2020-01-03');
    expect(start('date,return\n2020-03-31,0.01\n2020-06-30,0.02\n2020-09-30,0.02\n')).toBe('2019-12-31');
  });

  test('gives the same sheet as prices, fractions and percent', () => {
    const returns = [0.02, -0.01, 0.03, 0.015];
    const dates = ['2020-01-31', '2020-02-29', '2020-03-31', '2020-04-30'];
    let level = 100;
    const prices = dates.map((d, i) => `${d},${(level *= 1 + returns[i]!)}`);
    const texts = [
      `date,price\n2019-12-31,100\n${prices.join('\n')}\n`,
      `date,return\n${dates.map((d, i) => `${d},${returns[i]}`).join('\n')}\n`,
      `date,return %\n${dates.map((d, i) => `${d},${100 * returns[i]!}`).join('\n')}\n`,
    ];
    const [first, ...others] = texts.map((text) => performanceOfFiles({ series: file(text) }).sheet);
    for (const sheet of others) {
      expect(sheet.from).toBe(first!.from);
      for (const [i, f] of sheet.figures.entries())
        if (f.own !== null) expect(f.own).toBeCloseTo(first!.figures[i]!.own!, 10);
    }
  });

  test('is measured against a benchmark dated by another day of the same months, and over yields', () => {
    const { sheet, sources } = performanceOfFiles({
      series: file('date,price\n2019-12-31,100\n2020-01-31,102\n2020-02-28,101\n2020-03-31,90\n'),
      benchmark: file('date,price\n2019-12-31,50\n2020-01-31,51\n2020-02-29,52\n2020-03-31,40\n'),
      riskFree: file('Date,Yield\n2019-12-27,3.65\n2020-02-26,7.3\n'),
    });
    expect(sheet.headline.count).toBe(3);
    expect(sheet.figures.find((f) => f.id === 'up-capture')?.own).toBeCloseTo(
      (1.02 * (101 / 102) - 1) / (52 / 50 - 1),
      12,
    );
    expect(sources).toHaveLength(3);
    expect(() => performanceOfFiles({ series: file('Date,Yield\n2020-01-01,5\n') })).toThrow(
      /read as a risk-free rate only/,
    );
  });

  test('of any content is read or refused with a sentence, never with a crash', () => {
    const cell = fc.oneof(
      fc.constantFrom('2020-01-31', '1', '-1', '', '1e400', 'NaN', '=A1', '"', '5%'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { maxLength: 6 }), (rows) => {
        const text = `date,price\n${rows.map((r) => r.join(',')).join('\n')}`;
        try {
          performanceOfFiles({ series: file(text) });
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
