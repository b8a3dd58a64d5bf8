import { day, type Day } from '../../../src/market/day.ts';
import { shareRatio, sharesFromCapital } from '../../../src/market/stocks/capital-changes.ts';
import { describeReference, reference } from '../../reference.ts';
import { inWorkplace, type Workplace } from '../store.fixture.ts';

const PANEL = 'Symbol,Date,Open,High,Low,Close,AdjClose,Volume';
const ACTIONS = 'ISIN,Symbol,ExDate,Action,SharesAfter,SharesBefore,PerShare';
const SHARES = 'ISIN,Symbol,FromDate,SharesOutstanding,KnownOn';

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;

/** Close times shares on a session, ₹ crore, by symbol, for stocks that have both. */
async function marketValues({ store }: Workplace, on: Day, asOf = on): Promise<Record<string, number>> {
  const market = await store.stocks({
    from: day('2015-01-01'),
    to: on,
    asOf,
  });
  const values: Record<string, number> = {};
  for await (const slice of market.slices()) {
    if (slice.day !== on) continue;
    for (const [i, { symbol }] of market.issuers.entries()) {
      const value = (slice.close[i]! * slice.sharesOutstanding[i]!) / 1e7;
      if (!Number.isNaN(value)) values[symbol] = value;
    }
  }
  return values;
}

const CHANGES = [
  { on: day('2018-01-10'), ratio: 5, changesFaceValue: true },
  { on: day('2019-01-10'), ratio: 2, changesFaceValue: false },
];

test('the share ratio includes splits and bonuses after the first day, up to the last', () => {
  expect(shareRatio(CHANGES, day('2018-01-10'), day('2019-01-10'))).toBe(2);
  expect(shareRatio(CHANGES, day('2018-01-09'), Infinity)).toBe(10);
});

test.each([
  ['after the split', 2, '2020-01-01', '2017-03-31', 10],
  ['before the split', 10, '2017-12-31', '2017-03-31', 10],
  ['before the split, of capital after it', 10, '2017-12-31', '2018-03-31', 50],
  ['after both', 2, '2020-01-01', '2019-03-31', 50],
])(
  'paid-up capital of ₹100 crore, with the face value quoted %s, gives the shares at the period end',
  (_, rupees, on, end, crore) => {
    expect(sharesFromCapital(100, { rupees, on: day(on) }, CHANGES, day(end))).toBe(crore);
  },
);

test('a price panel is adjusted for splits up to the day of its import and for none after it', async () => {
  await inWorkplace(async (at) => {
    const { take, file } = at;
    // The panel halves the ₹100 of 2020 for the bonus of 2024; it cannot include the split of 2026.
    await take(
      [
        file('panel.csv', lines(PANEL, 'EXAMPLE,2020-01-02,50,50,50,50,50,1000')),
        file('shares.csv', lines(SHARES, ',EXAMPLE,2019-12-31,10000000,')),
      ],
      { today: day('2025-06-30') },
    );
    await take(
      [
        file(
          'actions.csv',
          lines(ACTIONS, ',EXAMPLE,2024-10-28,bonus,2,1,', ',EXAMPLE,2026-02-02,split,5,1,'),
        ),
      ],
      { today: day('2026-06-30') },
    );
    for (const asOf of [day('2020-01-02'), day('2026-06-30')])
      expect(await marketValues(at, day('2020-01-02'), asOf)).toEqual({ EXAMPLE: 100 });
  });
});

test('shares of a bonus that the exchange counts only when they are listed do not halve the market value', async () => {
  const LIST =
    'Trade Date,Symbol,Series,Security Name,Category,Last Trade Date,Face Value(Rs.),Issue Size,Close Price/Paid up value(Rs.),Market Cap(Rs.)';
  const CASH =
    'SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,';
  // The bonus of 1:1 goes ex on the 5th; its shares are listed on the 7th, with a thousand of employees.
  const sessions = [
    ['04', 100, 10_000_000],
    ['05', 50, 10_000_000],
    ['06', 50, 10_001_000],
    ['07', 50, 20_002_000],
  ] as const;
  await inWorkplace(async (at) => {
    const { take, file } = at;
    const files = sessions.flatMap(([on, price, shares]) => [
      file(
        `cm${on}AUG2020bhav.csv`,
        lines(
          CASH,
          `EXAMPLE,EQ,${price},${price},${price},${price},${price},100,1000,50000,${on}-AUG-2020,10,INEZZZZ01015,`,
        ),
      ),
      file(
        `mcap${on}082020.csv`,
        lines(
          LIST,
          `${on} AUG 2020,EXAMPLE,EQ,EXAMPLE LIMITED,Listed,${on} AUG 2020,10.00,${shares},${price}.00,${shares * price}.00`,
        ),
      ),
    ]);
    await take([...files, file('actions.csv', lines(ACTIONS, 'INEZZZZ01015,,2020-08-05,bonus,2,1,'))]);
    const values: number[] = [];
    for (const [on] of sessions) values.push((await marketValues(at, day(`2020-08-${on}`)))['EXAMPLE']!);
    expect(values).toEqual([100, 100, 100.01, 100.01]);
  });
});

describeReference('the real panel of Nifty 100 stocks', () => {
  /**
   * From the exchanges' notices: splits and bonuses between the accounts of 31 March 2020 and the creation of the panel.
   * Without them the values of the last three names are too small by the bonus: 2, 16/9 and 5 times.
   */
  const NOTICES = [
    ',TATASTEEL,2022-07-28,split,10,1,',
    ',BAJAJFINSV,2022-09-13,split,5,1,',
    ',BAJAJFINSV,2022-09-13,bonus,2,1,',
    ',POWERGRID,2021-07-29,bonus,4,3,',
    ',POWERGRID,2023-09-12,bonus,4,3,',
    // After the panel's last day and after the valuation date.
    ',BAJFINANCE,2025-06-16,split,2,1,',
    ',BAJFINANCE,2025-06-16,bonus,5,1,',
  ];

  test('gives market values on 31 March 2021 from the closes and shares of that day', async () => {
    await inWorkplace(async (at) => {
      const today = day('2026-12-31');
      await at.take(
        [
          reference('data', 'stocks', 'nifty100_ohlcv_2020_2023.csv.gz'),
          reference('data', 'fundamentals', 'balancesheet.csv'),
          reference('data', 'fundamentals', 'profitandloss.csv'),
          at.file('actions.csv', lines(ACTIONS, ...NOTICES)),
        ],
        { today },
      );
      // The list of face values is as of the end of 2024.
      await at.take([reference('data', 'fundamentals', 'companies.csv')], {
        today,
        knownOn: day('2024-12-31'),
      });
      const values = await marketValues(at, day('2021-03-31'));
      // NSE's closes of the day as traded; shares in crore from the capital of 31 March 2020, the last accounts known.
      const byHand = {
        TATASTEEL: 811.85 * 114.5,
        BAJAJFINSV: 9668.6 * 16,
        POWERGRID: 215.65 * 523.2,
        BAJFINANCE: 5149.85 * 60,
      };
      for (const [symbol, value] of Object.entries(byHand))
        expect([symbol, values[symbol]! / value]).toEqual([symbol, expect.closeTo(1, 5)]);
    });
  }, 60_000);
});
