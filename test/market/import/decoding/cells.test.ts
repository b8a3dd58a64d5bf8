import fc from 'fast-check';
import { day, dayOf, displayDay, iso, type Day } from '../../../../src/market/day.ts';
import { readDate } from '../../../../src/market/import/decoding/dates.ts';
import { splitFields } from '../../../../src/market/import/formats/fields.ts';
import { readNumber, readVolume } from '../../../../src/market/import/decoding/numbers.ts';

const anyDay = fc.integer({ min: -20_000, max: 60_000 }).map((n) => n as Day);

describe('a line of CSV', () => {
  it('is split into the cells it was written from', () => {
    const cell = fc.string().filter((s) => !/[\r\n]/.test(s));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1 }), (cells) => {
        const line = cells.map(([text, quoted]) =>
          quoted || /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
        );
        expect(splitFields(line.join(','))).toEqual(cells.map(([text]) => text));
      }),
    );
  });

  it.each([
    ['"a","b', 'left open'],
    ['a"b,c', 'a quote inside a plain cell'],
    ['"a"b,c', 'text after a closing quote'],
    ['"a","b"c","d"', 'a stray quote between quoted cells'],
    ['"', 'nothing but a quote'],
  ])('with unbalanced quotation marks is rejected: %s (%s)', (line) => {
    expect(splitFields(line)).toBeNull();
  });

  it('does not include a Windows line end in its last cell', () => {
    expect(splitFields('"a","b"\r')).toEqual(['a', 'b']);
    expect(splitFields('a,b\r')).toEqual(['a', 'b']);
  });
});

describe('a number', () => {
  it.each([
    ['12.5', 12.5],
    ['-3', -3],
    ['.42', 0.42],
    ['-.77', -0.77],
    ['5.', 5],
    [' 7 ', 7],
    ['36,293.51', 36293.51],
    ['1,23,45,678.9', 12345678.9],
    ['12,34,567', 1234567],
  ])('%s is %d', (text, value) => expect(readNumber(text)).toBe(value));

  it.each(['', ' ', '-', '.'])('%j is a missing value', (text) => expect(readNumber(text)).toBeNull());

  it.each([
    '1e5',
    '0x1f',
    'NaN',
    'Infinity',
    '1,2',
    '1,2345',
    '12,34',
    '--1',
    '1-',
    '1.2.3',
    '₹5',
    '5%',
    '1 000',
    '١٢',
  ])('%j is not a number', (text) => expect(readNumber(text)).toBeUndefined());

  it('is parsed in every digit grouping', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), (n) => {
        expect(readNumber(String(n))).toBe(n);
        expect(readNumber(n.toLocaleString('en-US'))).toBe(n);
        expect(readNumber(n.toLocaleString('en-IN'))).toBe(n);
      }),
    );
  });

  it.each([
    ['25.45K', 25_450],
    ['1.21B', 1_210_000_000],
    ['', null],
    ['K', undefined],
    ['5k', undefined],
  ])('of volume %j is %p', (text, value) => expect(readVolume(text)).toBe(value));
});

describe('a date', () => {
  it('is parsed in every publisher’s style', () => {
    fc.assert(
      fc.property(anyDay, (d) => {
        const [year, month, dayOfMonth] = iso(d).split('-') as [string, string, string];
        const shown = displayDay(d);
        const [dd, mon, yyyy] = shown.split(' ') as [string, string, string];
        expect(readDate(iso(d), 'YYYY-MM-DD')).toBe(d);
        expect(readDate(`${dayOfMonth}-${month}-${year}`, 'DD-MM-YYYY')).toBe(d);
        expect(readDate(`${month}/${dayOfMonth}/${year}`, 'MM/DD/YYYY')).toBe(d);
        expect(readDate(shown, 'DD Mon YYYY')).toBe(d);
        expect(readDate(`${dd}-${mon.toUpperCase()}-${yyyy}`, 'DD Mon YYYY')).toBe(d);
        expect(readDate(`${mon} ${dd}, ${yyyy}`, 'Mon DD, YYYY')).toBe(d);
      }),
    );
  });

  it('that does not exist, or is in another style, is not a date', () => {
    expect(readDate('30-02-2020', 'DD-MM-YYYY')).toBeNull();
    expect(readDate('13/13/2020', 'MM/DD/YYYY')).toBeNull();
    expect(readDate('02 Foo 2020', 'DD Mon YYYY')).toBeNull();
    // `anf` stands in the twelve names written one after another, between Jan and Feb.
    expect(readDate('02 anf 2020', 'DD Mon YYYY')).toBeNull();
    expect(readDate('2020-01-02', 'DD-MM-YYYY')).toBeNull();
    expect(readDate('02-01-20', 'DD-MM-YYYY')).toBeNull();
    expect(dayOf(2020, 2, 29)).toBe(day('2020-02-29'));
  });
});
