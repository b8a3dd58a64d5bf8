import fc from 'fast-check';
import { dateText, monthText } from '../../src/report/page/dates.ts';
import { featureLine, featureText } from '../../src/report/decision/regime/feature-model.ts';
import { counted, grouped, percent, signed } from '../../src/format/numbers.ts';
import { rupees, rupeesInWords } from '../../src/format/rupees.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('Numbers in text', () => {
  test('group digits 3-2-2, the Indian convention', () => {
    expect(grouped(0, 0)).toBe('0');
    expect(grouped(999, 0)).toBe('999');
    expect(grouped(1000, 0)).toBe('1,000');
    expect(grouped(99_999, 0)).toBe('99,999');
    expect(grouped(123456, 0)).toBe('1,23,456');
    expect(grouped(12345678.5, 2)).toBe('1,23,45,678.50');
    expect(grouped(1e11, 0)).toBe('1,00,00,00,00,000');
  });

  test('agree with Intl for en-IN, an independent implementation', () => {
    const intl = new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (hundredths) => {
        expect(grouped(hundredths / 100, 2)).toBe(intl.format(hundredths / 100));
      }),
    );
  });

  test('have a true minus sign, never a hyphen, and no sign if they round to zero', () => {
    expect(grouped(-0.4, 2)).toBe('−0.40');
    expect(grouped(-0.004, 2)).toBe('0.00');
    expect(signed(0.004, 2)).toBe('0.00');
    expect(signed(0.05, 2)).toBe('+0.05');
    expect(signed(-1234567, 0)).toBe('−12,34,567');
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), fc.integer({ min: 0, max: 4 }), (x, d) => {
        expect(signed(x, d)).not.toMatch(/-|−0(\.0*)?$|\+0(\.0*)?$/);
      }),
    );
  });

  test('keep a number and its unit on one line', () => {
    expect(percent(12.345)).toBe('12.3\u00a0%');
    expect(counted(1, 'trade')).toBe('1\u00a0trade');
    expect(counted(3, 'trade')).toBe('3\u00a0trades');
  });
});

describe('Rupees', () => {
  test('are exact in tables, and in lakh or crore in sentences', () => {
    expect(plain(rupees(12345678))).toBe('₹ 1,23,45,678');
    expect(plain(rupees(-5000))).toBe('−₹ 5,000');
    expect(plain(rupeesInWords(12345678))).toBe('₹ 1.23 crore');
    expect(plain(rupeesInWords(1234567))).toBe('₹ 12.35 lakh');
    expect(plain(rupeesInWords(99999))).toBe('₹ 99,999');
    expect(plain(rupeesInWords(-250000))).toBe('−₹ 2.50 lakh');
  });

  test('are never 100 lakh: the unit is chosen after rounding', () => {
    expect(plain(rupeesInWords(9999499))).toBe('₹ 99.99 lakh');
    expect(plain(rupeesInWords(9999500))).toBe('₹ 1.00 crore');
    expect(plain(rupeesInWords(99_999.6))).toBe('₹ 1.00 lakh');
  });
});

describe('Dates and features', () => {
  test('have the format for people', () => {
    expect(plain(dateText('2020-01-02'))).toBe('02 Jan 2020');
    expect(plain(monthText('2020-03-31'))).toBe('Mar 2020');
    expect(() => dateText('31/03/2020')).toThrow('31/03/2020');
  });

  test('have the units of the reader', () => {
    const text = (name: string, value: number, unit: string) => {
      const line = featureLine({ name, value, unit });
      return `${line.name}: ${plain(featureText(line))}`;
    };
    expect(text('us_vix_5d', 61.848, 'points')).toBe('US VIX, 5-day mean: 61.85 points');
    expect(text('trend_gap', -0.271321, 'log points')).toBe(
      'Distance from the regression centre: −27.1 % (log)',
    );
    expect(text('gsec_change', -0.591, 'percentage points over 126 sessions')).toBe(
      'Yield change: −59 bp over 126 sessions',
    );
    expect(text('fii_flow_21d', -65817, '₹ crore')).toBe('Net flow, 21 days: −₹ 65,817 crore');
    expect(text('some_new_thing', 1, 'units')).toBe('some new thing: 1.00 units');
  });
});
