import { day } from '../../../../src/market/day.ts';
import { inWorkplace } from '../../store.fixture.ts';

const HEADER =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,';
/** A line of the bhavcopy of a day, every share at one price all day. */
const bar =
  (symbol: string, isin: string, close: number, volume: number) =>
  (on: string): string =>
    `${symbol},EQ,${close},${close},${close},${close},${close},${close},${volume},${close * volume},${on},1,${isin},`;
const always = (close: number) => bar('ALWAYS', 'INEZZZZ01014', close, 50);
const rests = (close: number, volume: number) => bar('RESTS', 'INEZZZY01017', close, volume);
const gone = bar('GONE', 'INEZZZX01019', 7, 50);

test('a stock’s last price and its day are those of the last trade; days without a trade do not count', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const bhavcopy = (on: string, ...bars: ReturnType<typeof bar>[]) =>
      file(
        `cm${on.replaceAll('-', '')}bhav.csv`,
        `${[HEADER, ...bars.map((each) => each(on))].join('\n')}\n`,
      );
    await take([
      bhavcopy('02-JAN-2020', always(100), rests(10, 50), gone),
      bhavcopy('14-MAY-2020', always(101), rests(11, 50)),
      bhavcopy('15-MAY-2020', always(102), rests(12, 0)),
    ]);
    const asOf = day('2020-05-15');
    const { issuers, price, lastTraded } = await store
      .stocksAtCloses({ days: [asOf] })
      .lastPrices(asOf, asOf);
    const of = (symbol: string) => issuers.findIndex((i) => i.symbol === symbol);
    const found = (symbol: string) => [price[of(symbol)], lastTraded[of(symbol)]];
    expect(found('ALWAYS')).toEqual([102, asOf]);
    expect(found('RESTS')).toEqual([11, day('2020-05-14')]);
    expect(found('GONE')).toEqual([NaN, null]);
  });
});
