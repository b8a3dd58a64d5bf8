import { day, iso } from '../../../src/market/day.ts';
import type { DailySlice } from '../../../src/market/stocks/daily-slice.ts';
import type { Store } from '../../../src/market/store/store.ts';
import { inWorkplace } from '../store.fixture.ts';

const BARS =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,';
const ACCOUNTS =
  'ISIN,Symbol,Period,PeriodEnd,FiledOn,Sales,CostOfGoods,NetIncome,Depreciation,DeferredTax,Dividends,TotalAssets,BookEquity,Preferred,LongTermDebt,ShortTermDebt,Shares';

async function slicesOf(store: Store, from: string, to: string): Promise<DailySlice[]> {
  const market = await store.stocks({ from: day(from), to: day(to), asOf: day('2025-12-31') });
  const slices: DailySlice[] = [];
  for await (const slice of market.slices()) slices.push(slice);
  return slices;
}

test('half a century around a few sessions gives these sessions, with accounts that became known long before', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const bars = ['31-JAN-2020', '03-FEB-2020', '02-MAR-2020'].map((date) =>
      file(
        `cm${date.replaceAll('-', '')}bhav.csv`,
        `${BARS}\nEXAMPLE,EQ,100,104,99,102.5,102,100,5000,510000,${date},40,INEZZZZ01014,\n`,
      ),
    );
    const accounts = file(
      'accounts.csv',
      `${ACCOUNTS}\nINEZZZZ01014,,quarter,2018-09-30,2018-11-20,10,6,1,,,,50,20,0,5,1,2.5\n`,
    );
    await take([...bars, accounts]);
    const slices = await slicesOf(store, '1970-01-01', '2025-12-31');
    expect(slices.map((s) => iso(s.day))).toEqual(['2020-01-31', '2020-02-03', '2020-03-02']);
    expect(slices.map((s) => s.statements.length)).toEqual([1, 0, 0]);
    expect(slices).toEqual(await slicesOf(store, '2020-01-31', '2020-03-02'));
    expect(await slicesOf(store, '1970-01-01', '2020-01-30')).toEqual([]);
    expect(await slicesOf(store, '2020-02-04', '2020-03-01')).toEqual([]);
  });
});
