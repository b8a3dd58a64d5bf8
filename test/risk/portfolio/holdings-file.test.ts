import fc from 'fast-check';
import { readHoldings } from '../../../src/risk/portfolio/holdings-file.ts';

const ISSUERS = ['AAA', 'BBB'].map((symbol, i) => ({
  isin: `INE00000${i}010`,
  symbol,
  name: symbol,
  industry: 0,
  listedOn: null,
}));
const read = (head: string, ...lines: string[]) =>
  readHoldings([`security,${head}`, ...lines].join('\n'), 'held.csv', ISSUERS);

describe('a file of holdings', () => {
  test('may group numbers by thousands, or by thousands, lakhs and crores', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2 ** 40 }),
        fc.constantFrom('en-US', 'en-IN'),
        (amount, locale) => {
          const { holdings } = read(
            'value',
            `AAA,"${amount.toLocaleString(locale)}.50"`,
            `BBB,${amount + 0.5}`,
          );
          expect(holdings.map((h) => h.weight)).toEqual([0.5, 0.5]);
        },
      ),
    );
  });

  test.each(['0,5', '0,500', '1,23', '1,2345', '12,34,56', '0x10', '1e', '1.2.3', 'Infinity', '1_000', '½'])(
    'rejects the ambiguous or invalid amount %s',
    (figure) => {
      expect(() => read('weight', `AAA,"${figure}"`)).toThrow(
        /held\.csv:2: the amount of AAA, .* is not a valid number.*decimal point/,
      );
    },
  );

  test.each([
    ['-0.25', -0.25],
    ['.5', 0.5],
    ['1e-3', 0.001],
    ['+2', 2],
  ])('has the weight %s', (figure, weight) => {
    expect(read('weight', `AAA,${figure}`).holdings).toEqual([{ issuer: 0, weight }]);
  });

  test('has a warning if weights sum to more than 2, probably percent; cash, short positions and values have none', () => {
    const [percent] = read('weight', 'AAA,60', 'BBB,40').problems;
    expect(percent).toMatchObject({ severity: 'warning', about: 'held.csv' });
    expect(percent!.message).toBe('the weights sum to 100, or 10000 % of the portfolio.');
    expect(read('weight', 'AAA,1.5', 'BBB,-0.5').problems).toEqual([]);
    expect(read('weight', 'AAA,0.1').problems).toEqual([]);
    expect(read('value', 'AAA,60', 'BBB,40').problems).toEqual([]);
  });

  test.each([
    ['weight', ['AAA,1e300'], /held\.csv:2: the amount of AAA, "1e300", is beyond 1000 times the portfolio/],
    ['weight', ['AAA,-1001'], /is beyond 1000 times the portfolio/],
    ['value', ['AAA,1e300'], /is beyond ₹ 90 lakh crore/],
    ['value', ['AAA,1000000', 'BBB,-999999.99'], /cancel to ₹ 0\.01.*, so that no weight has a meaning/],
  ])('of a %s beyond sense, %j, is refused', (head, lines, message) => {
    expect(() => read(head, ...lines)).toThrow(message);
  });

  test('may be long and short by many times its net value', () => {
    expect(read('value', 'AAA,300', 'BBB,-200').holdings.map((h) => h.weight)).toEqual([3, -2]);
  });
});
