import { day, iso } from '../../../src/market/day.ts';
import type { StockVintage } from '../../../src/market/stocks/stock-vintage.ts';
import { inWorkplace } from '../store.fixture.ts';

const bhavcopy = (date: string): string =>
  [
    'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,',
    `EXAMPLE,EQ,100,104,99,102.5,102,100,5000,510000,${date},40,INEZZZZ01014,`,
    `OTHER,EQ,10,10,9.5,9.5,9.5,10,100,950,${date},4,INEZZZY01017,`,
    '',
  ].join('\n');
const SHARES =
  'ISIN,Symbol,FromDate,SharesOutstanding,KnownOn\nINEZZZZ01014,EXAMPLE,2020-01-01,1000000,2020-01-20\n';

const described = (kinds: readonly StockVintage[]) =>
  kinds.map((v) => [v.kind, iso(v.first), iso(v.last), v.rows, v.files.map((f) => f.name)]);

test('the stock vintage has one entry per kind of data, with its first and last day and the hash of every file', async () => {
  await inWorkplace(async ({ file, takeOne, store }) => {
    await takeOne(file('cm02JAN2020bhav.csv', bhavcopy('02-JAN-2020')));
    await takeOne(file('cm03JAN2020bhav.csv', bhavcopy('03-JAN-2020')));
    await takeOne(file('shares.csv', SHARES));
    const at = async (asOf: string, throughImport?: number) =>
      described(
        (await store.stockVintages({ days: [day(asOf)], ...(throughImport && { throughImport }) })).get(
          day(asOf),
        )!,
      );
    const both = ['cm02JAN2020bhav.csv', 'cm03JAN2020bhav.csv'];
    const prices = ['stock-bar', '2020-01-02', '2020-01-03', 4, both];
    expect(await at('2020-01-31')).toEqual([
      prices,
      ['shares', '2020-01-01', '2020-01-01', 1, ['shares.csv']],
    ]);
    // What was not known yet, or not imported yet, is not there.
    expect(await at('2020-01-19')).toEqual([prices]);
    const first = ['stock-bar', '2020-01-02', '2020-01-02', 2, both.slice(0, 1)];
    expect(await at('2020-01-31', 1)).toEqual([first]);
    expect(await at('2020-01-02')).toEqual([first]);
    expect(await at('2020-01-01')).toEqual([]);
    const days = ['2020-01-31', '2020-01-01', '2020-01-19', '2020-01-02', '2020-01-31'].map(day);
    const together = await store.stockVintages({ days });
    expect(together.size).toBe(4);
    for (const d of days) expect(described(together.get(d)!)).toEqual(await at(iso(d)));
    for (const { sha256 } of together.get(days[0]!)![0]!.files) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});
