import { readFileSync } from 'node:fs';
import { day } from '../../../../../src/market/day.ts';
import type { Store } from '../../../../../src/market/store/store.ts';
import { readStockCoverage } from '../../../../../src/market/stocks/coverage.ts';
import { codes, inWorkplace, native } from '../../../store.fixture.ts';

const rows = (store: Store, sql: string): Promise<unknown[][]> =>
  store.transaction(async (connection) => (await connection.run(sql)).getRowsJS());

const ACTIONS =
  'SELECT series, observed_on::VARCHAR, action, shares, per_share FROM corporate_action ORDER BY observed_on, action';
const BARS =
  'SELECT series, observed_on::VARCHAR, "close", volume, traded_value, basis FROM stock_bar ORDER BY observed_on, series';

describe('corporate actions as NSE prints them', () => {
  it('become ratios of shares and rupees a share; what was not read is listed by line', async () => {
    await inWorkplace(async ({ store, takeOne }) => {
      const report = await takeOne(native('CF-CA-equities-01-01-2021-to-31-12-2021.csv'));
      expect(await rows(store, ACTIONS)).toEqual([
        ['EXAMPLE', '2021-08-05', 'bonus', 1.5, null],
        // The interim and the special dividend of one day.
        ['EXAMPLE', '2021-10-07', 'dividend', null, 6.5],
      ]);
      expect(report.problems[0]!.message).toContain('EXAMPLE 05 Aug 2021: bonus, 1 new for 2 held');
      expect(report.rejections.map((r) => [r.line, r.reason])).toEqual([
        [5, 'purpose not read'],
        [6, 'no effect on a share'],
      ]);
    });
  });

  it('for several series of one share count once, and buybacks are counted apart', async () => {
    await inWorkplace(async ({ store, takeOne }) => {
      const report = await takeOne(native('bc16122025.csv'));
      expect(await rows(store, ACTIONS)).toEqual([
        ['EXAMPLE', '2025-12-19', 'dividend', null, 7],
        ['EXAMPLE', '2025-12-22', 'split', 2, null],
      ]);
      expect(report.reasons).toEqual([
        { reason: 'not series EQ or BE', count: 1 },
        { reason: 'buyback', count: 1 },
      ]);
    });
  });

  it('whose ex-date is to come are left for a later import', async () => {
    await inWorkplace(async ({ takeOne, store }) => {
      const path = native('bc16122025.csv');
      const early = await takeOne(path, { today: day('2025-12-19') });
      expect([early.stored, early.reasons]).toEqual([
        1,
        [
          { reason: 'not series EQ or BE', count: 1 },
          { reason: 'ex-date to come', count: 2 },
        ],
      ]);
      expect((await takeOne(path, { today: day('2025-12-24') })).stored).toBe(1);
      expect((await rows(store, ACTIONS)).length).toBe(2);
    });
  });

  it('are the same from the service, whose older dates are day first', async () => {
    await inWorkplace(async ({ file, store, takeOne }) => {
      const record = { symbol: 'EXAMPLE', series: 'EQ', faceVal: '10', isin: 'INEZZZZ01015', recDate: '-' };
      const answer = [
        { ...record, subject: 'Rights 1:15 @ Premium Rs 1247/-', exDate: '13-May-2020' },
        { ...record, subject: 'Demerger', exDate: '20-Jul-2023' },
        { ...record, isin: 'INF204KB17I5', subject: 'Bonus 1:1', exDate: '05-Aug-2021' },
      ];
      const report = await takeOne(file('ca.json', JSON.stringify(answer)));
      expect(await rows(store, ACTIONS)).toEqual([
        ['INEZZZZ01015', '2020-05-13', 'rights', 16 / 15, 1257],
        ['INEZZZZ01015', '2023-07-20', 'demerger', null, null],
      ]);
      expect(report.reasons).toEqual([{ reason: 'not an equity share', count: 1 }]);
      const old = readFileSync(native('bc16122025.csv'), 'utf8').replace(
        /2025-12-(\d\d)/g,
        (_, d: string) => `${d}/12/2019`,
      );
      expect((await takeOne(file('bc.csv', old))).stored).toBe(2);
      expect((await rows(store, ACTIONS))[0]!.slice(1, 3)).toEqual(['2019-12-19', 'dividend']);
    });
  });
});

describe('NSE’s file of market values', () => {
  it('gives the shares outstanding of shares only, counted on its day', async () => {
    await inWorkplace(async ({ store, takeOne }) => {
      await takeOne(native('mcap16122025.csv'));
      expect(
        await rows(store, 'SELECT series, observed_on::VARCHAR, known_on::VARCHAR, outstanding FROM shares'),
      ).toEqual([['EXAMPLE', '2025-12-16', '2025-12-16', 35_000_000]]);
    });
  });

  it('whose value is not shares times price loses that row', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const wrong = readFileSync(native('mcap16122025.csv'), 'utf8').replace('7017500000', '701750000');
      const report = await takeOne(file('mcap.csv', wrong));
      expect(report.reasons).toContainEqual({ reason: 'contradictory figures', count: 1 });
    });
  });
});

describe('histories of one share', () => {
  it('of nsepy have their turnover in rupees, whichever unit the version wrote', async () => {
    await inWorkplace(async ({ store, takeOne }) => {
      await takeOne(native('EXAMPLE_nsepy.csv'));
      expect(await rows(store, BARS)).toEqual([
        ['EXAMPLE', '2020-01-01', 101.25, 1_000_000, 101_000_000, 'as-traded'],
        ['EXAMPLE', '2020-01-02', 102.75, 1_200_000, 122_400_000, 'as-traded'],
      ]);
    });
  });

  it('whose turnover agrees with no unit are stored without it', async () => {
    await inWorkplace(async ({ file, store, takeOne }) => {
      const text = readFileSync(native('EXAMPLE_nsepy.csv'), 'utf8').replace('122400000.0', '777');
      await takeOne(file('x.csv', text));
      expect((await rows(store, BARS))[1]!.slice(2, 5)).toEqual([102.75, 1_200_000, null]);
    });
  });

  it('of NSE’s own export are named by the file', async () => {
    await inWorkplace(async ({ file, store, takeOne }) => {
      const name = 'Quote-Equity-EXAMPLE-EQ-01-01-2024-to-02-01-2024.csv';
      await takeOne(native(name));
      expect(await rows(store, BARS)).toEqual([
        ['EXAMPLE', '2024-01-01', 1000, 90_000, 89_820_000, 'as-traded'],
        ['EXAMPLE', '2024-01-02', 1025.25, 100_000, 102_000_000, 'as-traded'],
      ]);
      const bytes = readFileSync(native(name));
      expect(codes(await takeOne(file('history.csv', bytes)))).toEqual(['no-series']);
      const named = await takeOne(file('history.csv', bytes), { series: 'bajaj-auto' });
      expect(named.series).toEqual(['BAJAJ-AUTO']);
    });
  });

  it('of jugaad-data and of NSE’s price-and-volume page are named by their rows', async () => {
    await inWorkplace(async ({ file, store, take }) => {
      await take([
        file(
          'jugaad.csv',
          'DATE,SERIES,OPEN,HIGH,LOW,PREV. CLOSE,LTP,CLOSE,VWAP,52W H,52W L,VOLUME,VALUE,NO OF TRADES,SYMBOL\n2024-01-01,EQ,990,1005,985,995,1000,1000,998,1200,800,90000,89820000,4500,ONE\n',
        ),
        file(
          'TWO-EQ-N.csv',
          '"Symbol","Series","Date","Prev Close","Open Price","High Price","Low Price","Last Price","Close Price","Average Price","Total Traded Quantity","Turnover ₹","No. of Trades","Deliverable Qty","% Dly Qt to Traded Qty"\n"TWO","EQ","01-Jan-2024","995","990","1,005","985","1,000","1,000","998","90,000","8,98,20,000","4,500","100","1"\n',
        ),
      ]);
      expect(await rows(store, BARS)).toEqual([
        ['ONE', '2024-01-01', 1000, 90_000, 89_820_000, 'as-traded'],
        ['TWO', '2024-01-01', 1000, 90_000, 89_820_000, 'as-traded'],
      ]);
    });
  });

  it('of NSE’s service are read from JSON', async () => {
    await inWorkplace(async ({ file, store, takeOne }) => {
      const record = {
        CH_SYMBOL: 'EXAMPLE',
        CH_SERIES: 'EQ',
        CH_OPENING_PRICE: 990,
        CH_TRADE_HIGH_PRICE: 1005,
        CH_TRADE_LOW_PRICE: 985,
        CH_CLOSING_PRICE: 1000,
        CH_TOT_TRADED_QTY: 90_000,
        CH_TOT_TRADED_VAL: 89_820_000.5,
        CH_ISIN: 'INEZZZZ01015',
        CH_TIMESTAMP: '2024-01-01',
      };
      await takeOne(file('x.json', JSON.stringify({ data: [record], meta: { rows: 1 } })));
      expect(await rows(store, BARS)).toEqual([
        ['INEZZZZ01015', '2024-01-01', 1000, 90_000, 89_820_000.5, 'as-traded'],
      ]);
    });
  });
});

describe('files without ISINs', () => {
  const HEADER =
    'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, AVG_PRICE, TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, DELIV_PER';
  const line = (symbol: string): string =>
    `${symbol}, EQ, 16-Dec-2025, 100, 100, 101, 99, 100, 100.50, 100, 1000, 1.00, 10, 500, 50`;

  it('lose funds, entitlements and shares with other voting rights; symbols not identified as stocks are counted', async () => {
    await inWorkplace(async ({ file, store, take }) => {
      const symbols = [
        'EXAMPLE',
        'OTHER',
        'GOLDBEES',
        'MON100',
        'ITIETF',
        'EXAMPLE-RE',
        'EXAMPLE-RE1',
        'TATAMTRDVR',
      ];
      const path = file('sec_bhavdata_full_16122025.csv', [HEADER, ...symbols.map(line), ''].join('\n'));
      const report = await take([path, native('EQUITY_L.csv')]);
      expect(report.files[0]!.series).toEqual(['EXAMPLE', 'OTHER']);
      expect(report.files[0]!.reasons).toEqual([{ reason: 'not an equity share', count: 6 }]);
      expect(report.problems.map((p) => p.message)).toEqual([
        '1 symbol is not identified as a stock: OTHER. Their files have no ISIN, so they may be funds.',
      ]);
      const coverage = await store.transaction((connection) =>
        readStockCoverage(connection, day('2026-01-31'), 1000),
      );
      expect(coverage!.unidentified).toEqual(['OTHER']);
    });
  });

  it('saved by pandas, with ISO days, are read without its row index', async () => {
    await inWorkplace(async ({ file, store, takeOne }) => {
      const text = [`,${HEADER}`, `0,${line('EXAMPLE').replace('16-Dec-2025', '2025-12-16')}`, ''].join('\n');
      expect((await takeOne(file('x.csv', text))).stored).toBe(1);
      expect(await rows(store, BARS)).toEqual([['EXAMPLE', '2025-12-16', 100.5, 1000, 100_000, 'as-traded']]);
    });
  });

  it('saved by pandas lose a row that is shifted', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const text = [`,${HEADER}`, `0,${line('EXAMPLE')}`, line('OTHER'), ''].join('\n');
      const report = await takeOne(file('x.csv', text));
      expect(report.reasons).toEqual([{ reason: 'wrong number of cells', count: 1 }]);
    });
  });
});

describe('a bhavcopy of BSE', () => {
  const HEADER = readFileSync(native('BhavCopy_NSE_FO_0_0_0_20240801_F_0000.csv'), 'utf8')
    .split('\n')[0]!
    .trim();
  const line = (exchange: string, isin: string): string =>
    `2024-07-08,2024-07-08,CM,${exchange},STK,500325,${isin},EXAMPLE,A ,,,,,EXAMPLE,100,102,99,101,101,100,,,,,300,30300,10,F1,1,,,,,`;

  it('is known by its rows, whatever its name; rows of another exchange are rejected', async () => {
    await inWorkplace(async ({ file, store, takeOne }) => {
      const text = [HEADER, line('BSE', 'INEZZZZ01015'), line('NSE', 'INEZZZY01017'), ''].join('\n');
      const report = await takeOne(file('BhavCopy_NSE_CM_0_0_0_20240708_F_0000.csv', text));
      expect([report.stored, report.reasons]).toEqual([1, [{ reason: 'another exchange', count: 1 }]]);
      expect(await rows(store, 'SELECT series, source FROM stock_bar')).toEqual([['INEZZZZ01015', 'bse']]);
    });
  });

  it('of the kind used until July 2024 is refused with the reason', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const report = await takeOne(
        file(
          'EQ010124.CSV',
          'SC_CODE,SC_NAME,SC_GROUP,SC_TYPE,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,NO_TRADES,NO_OF_SHRS,NET_TURNOV,TDCLOINDI\n500000,EXAMPLE     ,A ,Q,100,102,99,101,101,100,10,300,30300,\n',
        ),
      );
      expect([report.outcome, codes(report)]).toEqual(['refused', ['bse-before-2024']]);
      expect(report.problems[0]!.message).toMatch(/no date, no NSE symbol and no ISIN/);
      expect(report.problems[0]!.remedy).toBe("Import NSE's bhavcopy of that day.");
    });
  });
});
