import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { hasCheckDigit } from '../../../src/market/stocks/isin-check.ts';
import { byPosition } from '../../../allocations/holdings/portfolio-by-lot.ts';
import { readPortfolioFile } from '../../../allocations/holdings/portfolio-file.ts';
import { readPortfolioByLot } from '../../../allocations/holdings/read-lots.ts';
import { POSITIONS } from '../../../allocations/positions.ts';
import { issuerPart } from '../../../src/market/stocks/isin.ts';
import { day } from '../../../src/market/day.ts';
import { UserError } from '../../../src/market/problem.ts';
import { describeReference, reference } from '../../reference.ts';

const CONTEXT = { asOf: day('2025-01-15'), knownIssuers: null };
const HEADER = 'holding,position,bought,quantity,cost,price,price-2018,value';
const LOT = 'INE002A01018,momentum,2024-02-12,50,1462.00,1275.40,,';
const read = (...lines: string[]) => readPortfolioByLot([HEADER, ...lines].join('\n'), 'held.csv', CONTEXT);

const faultsOf = (work: () => unknown): string[] => {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map((p) => `${p.about}: ${p.message} ${p.remedy}`);
  }
};
const faults = (...lines: string[]): string[] => faultsOf(() => read(...lines));

/** The indented block below a heading of the page that documents the files. */
function documented(heading: string): string {
  const page = readFileSync(join(__dirname, '../../../docs/how-to/portfolio-files.md'), 'utf8');
  const block = page.slice(page.indexOf(`## ${heading}`)).match(/(^ {4}.*\n)+/m)![0];
  return block.replaceAll(/^ {4}/gm, '');
}

describe('a portfolio file by lot', () => {
  test('is read as documented: lots by holding, funds, a sleeve as a whole, cash, and a matching total', () => {
    const file = readPortfolioFile(documented('By lot'), 'held.csv', CONTEXT);
    if (file.kind !== 'by-lot') throw new Error('the documented file is not read by lot');
    const { holdings, cash, value } = file.portfolio;
    expect(holdings.map((h) => [h.kind, h.id, h.position, h.lots.length, h.value])).toEqual([
      ['stock', 'INE002A01018', 'momentum', 2, 19_131_000],
      ['fund', '120716', 'quality', 1, 21_561_592],
      ['position', 'low-volatility', 'low-volatility', 1, 22_350_000],
    ]);
    expect(holdings[0]!.lots[0]).toEqual({
      bought: day('2017-05-31'),
      quantity: 100,
      cost: 3_351_000,
      priceOf2018: 483.1,
    });
    expect([cash, value]).toEqual([2_500_000, 65_542_592]);
  });

  test('aggregates to positions, with cash as liquid fund', () => {
    const portfolio = byPosition(readPortfolioByLot(documented('By lot'), 'held.csv', CONTEXT));
    expect(portfolio.holdings).toEqual({
      momentum: 191_310,
      quality: 215_615.92,
      'low-volatility': 223_500,
      'liquid-fund': 25_000,
    });
    expect(portfolio.value).toBe(655_425.92);
    const nowhere = read(LOT.replace('momentum', ''));
    expect(faultsOf(() => byPosition(nowhere))).toEqual([
      'held.csv:2: INE002A01018 has no position. Give one in the column position.',
    ]);
  });

  test('accepts columns in any order, and only the required ones', () => {
    const text = '\uFEFFPrice, Cost ,quantity,bought,holding\r\n10,"1,00,000.50",2,2024-01-01,gold\r\n';
    expect(readPortfolioByLot(text, 'f', CONTEXT).holdings[0]).toMatchObject({
      id: 'gold',
      price: 10,
      lots: [{ cost: 20_000_100 }],
    });
  });

  test('accepts bonus shares at zero cost', () => {
    expect(read(LOT.replace('1462.00', '0')).holdings[0]!.lots[0]!.cost).toBe(0);
  });
});

describe('a faulty portfolio file by lot', () => {
  const WANTED = `Use an ISIN, an AMFI scheme code, cash, or one of ${POSITIONS.join(', ')}.`;
  test.each([
    ['growth,,2024-01-01,1,1,1,,', `"growth" is not a valid holding. ${WANTED}`],
    [
      'INE002A01019,alpha,2024-01-01,1,1,1,,',
      'INE002A01019 is not a valid ISIN: its check digit is wrong. Check it for a typing error.',
    ],
    [
      'Low volatility,,2024-01-01,1,1,1,,',
      `"Low volatility" is not a valid holding. Write low-volatility if that is meant. ${WANTED}`,
    ],
    [
      'INE002A01018,Momentum,2024-01-01,1,1,1,,',
      `"Momentum" is not a position. Write momentum if that is meant. Use one of ${POSITIONS.join(', ')}.`,
    ],
    [
      'gold,,2024-01-01,1,₹ 5,1,,',
      'cost is "₹ 5", which is not a valid number. Leave out the currency sign. Give ₹ per share, 0 or more, like 1234.50.',
    ],
    ['INE002A01018,beta,2024-01-01,1,1,1,,', `"beta" is not a position. Use one of ${POSITIONS.join(', ')}.`],
    ['gold,,01-02-2024,1,1,1,,', 'bought is "01-02-2024", which is not a date. Give the date as YYYY-MM-DD.'],
    [
      'gold,,2025-01-16,1,1,1,,',
      'was bought on 16 Jan 2025, after 15 Jan 2025. Remove lots bought after the as-of date, or choose a later as-of date.',
    ],
    [
      'gold,,2024-01-01,-5,1,1,,',
      'quantity is "-5", which is not a valid number. Give a number of shares or units, above 0, like 1234.50.',
    ],
    [
      'gold,,2024-01-01,0,1,1,,',
      'quantity is "0", which is not a valid number. Give a number of shares or units, above 0, like 1234.50.',
    ],
    [
      'gold,,2024-01-01,1,1,0,,',
      'price is "0", which is not a valid number. Give ₹ per share, above 0, like 1234.50.',
    ],
    [
      'gold,,2024-01-01,1,,1,,',
      'cost is "", which is not a valid number. Give ₹ per share, 0 or more, like 1234.50.',
    ],
    [
      'INE002A01018,,2024-01-01,1.5,1,1,,',
      'quantity is 1.5, which is not a whole number of shares. Give whole shares.',
    ],
    [
      'gold,,2024-01-01,3,1,10,,31',
      'does not add up: 3 × 10 is ₹\u00a030.00, not ₹\u00a031.00. Correct quantity, price or value.',
    ],
    [
      'gold,,2024-01-01,1e9,1,1,,',
      'quantity is "1e9", which is not a valid number. Give a number of shares or units, above 0, like 1234.50.',
    ],
    [
      `gold,,2024-01-01,${'9'.repeat(20)},1,1,,`,
      'exceeds the largest supported value of ₹ 10,000 crore. Check quantity, cost and price.',
    ],
    [
      'cash,,,,,,,-1',
      'cash has the value "-1", which is not a valid amount. Give an amount of ₹ 0 or more in the column value.',
    ],
    [
      'gold,,2024-01-01,1,1,1',
      'has 6 cells; the header has 8. Quote numbers that contain commas, and keep a comma for each empty cell.',
    ],
    [
      'gold,,2024-01-01,"1,1,1,,',
      'has an unclosed quote. Quote numbers that contain commas, and keep a comma for each empty cell.',
    ],
  ])('%s is rejected by line and with a remedy', (line, fault) => {
    expect(faults(LOT, line)).toEqual([`held.csv:3: ${fault}`]);
  });

  test('reports all its faults at once', () => {
    expect(faults('gold,,2026-01-01,-1,x,0,,', LOT, 'silver,,2024-01-01,1,1,1,,')).toHaveLength(5);
  });

  test('is rejected if it names stocks that the store does not have', () => {
    const known = new Set([issuerPart('INE009A01021')]);
    const text = `${HEADER}\n${LOT}\n${LOT.replace('INE002A01018', 'INE009A01021')}\n`;
    expect(faultsOf(() => readPortfolioByLot(text, 'held.csv', { ...CONTEXT, knownIssuers: known }))).toEqual(
      ['held.csv:2: INE002A01018 is not in the store. Check the ISIN, or import prices of this stock.'],
    );
  });

  test('is rejected with a duplicate lot, cash or total, two prices, a fund of two positions, or a wrong total', () => {
    expect(faults(LOT, LOT)).toEqual([
      'held.csv:3: a lot of 50 INE002A01018 of 2024-02-12 is already on line 2. Combine the lines, or remove one.',
    ]);
    expect(faults(LOT, 'cash,,,,,,,1', 'cash,,,,,,,1')).toEqual([
      'held.csv:4: the line cash is already on line 3. Combine the lines, or remove one.',
    ]);
    expect(faults(LOT, LOT.replace('50', '51').replace('1275.40', '1275.45'))).toEqual([
      'held.csv:3: INE002A01018 has the price 1275.45, but 1275.4 on line 2. Give one price, that of the as-of date.',
    ]);
    const fund = LOT.replace('INE002A01018', '120716');
    expect(faults(fund, fund.replace('50', '51').replace('momentum', 'alpha'))).toEqual([
      'held.csv:3: 120716 has another position on line 2. Give the fund one position.',
    ]);
    expect(faults(LOT, 'total,,,,,,,63770.03')).toEqual([
      'held.csv:3: does not add up: the lines sum to ₹\u00a063,770.00, not ₹\u00a063,770.03. Add the missing lines, or correct the total.',
    ]);
    expect(faults('total,,,,,,,63770', LOT)).toEqual([
      'held.csv:3: comes after the total. Put the total on the last line.',
    ]);
  });

  test('may have a stock in two sleeves, each with its lots', () => {
    const { holdings } = read(LOT, LOT.replace('momentum', 'alpha'));
    expect(holdings.map((h) => [h.id, h.position, h.value])).toEqual([
      ['INE002A01018', 'momentum', 6_377_000],
      ['INE002A01018', 'alpha', 6_377_000],
    ]);
  });

  test('is rejected with an invalid header', () => {
    const header = (text: string) => faultsOf(() => readPortfolioByLot(text, 'f', CONTEXT));
    expect(header('holding,units\n')).toEqual([
      'f:1: "units" is not a column. Columns are holding, position, bought, quantity, cost, price, price-2018, value, traded.',
    ]);
    expect(header('holding,bought,cost,price\n')[0]).toMatch(/^f:1: the column quantity is missing/);
    expect(header('holding,holding,bought,quantity,cost,price\n')[0]).toMatch(
      /^f:1: the column holding appears twice/,
    );
    expect(header(HEADER)).toEqual(['f: has no holdings. Add a line for each lot.']);
    expect(header('x'.repeat(5 * 1024 * 1024))[0]).toMatch(/too long for a portfolio by lot/);
  });

  test('of any text is either read or rejected; its value is the sum of its lines, to the paisa', () => {
    const lines = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom(LOT, 'cash,,,,,,,12', 'gold,,2024-01-01,3,1,10.115,,', 'total,,,,,,,1'),
      ),
    );
    fc.assert(
      fc.property(lines, (rows) => {
        if (faults(...rows).length > 0) return;
        const { holdings, cash, value } = read(...rows);
        expect(holdings.reduce((sum, h) => sum + h.value, cash)).toBe(value);
        expect(Number.isSafeInteger(value)).toBe(true);
      }),
    );
  });
});

describe('a portfolio file by value', () => {
  test('is read as documented', () => {
    const file = readPortfolioFile(documented('By value'), 'held.csv', CONTEXT);
    expect(file).toMatchObject({ kind: 'by-value', portfolio: { value: 1_759_567.5 } });
  });
});

describeReference('the check digit', () => {
  test('holds for every ISIN of NSE’s list of 500 and for none with a digit changed', () => {
    const text = readFileSync(reference('data', 'constituents', 'ind_nifty500list.csv'), 'utf8');
    const isins = text.match(/\bINE[0-9A-Z]{9}\b/g)!;
    expect(isins.length).toBeGreaterThan(490);
    expect(isins.filter((isin) => !hasCheckDigit(isin))).toEqual([]);
    const slipped = isins.map((isin) => isin.slice(0, 11) + ((Number(isin[11]) + 1) % 10));
    expect(slipped.filter(hasCheckDigit)).toEqual([]);
  });
});
