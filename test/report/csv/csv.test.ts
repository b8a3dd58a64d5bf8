import fc from 'fast-check';
import { splitFields } from '../../../src/market/import/formats/fields.ts';
import { toCsv } from '../../../src/report/csv/csv.ts';

describe('CSV', () => {
  test('keeps commas and quotes inside their cells, and leaves a missing figure empty', () => {
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

  test.each(['=HYPERLINK("http://x")', '+1', '-2+3', '@SUM(A1)', '\tx'])('%j stays text', (text) => {
    expect(splitFields(toCsv([], [[text]]).split('\r\n')[1]!)![0]).toBe(`'${text}`);
  });

  test('leaves negative numbers numbers, and holds no NaN', () => {
    expect(toCsv(['x'], [[-0.5]])).toBe('x\r\n-0.5\r\n');
    expect(() => toCsv(['x'], [[NaN]])).toThrow('no CSV cell can hold NaN');
  });

  test('gives back every cell of a line, formulas apart', () => {
    const text = fc.string().filter((s) => !/[\r\n]/.test(s));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 6 }), (row) => {
        const line = toCsv(row, []).slice(0, -2);
        expect(splitFields(line)!.map((c) => c.replace(/^'(?=[=+\-@\t\r])/, ''))).toEqual(row);
      }),
    );
  });
});
