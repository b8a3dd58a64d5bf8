import fc from 'fast-check';
import { splitFields } from '../../../src/market/import/formats/fields.ts';
import { toCsv } from '../../../src/report/csv/csv.ts';

describe('CSV', () => {
  test('keeps commas and quotes inside cells and writes a missing value as an empty cell', () => {
    expect(
      toCsv(
        ['name', 'weight'],
        [
          ['Rao, "A." & Sons', 0.25],
          ['plain', null],
        ],
      ),
    ).toBe('name,weight\r\n"Rao, ""A."" & Sons",0.25\r\nplain,\r\n');
  });

  test.each(['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\tx'])('%j is written as text', (text) => {
    expect(splitFields(toCsv([], [[text]]).split('\r\n')[1]!)![0]).toBe(`'${text}`);
  });

  test('writes negative numbers as numbers and rejects NaN', () => {
    expect(toCsv(['x'], [[-0.5]])).toBe('x\r\n-0.5\r\n');
    expect(() => toCsv(['x'], [[NaN]])).toThrow('cannot write NaN to a CSV cell');
  });

  test('reads back every cell of a line, except the prefix of formulas', () => {
    const text = fc.string().filter((s) => !/[\r\n]/.test(s));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (row) => {
        const line = toCsv(row, []).slice(0, -2);
        expect(splitFields(line)!.map((c) => c.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(row);
      }),
    );
  });
});
