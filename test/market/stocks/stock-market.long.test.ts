import { day, iso } from '../../../src/market/day.ts';
import { impliedDividend } from '../../../src/market/stocks/prices/implied-dividend.ts';
import type { DailySlice } from '../../../src/market/stocks/daily-slice.ts';
import { isEquity, issuerPart } from '../../../src/market/stocks/isin.ts';
import type { StockMarket } from '../../../src/market/stocks/stock-market.ts';
import type { Store } from '../../../src/market/store/store.ts';
import { describeReference, reference } from '../../reference.ts';
import { addsUp, inWorkplace } from '../store.fixture.ts';

const LEGACY =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,';
const FULL =
  'SYMBOL, SERIES, DATE1, PREV_CLOSE, OPEN_PRICE, HIGH_PRICE, LOW_PRICE, LAST_PRICE, CLOSE_PRICE, AVG_PRICE, TTL_TRD_QNTY, TURNOVER_LACS, NO_OF_TRADES, DELIV_QTY, DELIV_PER';
const UDIFF =
  'TradDt,BizDt,Sgmt,Src,FinInstrmTp,FinInstrmId,ISIN,TckrSymb,SctySrs,XpryDt,FininstrmActlXpryDt,StrkPric,OptnTp,FinInstrmNm,OpnPric,HghPric,LwPric,ClsPric,LastPric,PrvsClsgPric,UndrlygPric,SttlmPric,OpnIntrst,ChngInOpnIntrst,TtlTradgVol,TtlTrfVal,TtlNbOfTxsExctd,SsnId,NewBrdLotQty,Rmks,Rsvd1,Rsvd2,Rsvd3,Rsvd4';
const YAHOO = 'Symbol,Date,Open,High,Low,Close,AdjClose,Volume';
const ACTIONS = 'ISIN,Symbol,ExDate,Action,SharesAfter,SharesBefore,PerShare';
const SHARES = 'ISIN,Symbol,FromDate,SharesOutstanding,KnownOn';
const ACCOUNTS =
  'ISIN,Symbol,Period,PeriodEnd,FiledOn,Sales,CostOfGoods,NetIncome,Depreciation,DeferredTax,Dividends,TotalAssets,BookEquity,Preferred,LongTermDebt,ShortTermDebt,Shares';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

async function slicesOf(
  store: Store,
  to = '2025-12-31',
): Promise<{ market: StockMarket; slices: DailySlice[] }> {
  const market = await store.stocks({
    from: day('2000-01-01'),
    to: day(to),
    asOf: day(to),
  });
  const slices: DailySlice[] = [];
  for await (const slice of market.slices()) slices.push(slice);
  return { market, slices };
}

test('NSE’s cash bhavcopy yields the equity shares of series EQ and BE; other rows are rejected with the reason', async () => {
  await inWorkplace(async ({ file, takeOne, store }) => {
    const report = await takeOne(
      file(
        'cm02JAN2020bhav.csv',
        lines(
          LEGACY,
          'EXAMPLE,EQ,100,104,99,102.5,102,100,5000,510000,02-JAN-2020,40,INEZZZZ01014,',
          'SLOW,BE,10,10,9.5,9.5,9.5,10,100,950,02-JAN-2020,4,INEZZZY01017,',
          'EXAMPLE,N1,1000,1000,1000,1000,1000,1000,5,5000,02-JAN-2020,1,INEZZZZ07011,',
          'GOLDFUND,EQ,100,100,100,100,100,100,5,500,02-JAN-2020,1,INF000000001,',
        ),
      ),
    );
    expect(report.rowsRead).toBe(4);
    expect(report.stored).toBe(2);
    expect(report.reasons).toEqual([
      { reason: 'not series EQ or BE', count: 1 },
      { reason: 'not an equity share', count: 1 },
    ]);
    const { market, slices } = await slicesOf(store);
    expect(market.issuers.map((i) => i.isin)).toEqual(['INEZZZY01017', 'INEZZZZ01014']);
    expect(slices).toHaveLength(1);
    expect(Array.from(slices[0]!.close)).toEqual([9.5, 102.5]);
    expect(Array.from(slices[0]!.tradedValue)).toEqual([950, 510000]);
  });
});

test('the full bhavcopy, with spaces and values in lakh, is matched to the ISIN of another file by symbol', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const report = await take([
      file(
        'cm01JAN2020bhav.csv',
        lines(LEGACY, 'EXAMPLE,EQ,100,104,99,100,102,100,5000,510000,01-JAN-2020,40,INEZZZZ01014,'),
      ),
      file(
        'sec_bhavdata_full_02012020.csv',
        lines(
          FULL,
          'EXAMPLE, EQ, 02-Jan-2020, 100, 100, 103, 99, 101, 101.5, 101, 2000, 2.03, 30, 1000, 50.0',
        ),
      ),
    ]);
    expect(report.files.map((f) => f.stored)).toEqual([1, 1]);
    const { market, slices } = await slicesOf(store);
    expect(market.issuers).toHaveLength(1);
    expect(slices.map((s) => s.close[0])).toEqual([100, 101.5]);
    expect(slices[1]!.tradedValue[0]).toBeCloseTo(203_000, 6);
  });
});

test('rows of NSE and BSE belong to one issuer, and NSE’s row is used if there is one', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const bse = (isin: string, close: number): string =>
      `2024-08-01,2024-08-01,CM,BSE,STK,500001,${isin},EXAMPLE,A,,,,,EXAMPLE LTD,${close},${close},${close},${close},${close},${close},,,,,900,90000,10,F1,1,,,,,`;
    const report = await take([
      file(
        'BhavCopy_BSE_CM_0_0_0_20240801_F_0000.csv',
        lines(UDIFF, bse('INEZZZZ01014', 101), bse('INEZZZX01019', 7)),
      ),
      file(
        'cm01AUG2024bhav.csv',
        lines(LEGACY, 'EXAMPLE,EQ,100,104,99,100,102,100,5000,510000,01-AUG-2024,40,INEZZZZ01014,'),
      ),
    ]);
    expect(report.files.map((f) => f.stored)).toEqual([2, 1]);
    const { market, slices } = await slicesOf(store);
    expect(market.issuers.map((i) => i.isin)).toEqual(['INEZZZX01019', 'INEZZZZ01014']);
    expect(Array.from(slices[0]!.close)).toEqual([7, 100]);
  });
});

test('zero and negative prices and conflicting rows of one ISIN are rejected with a reason; other rows are stored', async () => {
  await inWorkplace(async ({ file, takeOne }) => {
    const report = await takeOne(
      file(
        'cm02JAN2020bhav.csv',
        lines(
          LEGACY,
          'ZERO,EQ,0,0,0,0,0,1,5000,510000,02-JAN-2020,40,INEZZZW01011,',
          'MINUS,EQ,5,5,5,-5,5,5,5000,510000,02-JAN-2020,40,INEZZZV01013,',
          'ONE,EQ,5,5,5,5,5,5,5000,510000,02-JAN-2020,40,INEZZZU01015,',
          'OTHER,EQ,6,6,6,6,6,6,5000,510000,02-JAN-2020,40,INEZZZU01015,',
          'GOOD,EQ,5,5,5,5,5,5,5000,510000,02-JAN-2020,40,INEZZZT01018,',
        ),
      ),
    );
    expect(addsUp(report)).toBe(true);
    expect(report.stored).toBe(1);
    expect(report.rejections.map((r) => [r.line, r.reason])).toEqual([
      [2, 'out of range'],
      [3, 'out of range'],
      [4, 'conflicting rows'],
      [5, 'conflicting rows'],
    ]);
    expect(report.rejections[1]!.message).toMatch(/close of INEZZZV01013 is -5/);
  });
});

test('a split with a new ISIN keeps one issuer without a jump in returns, and a bonus multiplies its shares', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const bar = (date: string, close: number, isin: string): string =>
      `EXAMPLE,EQ,${close},${close},${close},${close},${close},${close},1000,100000,${date},9,${isin},`;
    await take([
      file(
        'cmJAN2020bhav.csv',
        lines(
          LEGACY,
          bar('01-JAN-2020', 500, 'INEZZZZ01014'),
          bar('02-JAN-2020', 101, 'INEZZZZ01022'),
          bar('03-JAN-2020', 98, 'INEZZZZ01022'),
          bar('06-JAN-2020', 50, 'INEZZZZ01022'),
        ),
      ),
      file(
        'actions.csv',
        lines(
          ACTIONS,
          'INEZZZZ01014,EXAMPLE,2020-01-02,split,5,1,',
          'INEZZZZ01022,EXAMPLE,2020-01-03,dividend,,,3',
          // The ex-day is not a session, so the change applies on the next one.
          'INEZZZZ01022,EXAMPLE,2020-01-05,bonus,2,1,',
        ),
      ),
      file('shares.csv', lines(SHARES, 'INEZZZZ01014,EXAMPLE,2019-12-31,1000000,')),
    ]);
    const { market, slices } = await slicesOf(store);
    expect(market.issuers.map((i) => i.isin)).toEqual(['INEZZZZ01022']);
    expect(slices.map((s) => s.adjustment[0])).toEqual([1, 0.2, 1, 0.5]);
    expect(slices.map((s) => s.dividend[0])).toEqual([0, 0, 3, 0]);
    expect(slices.map((s) => s.sharesOutstanding[0])).toEqual([1e6, 5e6, 5e6, 1e7]);
    const returns = slices
      .slice(1)
      .map((s, t) => (s.close[0]! + s.dividend[0]!) / (slices[t]!.close[0]! * s.adjustment[0]!) - 1);
    expect(returns.map((r) => Number(r.toFixed(12)))).toEqual([0.01, 0, Number((50 / 49 - 1).toFixed(12))]);
  });
});

test('rows of a panel on holidays are rejected, and dividends are derived from the adjusted close', async () => {
  await inWorkplace(async ({ file, takeOne, store }) => {
    // 4 % goes ex on 3 January: before it, the adjusted close is 0.96 of the close.
    const report = await takeOne(
      file(
        'panel.csv',
        lines(
          `${YAHOO},NseDay`,
          'EXAMPLE,2020-01-01,100,100,100,100,96,1000,1',
          'EXAMPLE,2020-01-02,110,110,110,110,105.6,1000,1',
          'EXAMPLE,2020-01-03,105,105,105,105,105,1000,1',
          'EXAMPLE,2020-01-04,105,105,105,105,105,0,0',
          'EXAMPLE,2020-01-06,106,106,106,106,106,1000,1',
          'EXAMPLE,2020-01-07,106,106,106,106,106,0,1',
        ),
      ),
    );
    expect(report.reasons).toEqual([{ reason: 'no session', count: 1 }]);
    const { slices, market } = await slicesOf(store);
    expect(slices.map((s) => iso(s.day).slice(8))).toEqual(['01', '02', '03', '06', '07']);
    expect(slices.map((s) => s.adjustment[0])).toEqual([1, 1, 1, 1, 1]);
    expect(slices[2]!.dividend[0]).toBeCloseTo(4.4, 10);
    expect([0, 1, 3].map((t) => slices[t]!.dividend[0])).toEqual([0, 0, 0]);
    // Without volume there was no trade, and the repeated price is not a traded one.
    expect(slices[4]!.close[0]).toBeNaN();
    expect(market.problems().map((p) => p.code)).toEqual(['no-isin', 'no-industry', 'no-shares-outstanding']);
  });
});

test('two symbols that lists give in turn to one ISIN are reported once', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const list = (symbol: string): string =>
      lines(
        'Company Name,Industry,Symbol,Series,ISIN Code',
        `Example Ltd.,Services,${symbol},EQ,INEZZZZ01014`,
      );
    await take([
      file(
        'cm02JAN2020bhav.csv',
        lines(LEGACY, 'EXAMPLE,EQ,100,104,99,102.5,102,100,5000,510000,02-JAN-2020,40,INEZZZZ01014,'),
      ),
      file('ind_nifty50list.csv', list('EXAMPLE')),
      file('ind_nifty100list.csv', list('EXAMPLENEW')),
      file('ind_nifty500list.csv', list('EXAMPLE')),
    ]);
    const { market } = await slicesOf(store);
    expect(market.issuers).toHaveLength(1);
    const duplicates = market.problems().filter((p) => p.code === 'duplicate-isin');
    expect(duplicates).toHaveLength(1);
    expect(duplicates[0]!.about).toBe('INEZZZZ01014');
  });
});

test('a statement appears in the first session after its filing date, or after an assumed delay if none is given', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const bar = (date: string): string => `EXAMPLE,EQ,5,5,5,5,5,5,1000,5000,${date},9,INEZZZZ01014,`;
    const account = (end: string, filed: string, profit: string): string =>
      `INEZZZZ01014,,quarter,${end},${filed},10,6,${profit},,,,50,20,0,5,1,2.5`;
    const report = await take([
      file('cm2020bhav.csv', lines(LEGACY, ...['02-MAR-2020', '27-MAR-2020', '30-MAR-2020'].map(bar))),
      file(
        'accounts.csv',
        lines(
          ACCOUNTS,
          account('2019-09-30', '', '1'),
          account('2019-12-31', '2020-03-28', '2'),
          account('2020-03-31', '2020-01-01', '3'),
        ),
      ),
    ]);
    expect(report.files[1]!.reasons).toEqual([{ reason: 'filed too early', count: 1 }]);
    const { slices } = await slicesOf(store);
    const statements = slices.map((s) =>
      s.statements.map((a) => [iso(a.knownOn), a.netIncome, a.delayAssumed]),
    );
    expect(statements).toEqual([[['2019-11-29', 1, true]], [], [['2020-03-28', 2, false]]]);
    expect(slices[0]!.statements[0]).toMatchObject({ depreciation: null, preferred: 0, shares: 2.5 });
    expect(slices.map((s) => s.sharesOutstanding[0])).toEqual([2.5e7, 2.5e7, 2.5e7]);
    const early = await slicesOf(store, '2020-03-27');
    expect(early.slices).toEqual(slices.slice(0, 2));
  });
});

test('balance sheet and profit and loss from separate files form one statement; TTM is rejected', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const report = await take([
      file(
        'panel.csv',
        lines(
          YAHOO,
          'EXAMPLE,2020-07-01,100,100,100,100,100,1000',
          'EXAMPLE,2020-07-02,100,100,100,100,100,1000',
        ),
      ),
      file(
        'balancesheet.csv',
        lines(
          'company_id,year,equity_capital,reserves,borrowings,other_liabilities,total_liabilities,fixed_assets,cwip,investments,other_asset,total_assets',
          'EXAMPLE,2019,10,90,40,10,150,1,1,1,1,150',
          'EXAMPLE,2019.5,10,95,40,10,155,1,1,1,1,155',
        ),
      ),
      file(
        'profitandloss.csv',
        lines(
          'company_id,year,sales,expenses,operating_profit,opm_percentage,other_income,interest,depreciation,profit_before_tax,tax_percentage,net_profit,eps,dividend_payout',
          'EXAMPLE,2019-03-01,200,150,50,25,0,4,6,40,25,30,3,20',
          'EXAMPLE,TTM,210,150,60,25,0,4,6,40,25,30,3,20',
          'EXAMPLE,Mar 2016 9m,210,150,60,25,0,4,6,40,25,30,3,20',
        ),
      ),
      file(
        'companies.csv',
        lines(
          'id,company_name,face_value,book_value,roce_percentage,roe_percentage',
          'EXAMPLE,Example Ltd,5,50,10,10',
        ),
      ),
      file('sectors.csv', lines('company_id,broad_sector,sub_sector', 'EXAMPLE,Materials,Cement')),
    ]);
    expect(report.files.map((f) => f.stored)).toEqual([2, 2, 1, 1, 1]);
    const { market, slices } = await slicesOf(store);
    expect(market.issuers[0]).toMatchObject({ name: 'Example Ltd', industries: ['Cement'] });
    expect(slices[0]!.statements).toHaveLength(1);
    expect(slices[0]!.statements[0]).toMatchObject({
      periodEnd: day('2019-03-31'),
      knownOn: day('2019-06-14'),
      delayAssumed: true,
      bookEquity: 100,
      longTermDebt: 40,
      shortTermDebt: null,
      netIncome: 30,
      dividends: 6,
      // ₹10 crore of capital in shares of ₹5.
      shares: 2,
    });
    expect(market.problems().map((p) => p.code)).toContain('accounts-in-part');
  });
});

test('the status of a store shows its stock data, or null without any', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    expect((await store.status({ asOf: day('2020-12-31') })).stocks).toBeNull();
    const bar = (date: string, isin: string): string => `EXAMPLE,EQ,5,5,5,5,5,5,1000,5000,${date},9,${isin},`;
    await take([
      file(
        'cm2020bhav.csv',
        lines(LEGACY, bar('02-MAR-2020', 'INEZZZZ01014'), bar('30-MAR-2020', 'INEZZZZ01022')),
      ),
      file('actions.csv', lines(ACTIONS, 'INEZZZZ01014,EXAMPLE,2020-03-30,split,5,1,')),
    ]);
    const held = (await store.status({ asOf: day('2020-12-31') })).stocks;
    expect(held).toEqual({
      issuers: 1,
      sessions: 2,
      unidentified: [],
      kinds: [
        {
          kind: 'stock-bar',
          names: 2,
          first: day('2020-03-02'),
          last: day('2020-03-30'),
          rows: 2,
          sources: ['nse'],
        },
        {
          kind: 'corporate-action',
          names: 1,
          first: day('2020-03-30'),
          last: day('2020-03-30'),
          rows: 1,
          sources: ['third-party'],
        },
      ],
    });
    expect((await store.status({ asOf: day('2020-03-29') })).stocks).toMatchObject({ sessions: 1 });
  });
});

test('neither rounding of prices nor a falling ratio implies a dividend', () => {
  const at = (close: number, ratio: number) => ({ close, adjustedClose: Number((close * ratio).toFixed(4)) });
  expect(impliedDividend(at(103.35, 0.9312), at(104.1, 0.9312))).toBe(0);
  expect(impliedDividend(at(100, 0.9), at(100, 0.8))).toBeNull();
  expect(impliedDividend(at(100, 0.98), at(100, 1))).toBeCloseTo(2, 2);
});

test('an ISIN identifies equity and its issuer', () => {
  expect(isEquity('INE002A01018')).toBe(true);
  expect(isEquity('INF200K01180')).toBe(false);
  // Reliance Industries, partly paid 2020.
  expect(isEquity('IN9002A01024')).toBe(false);
  expect(issuerPart('INE117A01014')).toBe(issuerPart('INE117A01022'));
});

describeReference('the real panel of Nifty 100 stocks', () => {
  test('gives Infosys’ dividends of 2020–2023 as paid, one issuer per symbol, and accounts for every row', async () => {
    await inWorkplace(async ({ take, store }) => {
      const report = await take(
        [
          reference('data', 'stocks', 'nifty100_ohlcv_2020_2023.csv.gz'),
          reference('data', 'constituents', 'ind_niftytotalmarket_list.csv'),
          ...['balancesheet', 'profitandloss', 'cashflow', 'companies', 'sectors'].map((name) =>
            reference('data', 'fundamentals', `${name}.csv`),
          ),
        ],
        { today: day('2026-12-31') },
      );
      expect(report.files.filter((f) => !addsUp(f))).toEqual([]);
      expect(report.files[0]).toMatchObject({ rowsRead: 89103, stored: 89103 });
      const { market, slices } = await slicesOf(store, '2023-12-29');
      expect(market.issuers).toHaveLength(93);
      expect(slices).toHaveLength(992);
      const infosys = market.issuers.findIndex((i) => i.symbol === 'INFY');
      const paid = slices
        .filter((s) => s.dividend[infosys]! > 0)
        .map((s) => [iso(s.day), Math.round(2 * s.dividend[infosys]!) / 2]);
      // Infosys, investor relations: dividends by record date; some went ex a day earlier than the record date.
      expect(paid).toEqual([
        ['2020-05-29', 9.5],
        ['2020-10-23', 12],
        ['2021-05-31', 15],
        ['2021-10-26', 15],
        ['2022-05-31', 16],
        ['2022-10-27', 16.5],
        ['2023-06-02', 17.5],
        ['2023-10-25', 18],
      ]);
    });
  });
});
