import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { readPortfolioByValue } from '../../../allocations/holdings/portfolio-by-value.ts';
import { POSITIONS } from '../../../allocations/positions.ts';
import { UserError } from '../../../src/market/problem.ts';

const faults = (text: string): string[] => {
  try {
    readPortfolioByValue(text, 'held.csv');
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map((p) => `${p.about}: ${p.message} ${p.remedy}`);
  }
};

describe('a portfolio file by value', () => {
  test('is read by position, with Indian and international grouping, and cash as liquid fund', () => {
    const text = [
      '\uFEFFposition,value',
      'momentum,"12,34,567.50"',
      'quality , 500000',
      '"alpha","1,250,000"',
      'liquid-fund,1000',
      'cash,2000.5',
      '',
    ].join('\r\n');
    const held = readPortfolioByValue(text, 'held.csv');
    expect(held.holdings).toEqual({
      momentum: 1_234_567.5,
      quality: 500_000,
      alpha: 1_250_000,
      'liquid-fund': 3000.5,
    });
    expect(held.value).toBe(2_987_568);
    expect(held.sha256).toBe(createHash('sha256').update(Buffer.from(text)).digest('hex'));
  });

  test('skips rows that a spreadsheet left empty, as it does blank lines', () => {
    expect(readPortfolioByValue('position,value\n,\nmomentum,500\n"",\n\n', 'held.csv').holdings).toEqual({
      momentum: 500,
    });
  });

  test('reports every faulty line at once, with the valid values', () => {
    const text =
      'position,value\nmomentum,-5\ngrowth,10\nalpha,many\nvalue,12,34,567\nquality,1\nquality,2\n';
    expect(faults(text)).toEqual([
      'held.csv:2: momentum has the value "-5", which is not a valid amount. Give an amount of ₹ 0 or more, like 1234567.50 or "12,34,567.50".',
      `held.csv:3: "growth" is not a position. Use one of ${[...POSITIONS, 'cash'].join(', ')}.`,
      'held.csv:4: alpha has the value "many", which is not a valid amount. Give an amount of ₹ 0 or more, like 1234567.50 or "12,34,567.50".',
      'held.csv:5: "value,12,34,567" is not a position and a value. Put a number with commas in quotes.',
      'held.csv:7: quality is already on line 6. Give each position one line.',
    ]);
  });

  test.each([
    [
      '',
      'held.csv: is empty. Check that it was saved. The first line must be position,value, or holding,position,bought,quantity,cost,price, or that of a broker’s file (docs/how-to/portfolio-files.md).',
    ],
    [
      'position;value\nalpha;1\n',
      'held.csv:1: begins with "position;value": its columns are separated by semicolons instead of commas. Save it with commas, and with a point in decimal numbers.',
    ],
    [
      'sleeve,weight\nalpha,1\n',
      'held.csv:1: begins with "sleeve,weight", which is not the expected header. It takes values in ₹, not weights. The first line must be position,value, or holding,position,bought,quantity,cost,price, or that of a broker’s file (docs/how-to/portfolio-files.md).',
    ],
    [
      'position,value\n',
      'held.csv: has a total value of ₹\u00a00, which cannot be allocated. Give the value of each position in ₹: at least ₹ 1 in all, at most ₹ 90 lakh crore.',
    ],
    [
      'position,value\nalpha,0\n',
      'held.csv: has a total value of ₹\u00a00, which cannot be allocated. Give the value of each position in ₹: at least ₹ 1 in all, at most ₹ 90 lakh crore.',
    ],
    [
      'position,value\nalpha,"1,2"\n',
      'held.csv:2: alpha has the value "1,2", which is not a valid amount. Give an amount of ₹ 0 or more, like 1234567.50 or "12,34,567.50".',
    ],
    [
      'position,value\nalpha,1e9\n',
      'held.csv:2: alpha has the value "1e9", which is not a valid amount. Give an amount of ₹ 0 or more, like 1234567.50 or "12,34,567.50".',
    ],
    [
      'position,value\nhedge-reserve,5\n',
      `held.csv:2: "hedge-reserve" is not a position. Use one of ${[...POSITIONS, 'cash'].join(', ')}.`,
    ],
    [
      'position,value\nLow Volatility,5\n',
      `held.csv:2: "Low Volatility" is not a position. Write low-volatility if that is meant. Use one of ${[...POSITIONS, 'cash'].join(', ')}.`,
    ],
    [
      'position,value\nmomentun,5\n',
      `held.csv:2: "momentun" is not a position. Write momentum if that is meant. Use one of ${[...POSITIONS, 'cash'].join(', ')}.`,
    ],
    [
      'position,value\nalpha,25%\n',
      'held.csv:2: alpha has the value "25%", which is not a valid amount. Give an amount in ₹, not a weight in percent. Give an amount of ₹ 0 or more, like 1234567.50 or "12,34,567.50".',
    ],
    [
      'position,value\nalpha,Rs. 500000\n',
      'held.csv:2: alpha has the value "Rs. 500000", which is not a valid amount. Leave out the currency sign. Give an amount of ₹ 0 or more, like 1234567.50 or "12,34,567.50".',
    ],
    [
      'position,value\nalpha,₹ 5 lakh\n',
      'held.csv:2: alpha has the value "₹ 5 lakh", which is not a valid amount. Write the amount out in ₹, without lakh or crore. Give an amount of ₹ 0 or more, like 1234567.50 or "12,34,567.50".',
    ],
    [
      'position,value\nalpha,0.25\nquality,0.75\n',
      'held.csv: has values that sum to 1: they look like weights, not amounts. Give the value of each position in ₹.',
    ],
    [
      'position,value\nalpha,33.3\nquality,66.6\n',
      'held.csv: has values that sum to 99.9: they look like weights, not amounts. Give the value of each position in ₹.',
    ],
  ])('%j is rejected with its reason', (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  test('is rejected if it is far too long, or too large to count in rupees', () => {
    expect(faults(`position,value\n${'x'.repeat(100_000)}`)[0]).toMatch(
      /^held\.csv: is 100015 characters long/,
    );
    expect(faults(`position,value\nalpha,${'9'.repeat(400)}`)[0]).toMatch(/has the value/);
    expect(faults(`position,value\nalpha,${'9'.repeat(30)}`)[0]).toMatch(/which cannot be allocated/);
  });

  test('of any text is either read or rejected; its value is the sum of its positions', () => {
    const lines = fc.array(
      fc.oneof(fc.string(), fc.constantFrom('alpha,1', 'cash,"1,00,000"', 'gold,0', 'x,1')),
    );
    fc.assert(
      fc.property(lines, (rows) => {
        const text = ['position,value', ...rows].join('\n');
        if (faults(text).length > 0) return;
        const { value, holdings } = readPortfolioByValue(text, 'f');
        expect(Object.values(holdings).reduce((a, b) => a + b, 0)).toBe(value);
      }),
    );
  });
});
