import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { brokerFormat } from '../../../../allocations/holdings/brokers/broker-format.ts';
import { readPortfolioFile } from '../../../../allocations/holdings/portfolio-file.ts';
import type { PortfolioByLot } from '../../../../allocations/holdings/portfolio-by-lot.ts';
import type { StocksInStore } from '../../../../allocations/holdings/stocks-in-store.ts';
import { byPosition } from '../../../../allocations/holdings/portfolio-by-lot.ts';
import { day, iso } from '../../../../src/market/day.ts';
import { UserError } from '../../../../src/market/problem.ts';
import { describeReference, reference } from '../../../reference.ts';

const RELIANCE = 'INE002A01018';
const TCS = 'INE467B01029';
const STORE: StocksInStore = {
  isinOf: (symbol) => ({ RELIANCE, TCS })[symbol] ?? null,
  priceOf: (isin) => ({ [RELIANCE]: 1275.4, [TCS]: 3105.35 })[isin] ?? null,
  actionsOf: (isin) => (isin === RELIANCE ? [{ on: day('2024-10-28'), kind: 'bonus', ratio: 2 }] : []),
};
const CONTEXT = { asOf: day('2025-01-15'), knownIssuers: null, stocks: STORE };

const read = (text: string, context = CONTEXT): PortfolioByLot => {
  const found = readPortfolioFile(text, 'f.csv', context);
  if (found.kind !== 'by-lot') throw new Error('read by value');
  return found.portfolio;
};
const faultsOf = (text: string): string[] => {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map((p) => `${p.about}: ${p.message} ${p.remedy}`);
  }
};
const lotsOf = (text: string) =>
  read(text).holdings.flatMap((h) =>
    h.lots.map((l) => [h.id, iso(l.bought), l.quantity, l.cost / 100] as const),
  );

const KITE = '"Instrument","Qty.","Avg. cost","LTP","Invested","Cur. val","P&L","Net chg.","Day chg."';
const TRADEBOOK =
  'symbol,isin,trade_date,exchange,segment,series,trade_type,auction,quantity,price,trade_id,order_id,order_execution_time';
const trade = (on: string, side: string, quantity: number, price: number, isin = RELIANCE) =>
  `SYM,${isin},${on},NSE,EQ,EQ,${side},false,${quantity}.000000,${price},1,2,${on}T09:20:11`;

describe('a broker’s holdings', () => {
  const asked = (name: string, line = 1) =>
    `f.csv:${line}: is ${name}: it has no purchase dates and no positions. Add the columns bought (YYYY-MM-DD) and position, with a line for each purchase; or give a tradebook, which has the dates; or write the lots as holding,position,bought,quantity,cost,price (docs/how-to/portfolio-files.md).`;

  test.each([
    [
      'a Zerodha Kite holdings file',
      `${KITE}\n"RELIANCE",100,1120.5,1275.4,112050,127540,15490,13.82,0.42\n`,
    ],
    [
      'a Zerodha Console holdings file',
      `Symbol,ISIN,Sector,Quantity Available,Quantity Long Term,Average Price,Previous Closing Price\nRELIANCE,${RELIANCE},ENERGY,100,50,1120.50,1275.40\n`,
    ],
    [
      'a Groww holdings file',
      `Stock Name,ISIN,Quantity,Average buy price,Buy value,Closing price,Closing value,Unrealised P&L\nRELIANCE,${RELIANCE},100,1120.5,112050,1275.4,127540,15490\n`,
    ],
    [
      'a statement of fund holdings (CAMS, KFintech)',
      'Scheme Name,Folio No,ISIN,Units,Cost Value,NAV,Current Value\nA fund,12/34,INF879O01027,10.5,500,60,630\n',
    ],
    [
      'a broker’s holdings file',
      `Scrip,ISIN,Net Qty,Avg Price,CMP\nRELIANCE,${RELIANCE},100,1120.5,1275.4\n`,
    ],
  ])('is recognised as %s, and its purchase dates and positions are asked for', (name, text) => {
    expect(faultsOf(text)).toEqual([asked(name)]);
  });

  test.each([
    `ISIN,ISIN Name,Current Bal,Free Bal,Rate,Value\n${RELIANCE},RELIANCE INDUSTRIES LTD,100,100,1275.40,127540\n`,
    `ISIN Code,Company Name,Curr. Bal,Free Bal,Rate (Rs.),Value (Rs.)\n${RELIANCE},RELIANCE,100,100,1275.40,127540\n`,
  ])('from a depository, which has no costs either, is asked for these too', (text) => {
    expect(faultsOf(text)[0]).toContain(
      'is a depository statement (CDSL, NSDL): it has no purchase dates, no positions and no costs. Add the columns bought (YYYY-MM-DD), position and cost (₹ a share or unit), with',
    );
    const [header, line] = text.split('\n');
    const added = `${header},bought,position,cost\n${line},2023-06-01,value,1120.5\n`;
    expect(lotsOf(added)).toEqual([[RELIANCE, '2023-06-01', 100, 112_050]]);
  });

  test('is found below the lines that brokers put before the header', () => {
    const before =
      'Name,A Client\nUnique Client Code,123\n\nHoldings statement for stocks as on 01-11-2024\n\n';
    const text = `${before}Stock Name,ISIN,Quantity,Average buy price,Closing price\nRELIANCE,${RELIANCE},1,2,3\n`;
    expect(faultsOf(text)).toEqual([asked('a Groww holdings file', 6)]);
  });

  test('is read once the two columns are added, by ISIN or by symbol, with any form of figures', () => {
    const kite = `${KITE},bought,position\n"RELIANCE","1,000","1,120.50",1275.4,,,,,,2023-06-01,momentum\n"TCS-EQ",20,₹3200,3105.35,64000,62107,-1893,-2.96,-0.5,2024-02-12,quality\nTotal,,,,,,,,,,\n`;
    expect(lotsOf(kite)).toEqual([
      [RELIANCE, '2023-06-01', 1000, 1_120_500],
      [TCS, '2024-02-12', 20, 64_000],
    ]);
    expect(byPosition(read(kite)).holdings).toEqual({ momentum: 1_275_400, quality: 62_107 });
    // Dates as a spreadsheet writes them; the price from the store where the file has none.
    const other = `ISIN,Quantity,Buy value,bought,position\n${RELIANCE},10,11205,28-02-2024,value\n`;
    expect(lotsOf(other)).toEqual([[RELIANCE, '2024-02-28', 10, 11_205]]);
    expect(read(other).holdings[0]!.price).toBe(1275.4);
  });

  test('is refused line by line where a symbol is not in the store, or a line is of another security', () => {
    expect(
      faultsOf(
        `${KITE},bought,position\nXYZ,1,1,1,,,,,,2024-01-01,value\nNIFTYBEES,1,1,1,,,,,,2024-01-01,value\n`,
      ),
    ).toEqual([
      'f.csv:2: "XYZ" is not a symbol of a stock in the store. Add a column isin.',
      'f.csv:3: "NIFTYBEES" is an exchange-traded fund. Add a column isin.',
    ]);
    const debenture = `ISIN,Qty,Avg cost,LTP,bought,position\nINE002A08534,10,1002,1010,2022-05-31,value\n`;
    expect(faultsOf(debenture)[0]).toContain('f.csv:2: INE002A08534 is a debenture');
  });
});

describe('a tradebook', () => {
  test('becomes lots: purchases of a day are one lot, sales are matched first in, first out', () => {
    expect(
      lotsOf(
        [
          TRADEBOOK,
          trade('2023-06-01', 'buy', 60, 100, TCS),
          trade('2023-06-01', 'buy', 40, 110, TCS),
          trade('2024-03-01', 'buy', 50, 200, TCS),
          trade('2024-04-01', 'sell', 120, 210, TCS),
        ].join('\n'),
      ),
    ).toEqual([[TCS, '2024-03-01', 30, 6000]]);
  });

  test('takes the price from the store, and asks for positions unless a column has them', () => {
    const text = `${TRADEBOOK}\n${trade('2023-06-01', 'buy', 10, 100, TCS)}\n`;
    const portfolio = read(text);
    expect(portfolio.value).toBe(10 * 310_535);
    expect(() => byPosition(portfolio)).toThrow(`f.csv:2: ${TCS} has no position.`);
    const placed = `${TRADEBOOK},position\n${trade('2023-06-01', 'buy', 10, 100, TCS)},quality\n`;
    expect(byPosition(read(placed)).holdings).toEqual({ quality: 31_053.5 });
  });

  test('applies a bonus of the store as a lot of its own at cost 0, and a split to the lots before it', () => {
    const text = `${TRADEBOOK}\n${trade('2023-06-01', 'buy', 100, 2450)}\n${trade('2024-11-04', 'buy', 5, 1300)}\n`;
    expect(lotsOf(text)).toEqual([
      [RELIANCE, '2023-06-01', 100, 245_000],
      [RELIANCE, '2024-10-28', 100, 0],
      [RELIANCE, '2024-11-04', 5, 6500],
    ]);
    const split = {
      ...CONTEXT,
      stocks: { ...STORE, actionsOf: () => [{ on: day('2024-01-05'), kind: 'split', ratio: 5 } as const] },
    };
    expect(read(text, split).holdings[0]!.lots.map((l) => l.quantity)).toEqual([500, 5]);
  });

  test('is refused where it sells more than it bought, and before a demerger, with the line and what to do', () => {
    expect(
      faultsOf(`${TRADEBOOK}\n${trade('2023-06-01', 'buy', 10, 9)}\n${trade('2023-07-03', 'sell', 11, 9)}\n`),
    ).toEqual([
      `f.csv:3: ${RELIANCE} sells 11 on 03 Jul 2023, but the trades before leave 10. Export the tradebook from the first purchase on; add shares from a public offer, a transfer or a rights issue as purchases.`,
    ]);
    const demerged = {
      ...CONTEXT,
      stocks: {
        ...STORE,
        actionsOf: () => [{ on: day('2025-01-06'), kind: 'demerger', ratio: null } as const],
      },
    };
    expect(() => read(`${TRADEBOOK}\n${trade('2023-06-01', 'buy', 10, 9)}\n`, demerged)).toThrow(
      'was bought before a demerger on 06 Jan 2025',
    );
  });

  test('leaves out what is squared off on the day, cancelled orders and trades after the as-of date', () => {
    const intraday = [
      trade('2023-06-01', 'buy', 100, 10, TCS),
      trade('2023-06-01', 'sell', 80, 11, TCS),
      trade('2023-06-01', 'buy', 10, 12, TCS),
      trade('2025-01-16', 'buy', 10, 12, TCS),
    ];
    // The first 80 are squared off; 20 at 10 and 10 at 12 are left.
    expect(lotsOf([TRADEBOOK, ...intraday].join('\n'))).toEqual([[TCS, '2023-06-01', 30, 320]]);
    const groww =
      'Stock name,Symbol,ISIN,Type,Quantity,Value,Exchange,Exchange Order Id,Execution date and time,Order status';
    expect(
      lotsOf(
        `${groww}\nTCS,TCS,${TCS},BUY,2,6400,NSE,1,13-06-2023 09:30 AM,Executed\nTCS,TCS,${TCS},BUY,2,6400,NSE,1,13-06-2023 09:31 AM,Cancelled\n`,
      ),
    ).toEqual([[TCS, '2023-06-13', 2, 6400]]);
  });

  test('of derivatives is refused, and so are dates that do not show which part is the day', () => {
    const option = trade('2023-06-01', 'buy', 1, 1).replace(',EQ,EQ,', ',FO,EQ,');
    expect(faultsOf(`${TRADEBOOK}\n${option}\n`)[0]).toContain(
      'f.csv:2: is of the segment "FO"; only shares and fund units become lots.',
    );
    const unclear = trade('05/06/2023', 'buy', 1, 1);
    expect(faultsOf(`${TRADEBOOK}\n${unclear}\n`)).toEqual([
      'f.csv:1: is a Zerodha tradebook whose dates do not show which part is the day and which the month. Write the dates as YYYY-MM-DD.',
    ]);
  });

  test('holds an exchange-traded fund in whole units, and a mutual fund by folio', () => {
    const bees = trade('2023-06-01', 'buy', 10, 200, 'INF204KB14I2');
    expect(read(`${TRADEBOOK},ltp\n${bees},260\n`).holdings[0]).toMatchObject({ kind: 'etf', price: 260 });
    const cas =
      'amc,folio,pan,scheme,isin,amfi,date,description,amount,units,nav,balance,type,closing price\n' +
      'X,12/3,,A,INF879O01027,122639,2023-06-01,SIP,999.95,20.5,48.778,20.5,PURCHASE_SIP,60\n' +
      'X,12/3,,A,INF879O01027,122639,2023-06-01,*** Stamp Duty ***,0.05,,,20.5,STAMP_DUTY_TAX,60\n' +
      'X,12/3,,A,INF879O01027,122639,2024-06-03,Redemption,-600,-10.25,58.5,10.25,REDEMPTION,60\n';
    const [fund] = read(cas).holdings;
    expect(fund).toMatchObject({ kind: 'fund', id: 'INF879O01027', price: 60 });
    expect(fund!.lots.map((l) => [iso(l.bought), l.quantity])).toEqual([['2023-06-01', 10.25]]);
  });

  test('of any trades leaves the quantity bought less sold, in lots of days with purchases', () => {
    const trades = fc.array(
      fc.record({
        day: fc.integer({ min: 1, max: 28 }),
        quantity: fc.integer({ min: 1, max: 100 }),
        price: fc.integer({ min: 1, max: 999 }),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(trades, fc.double({ min: 0, max: 1, noNaN: true }), (bought, part) => {
        const total = bought.reduce((sum, t) => sum + t.quantity, 0);
        const sold = Math.floor(part * (total - 1));
        const on = (d: number) => `2023-06-${String(d).padStart(2, '0')}`;
        const rows = [
          ...bought.map((t) => trade(on(t.day), 'buy', t.quantity, t.price, TCS)),
          ...(sold > 0 ? [trade('2023-07-03', 'sell', sold, 5, TCS)] : []),
        ];
        const { holdings, value } = read([TRADEBOOK, ...rows].join('\n'));
        const { lots } = holdings[0]!;
        expect(lots.reduce((sum, l) => sum + l.quantity, 0)).toBe(total - sold);
        expect(value).toBe((total - sold) * 310_535);
        const days = new Set(bought.map((t) => on(t.day)));
        expect(lots.every((l) => days.has(iso(l.bought)))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

test('a tax P&L is recognised as realised gains, with its sums in the form of the rule book', () => {
  const text =
    'Symbol,ISIN,Entry Date,Exit Date,Quantity,Buy Value,Sell Value,Profit,Period of Holding\n' +
    `TCS,${TCS},2023-01-02,2024-05-06,10,1000,1500,500,490\nTCS,${TCS},2024-04-02,2024-06-03,10,1000,950,-50,62\n`;
  expect(faultsOf(text)).toEqual([
    'f.csv:1: is a Zerodha tax P&L: gains realised by sales, not holdings. Enter the sums of 2024–25 in the rule book under costs.tax.realised: { until: 2024-06-03, short: -50.00, long: 500.00 } (sales to 03 Jun 2024; where rates changed within the year, an entry for each part); for the portfolio give a tradebook.',
  ]);
});

test('the forms by value and by lot are not taken for a broker’s', () => {
  expect(readPortfolioFile('position,value\nmomentum,5\n', 'f.csv', CONTEXT).kind).toBe('by-value');
  expect(() => readPortfolioFile('holding,units\nX,5\n', 'f.csv', CONTEXT)).toThrow(
    '"units" is not a column',
  );
  expect(brokerFormat('a,b\n1,2\n')).toBeNull();
  expect(() => readPortfolioFile('a,b\n1,2\n', 'f.csv', CONTEXT)).toThrow('or that of a broker’s file');
});

describeReference('the exports of brokers', () => {
  const text = (name: string) => readFileSync(reference('cases', 'faults', 'broker-exports', name), 'utf8');

  test.each(['kite_holdings.csv', 'console_holdings.csv', 'groww.csv'])('%s is asked for dates', (name) => {
    expect(faultsOf(text(name))).toEqual([
      expect.stringMatching(
        /holdings file: it has no purchase dates and no positions\. .*docs\/how-to\/portfolio-files\.md/,
      ),
    ]);
  });

  test('tradebook.csv becomes a lot, with the bonus since', () => {
    expect(lotsOf(text('tradebook.csv'))).toEqual([
      [RELIANCE, '2023-06-01', 100, 245_010],
      [RELIANCE, '2024-10-28', 100, 0],
    ]);
  });
});
