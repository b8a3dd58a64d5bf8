import { addDays, day, type Day, isWeekend, iso } from '../../../src/market/day.ts';
import { inWorkplace } from '../store.fixture.ts';

const HEADER =
  'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,';
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const nseDate = (d: Day): string => {
  const [year, month, dayOfMonth] = iso(d).split('-');
  return `${dayOfMonth}-${MONTHS[Number(month) - 1]}-${year}`;
};
const DAYS = Array.from({ length: 120 }, (_, i) => addDays(day('2024-01-01'), i)).filter(
  (d) => !isWeekend(d),
);
const EX = 50;
const price = (i: number): number => (i < EX ? 600 : 300) + i;

/** A company that changes its symbol and splits, one that is listed later, and one that rests. */
const lines = (d: Day, i: number): string[] => {
  const line = (symbol: string, isin: string, close: number, volume: number): string =>
    `${symbol},EQ,${close},${close},${close},${close},1,1,${volume},${volume * close},${nseDate(d)},4,${isin},`;
  return [
    line(i < 40 ? 'OLDNAME' : 'NEWNAME', 'INEZZZZ01015', price(i), 1000 + i),
    ...(i < 30 ? [] : [line('LATER', 'INEZZZY01017', 50 + i, 500)]),
    ...(i % 7 === 0 ? [line('RESTS', 'INEZZZX01019', 10 + i, 0 + (i % 2))] : []),
  ];
};

test('closes that share one reading see what each sees in a reading of its own, to the last bit', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    await take(
      DAYS.map((d, i) =>
        file(`cm${nseDate(d).replaceAll('-', '')}bhav.csv`, `${[HEADER, ...lines(d, i)].join('\n')}\n`),
      ),
    );
    await take([
      file(
        'actions.csv',
        `ISIN,Symbol,ExDate,Action,SharesAfter,SharesBefore,PerShare\nINEZZZZ01015,NEWNAME,${iso(DAYS[EX]!)},split,2,1,\nINEZZZY01017,LATER,${iso(DAYS[60]!)},dividend,,,2\n`,
      ),
    ]);
    const days = [20, 35, 45, EX - 1, EX, EX + 1, DAYS.length - 1].map((i) => DAYS[i]!);
    const shared = store.stocksAtCloses({ days });
    for (const d of days) {
      const own = store.stocksAtCloses({ days: [d] });
      expect(await shared.agreesWithLast(d)).toBe(true);
      expect(await shared.dataSnapshot(d)).toEqual(await store.dataSnapshot({ asOf: d }));
      expect(await shared.issuers(d)).toEqual(await own.issuers(d));
      expect(await shared.actions(d)).toEqual(await own.actions(d));
      expect(await shared.lastPrices(d, d)).toEqual(await own.lastPrices(d, d));
    }
    const names = async (i: number) => (await shared.issuers(DAYS[i]!)).map(({ symbol }) => symbol);
    expect(await names(20)).toEqual(['RESTS', 'OLDNAME']);
    expect(await names(45)).toEqual(['RESTS', 'NEWNAME', 'LATER']);
    expect((await shared.lastPrices(DAYS[EX - 1]!, DAYS[EX - 1]!)).price[1]).toBe(price(EX - 1));
  });
});

test('readers that are opened at once do not share their tables', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    await take(
      DAYS.slice(0, 45).map((d, i) =>
        file(`cm${nseDate(d).replaceAll('-', '')}bhav.csv`, `${[HEADER, ...lines(d, i)].join('\n')}\n`),
      ),
    );
    const prices = async (i: number) => {
      const { price: last } = await store.stocksAtCloses({ days: [DAYS[i]!] }).lastPrices(DAYS[i]!, DAYS[i]!);
      return last;
    };
    const together = await Promise.all([10, 20, 30, 40].map(prices));
    for (const [k, i] of [10, 20, 30, 40].entries()) expect(together[k]).toEqual(await prices(i));
  });
});

test('a close whose prices were restated later has a reading of its own', async () => {
  await inWorkplace(async ({ file, take, store }) => {
    const bhavcopy = (name: string, d: Day, close: number): string =>
      file(
        name,
        `${HEADER}\nEXAMPLE,EQ,${close},${close},${close},${close},1,1,10,${10 * close},${nseDate(d)},4,INEZZZZ01015,\n`,
      );
    const [first, second] = [DAYS[0]!, DAYS[1]!];
    await take([bhavcopy('cm01JAN2024bhav.csv', first, 100)], { today: first });
    await take([bhavcopy('cm02JAN2024bhav.csv', second, 101)], { today: second });
    await take([bhavcopy('cm01JAN2024bhav-corrected.csv', first, 90)], { today: second });
    const shared = store.stocksAtCloses({ days: [first, second] });
    expect((await shared.lastPrices(first, first)).price[0]).toBe(100);
    expect((await shared.lastPrices(first, second)).price[0]).toBe(90);
    expect(await shared.agreesWithLast(first)).toBe(false);
    const [now, then] = [
      await store.dataSnapshot({ asOf: second }),
      await store.dataSnapshot({ asOf: first }),
    ];
    expect(await store.snapshotsAgree(now!, then!, first)).toBe(false);
  });
});
