import { futuresOn } from '../../../../src/market/futures.ts';
import { day, iso, type Day } from '../../../../src/market/day.ts';
import { FORMATS } from '../../../../src/market/import/formats/all.ts';
import type { SeriesKey } from '../../../../src/market/series.ts';
import type { Store } from '../../../../src/market/store/store.ts';
import { exampleColumns } from '../../../../src/market/import/reading/nearest-format.ts';
import { codes, inWorkplace, NATIVE, native } from '../../store.fixture.ts';

/** `day value known-on` for each row of a series key. */
async function rowsOf(store: Store, key: SeriesKey): Promise<string[]> {
  const { observedOn, value, knownOn } = (await store.load([key])).view(day('2030-01-01')).column(key);
  return Array.from(observedOn, (d, i) => `${iso(d as Day)} ${value[i]} ${iso(knownOn[i] as Day)}`);
}

interface Case {
  readonly file: string;
  readonly format: string;
  readonly series: readonly string[];
  /** rowsRead, stored, rejected. */
  readonly counts: readonly [number, number, number];
  /** Rows that repeat others of the file; none unless given. */
  readonly unchanged?: number;
  readonly holds: Readonly<Record<SeriesKey, readonly string[]>>;
  readonly notes?: readonly string[];
  readonly inferred?: string;
}

/** Every file is made up, in the shape of its publisher; the figures expected here were read off by eye. */
const CASES: readonly Case[] = [
  {
    file: 'VIX_History.csv',
    format: 'cboe-vix',
    series: ['us-vix'],
    counts: [3, 3, 0],
    holds: {
      'us-vix.close': [
        '2020-03-02 23.25 2020-03-03',
        '2020-03-03 28 2020-03-04',
        '2020-03-04 27.125 2020-03-05',
      ],
    },
    notes: ['outside-range'],
  },
  {
    file: 'vix-daily.csv',
    format: 'cboe-vix',
    series: ['us-vix'],
    counts: [2, 2, 0],
    holds: { 'us-vix.close': ['2020-03-02 23.25 2020-03-03', '2020-03-03 28.1 2020-03-04'] },
  },
  {
    file: 'hist_india_vix_-11-02-2021-to-15-02-2021.csv',
    format: 'nse-india-vix',
    series: ['india-vix'],
    counts: [3, 3, 0],
    holds: {
      'india-vix.close': [
        '2021-02-11 22.9 2021-02-11',
        '2021-02-12 23.1 2021-02-12',
        '2021-02-15 21.2 2021-02-15',
      ],
      'india-vix.open': ['2021-02-11 22.1 2021-02-11', '2021-02-15 23.1 2021-02-15'],
    },
    notes: ['zero-price'],
  },
  {
    file: 'NIFTY 50-01-01-2018-to-31-12-2018.csv',
    format: 'nse-index-history',
    series: ['nifty-50'],
    counts: [3, 3, 0],
    holds: {
      'nifty-50.close': [
        '2018-01-01 10420.25 2018-01-01',
        '2018-01-02 10400 2018-01-02',
        '2018-01-03 10450 2018-01-03',
      ],
      'nifty-50.turnover': ['2018-01-01 7000 2018-01-01', '2018-01-03 9000.5 2018-01-03'],
    },
    inferred: 'nifty-50 from the file name',
  },
  {
    file: 'ind_close_all_26032025.csv',
    format: 'nse-index-close',
    series: ['india-vix', 'nifty-50', 'nifty-sugar-ethanol'],
    counts: [3, 3, 0],
    holds: {
      'nifty-50.close': ['2025-03-26 23490.25 2025-03-26'],
      'nifty-50.pe': ['2025-03-26 20.9 2025-03-26'],
      'nifty-sugar-ethanol.dy': ['2025-03-26 0.42 2025-03-26'],
      'nifty-sugar-ethanol.open': [],
      'india-vix.close': ['2025-03-26 12.2 2025-03-26'],
      'india-vix.pe': [],
    },
  },
  {
    file: 'ind_close_all_15012013.csv',
    format: 'nse-index-close',
    series: ['nifty-50'],
    counts: [1, 1, 0],
    holds: { 'nifty-50.close': ['2013-01-15 6050.5 2013-01-15'] },
  },
  {
    file: 'NIFTY200 MOMENTUM 30_Historical_PR_01012020to03012020.csv',
    format: 'niftyindices-pr',
    series: ['nifty200-momentum-30'],
    counts: [3, 3, 0],
    holds: {
      'nifty200-momentum-30.close': [
        '2020-01-01 11480.25 2020-01-01',
        '2020-01-02 11510.5 2020-01-02',
        '2020-01-03 11450.75 2020-01-03',
      ],
      'nifty200-momentum-30.high': ['2020-01-02 11560.2 2020-01-02', '2020-01-03 11550 2020-01-03'],
    },
  },
  {
    file: 'NIFTY 50_Historical_TR_01012020to03012020.csv',
    format: 'niftyindices-tri',
    series: ['nifty-50'],
    counts: [3, 3, 0],
    holds: {
      'nifty-50.tri': [
        '2020-01-01 17060 2020-01-01',
        '2020-01-02 17180.25 2020-01-02',
        '2020-01-03 17100.5 2020-01-03',
      ],
    },
  },
  {
    file: 'NIFTY 50_Historical_PE_PB_DIV_Data_01012020to03012020.csv',
    format: 'niftyindices-pe',
    series: ['nifty-50'],
    counts: [3, 3, 0],
    holds: {
      'nifty-50.pb': [
        '2020-01-01 0.95 2020-01-01',
        '2020-01-02 3.73 2020-01-02',
        '2020-01-03 3.7 2020-01-03',
      ],
    },
  },
  {
    file: 'CNX NIFTY-01-01-1999-to-05-01-1999.csv',
    format: 'nse-pe',
    series: ['nifty-50'],
    counts: [3, 3, 0],
    holds: {
      'nifty-50.pe': [
        '1999-01-01 11.6 1999-01-01',
        '1999-01-04 11.7 1999-01-04',
        '1999-01-05 11.8 1999-01-05',
      ],
    },
    inferred: 'nifty-50 from the file name',
  },
  {
    file: 'India 10-Year Bond Yield Historical Data.csv',
    format: 'investing',
    series: ['gsec-10y'],
    counts: [3, 3, 0],
    holds: {
      'gsec-10y.close': [
        '2020-03-07 6.05 2020-03-07',
        '2020-03-11 6.1 2020-03-11',
        '2020-03-12 6.2 2020-03-12',
      ],
    },
    inferred: 'gsec-10y from the file name',
  },
  {
    file: 'India VIX Historical Data.csv',
    format: 'investing',
    series: ['india-vix'],
    counts: [3, 3, 0],
    holds: {
      'india-vix.close': [
        '2020-01-10 14.2 2020-01-10',
        '2020-01-13 14 2020-01-13',
        '2020-01-14 14.1 2020-01-14',
      ],
    },
    inferred: 'india-vix from the file name',
  },
  {
    file: 'Nifty 50 Historical Data.csv',
    format: 'investing',
    series: ['nifty-50'],
    counts: [2, 2, 0],
    holds: {
      'nifty-50.close': ['2025-03-27 23580 2025-03-27', '2025-03-28 23500.5 2025-03-28'],
      'nifty-50.volume': ['2025-03-27 1210000000 2025-03-27', '2025-03-28 365200000 2025-03-28'],
    },
    inferred: 'nifty-50 from the file name',
  },
  {
    file: 'INDIRLTLT01STM.csv',
    format: 'fred',
    series: ['fred-indirltlt01stm'],
    counts: [3, 2, 1],
    holds: {
      'fred-indirltlt01stm.close': ['2011-12-01 8.5 2012-01-30', '2012-01-01 8.2 2012-03-01'],
    },
  },
  {
    file: 'iima_four_factors.csv',
    format: 'iima-factors',
    series: ['iima-factors'],
    counts: [3, 2, 1],
    holds: {
      'iima-factors.smb': ['1993-10-31 2.5 1993-12-30', '1993-11-30 -9.4 1994-01-29'],
      'iima-factors.wml': ['1993-11-30 12.6 1994-01-29'],
      'iima-factors.rf': ['1993-11-30 0.6 1994-01-29'],
    },
  },
  {
    file: 'DEXINUS.csv',
    format: 'fred',
    series: ['fred-dexinus'],
    counts: [4, 3, 1],
    holds: {
      'fred-dexinus.close': [
        '2019-12-30 71.2 2020-01-06',
        '2019-12-31 71.3 2020-01-07',
        '2020-01-02 71.4 2020-01-09',
      ],
    },
  },
  {
    file: 'NIFTY ALPHA 50.csv',
    format: 'two-column',
    series: ['nifty-alpha-50'],
    counts: [3, 3, 0],
    holds: {
      'nifty-alpha-50.tri': [
        '2020-01-01 15000.5 2020-01-01',
        '2020-01-02 15100 2020-01-02',
        '2020-01-03 15050.25 2020-01-03',
      ],
      'nifty-alpha-50.close': [],
    },
    inferred: 'nifty-alpha-50 from the file name',
  },
  {
    file: 'fii-dii-nse.csv',
    format: 'nse-flows',
    series: ['dii', 'fii'],
    counts: [2, 2, 0],
    holds: { 'fii.net': ['2020-01-31 -1000.5 2020-01-31'], 'dii.buy': ['2020-01-31 5000.5 2020-01-31'] },
  },
  {
    file: 'fii-dii-wide.csv',
    format: 'wide-flows',
    series: ['dii', 'fii'],
    counts: [2, 2, 0],
    holds: {
      'fii.sell': ['2020-01-30 6900 2020-01-30', '2020-01-31 9000.5 2020-01-31'],
      'dii.net': ['2020-01-31 500.25 2020-01-31'],
    },
  },
  {
    file: 'fii-dii-named.csv',
    format: 'named-flows',
    series: ['dii', 'fii'],
    counts: [2, 2, 0],
    holds: {
      'fii.net': ['2020-01-30 100 2020-01-30', '2020-01-31 -1000.5 2020-01-31'],
      'dii.sell': ['2020-01-31 4500.25 2020-01-31'],
    },
  },
  {
    file: 'ind_nifty50list.csv',
    format: 'nse-constituents',
    series: ['nifty-50'],
    counts: [3, 2, 1],
    holds: {},
    inferred: 'nifty-50 from the file name',
  },
  {
    file: 'fo31DEC2019bhav.csv',
    format: 'nse-fo-legacy',
    series: ['nifty-50'],
    counts: [4, 2, 2],
    holds: {},
  },
  {
    file: 'BhavCopy_NSE_FO_0_0_0_20240801_F_0000.csv',
    format: 'udiff',
    series: ['nifty-50'],
    counts: [2, 1, 1],
    holds: {},
  },
  {
    file: 'vixcurrent.csv',
    format: 'cboe-vix-current',
    series: ['us-vix'],
    counts: [2, 2, 0],
    holds: { 'us-vix.close': ['2004-01-05 17.5 2004-01-06', '2004-01-06 16.75 2004-01-07'] },
  },
  {
    file: 'VIXCLS.csv',
    format: 'fred',
    series: ['us-vix'],
    counts: [3, 2, 1],
    holds: { 'us-vix.close': ['2021-01-05 25.5 2021-01-06', '2021-01-07 22.25 2021-01-08'] },
  },
  {
    file: 'rbi_91day_tbills.csv',
    format: 'treasury-bills',
    series: ['tbill-91d'],
    counts: [2, 2, 0],
    holds: { 'tbill-91d.close': ['2020-01-03 4.998 2020-01-03', '2020-01-10 5.0025 2020-01-10'] },
    inferred: 'tbill-91d from the file name',
  },
  {
    // The last day of February 2020 was a Saturday.
    file: 'gold_monthly_inr_per_oz.csv',
    format: 'gold',
    series: ['gold-inr'],
    counts: [2, 2, 0],
    holds: {
      'gold-inr.close': ['2020-01-31 112000.5 2020-01-31', '2020-02-28 117000.25 2020-02-28'],
    },
    inferred: 'gold-inr from the header',
  },
  {
    file: '^NSEI.csv',
    format: 'yahoo-symbol',
    series: ['nifty-50'],
    counts: [3, 2, 1],
    holds: {
      'nifty-50.close': ['2020-01-01 12180.5 2020-01-01', '2020-01-03 12226.650391 2020-01-03'],
      'nifty-50.tri': [],
      'nifty-50.volume': [],
    },
    inferred: 'nifty-50 from the file name',
  },
  {
    file: 'yfinance-vix.csv',
    format: 'yfinance',
    series: ['india-vix'],
    counts: [2, 2, 0],
    holds: { 'india-vix.close': ['2020-01-02 11.5 2020-01-02', '2020-01-03 12.625 2020-01-03'] },
  },
  {
    file: 'fii-dii-page.csv',
    format: 'nse-flows-page',
    series: ['dii', 'fii'],
    counts: [2, 2, 0],
    holds: { 'fii.net': ['2025-10-01 -2000.5 2025-10-01'], 'dii.buy': ['2025-10-01 14000.5 2025-10-01'] },
  },
  {
    file: 'fiidiiTradeReact.json',
    format: 'nse-flows',
    series: ['dii', 'fii'],
    counts: [2, 2, 0],
    holds: { 'fii.net': ['2023-12-14 3499.5 2023-12-14'], 'dii.sell': ['2023-12-14 11500.25 2023-12-14'] },
  },
  {
    file: 'india-vix-service.json',
    format: 'nse-index-json',
    series: ['india-vix'],
    counts: [2, 2, 0],
    holds: {
      'india-vix.close': ['2024-01-01 14.675 2024-01-01', '2024-01-02 14.5 2024-01-02'],
      'india-vix.high': ['2024-01-01 15.125 2024-01-01', '2024-01-02 15 2024-01-02'],
    },
  },
  {
    file: 'niftyindices-service.json',
    format: 'niftyindices-pr-service',
    series: ['nifty-50'],
    counts: [2, 2, 0],
    holds: {
      'nifty-50.close': ['2024-01-30 21522.5 2024-01-30', '2024-01-31 21725.75 2024-01-31'],
      'nifty-50.open': ['2024-01-31 21487.5 2024-01-31'],
    },
  },
  {
    file: 'niftyindices-service-2026.json',
    format: 'niftyindices-pr-service',
    series: ['nifty-200'],
    counts: [1, 1, 0],
    holds: { 'nifty-200.close': ['2026-01-30 14093.25 2026-01-30'] },
  },
  {
    file: 'tri-service.csv',
    format: 'niftyindices-tri-service',
    series: ['nifty-50'],
    counts: [2, 2, 0],
    holds: { 'nifty-50.tri': ['2024-01-30 31640.25 2024-01-30', '2024-01-31 31939.5 2024-01-31'] },
    notes: ['net-total-return'],
  },
  {
    file: 'pe-service.csv',
    format: 'niftyindices-pe-service',
    series: ['nifty-50'],
    counts: [1, 1, 0],
    holds: { 'nifty-50.pe': ['2024-01-31 22.75 2024-01-31'], 'nifty-50.dy': ['2024-01-31 1.25 2024-01-31'] },
  },
  {
    file: 'EXAMPLE.NS.csv',
    format: 'yahoo-symbol',
    series: ['EXAMPLE'],
    counts: [2, 2, 0],
    holds: {},
    inferred: 'EXAMPLE from the file name',
  },
  { file: 'EXAMPLE_nsepy.csv', format: 'nsepy', series: ['EXAMPLE'], counts: [2, 2, 0], holds: {} },
  {
    file: 'Quote-Equity-EXAMPLE-EQ-01-01-2024-to-02-01-2024.csv',
    format: 'nse-quote-equity',
    series: ['EXAMPLE'],
    counts: [2, 2, 0],
    holds: {},
    inferred: 'EXAMPLE from the file name',
  },
  {
    file: 'cm23MAR2023bhav-pandas.csv',
    format: 'nse-cash-legacy',
    series: ['INEZZZZ01015'],
    counts: [2, 1, 1],
    holds: {},
  },
  { file: 'mcap16122025.csv', format: 'nse-market-caps', series: ['EXAMPLE'], counts: [3, 1, 2], holds: {} },
  {
    file: 'CF-CA-equities-01-01-2021-to-31-12-2021.csv',
    format: 'nse-corporate-actions',
    series: ['EXAMPLE'],
    counts: [5, 2, 2],
    unchanged: 1,
    holds: {},
    notes: ['actions'],
  },
  {
    file: 'bc16122025.csv',
    format: 'nse-book-closures',
    series: ['EXAMPLE'],
    counts: [5, 2, 2],
    unchanged: 1,
    holds: {},
    notes: ['actions'],
  },
  {
    file: 'EQUITY_L.csv',
    format: 'nse-equity-list',
    series: ['INEZZZZ01015'],
    counts: [1, 1, 0],
    holds: {},
  },
];

describe('a file in its publisher’s format', () => {
  it.each(CASES)('$file is read as $format, and every row is accounted for', async (c) => {
    await inWorkplace(async ({ store, takeOne }) => {
      const report = await takeOne(native(c.file));
      expect(report).toMatchObject({ outcome: 'imported', format: c.format, series: c.series });
      expect(report.unchanged).toBe(c.unchanged ?? 0);
      expect([report.rowsRead, report.stored, report.rejected]).toEqual(c.counts);
      expect(codes(report)).toEqual(c.notes ?? []);
      expect(report.inferred && `${report.inferred.series} from ${report.inferred.from}`).toBe(
        c.inferred ?? null,
      );
      for (const [key, rows] of Object.entries(c.holds))
        expect([key, await rowsOf(store, key as SeriesKey)]).toEqual([key, rows]);
    });
  });

  it('of the derivatives bhavcopy yields index futures with values in rupees, and counts other rows as rejected', async () => {
    await inWorkplace(async ({ store, takeOne }) => {
      const report = await takeOne(native('fo31DEC2019bhav.csv'));
      expect(report.reasons).toEqual([{ reason: 'not an index future', count: 2 }]);
      const on = day('2019-12-31');
      expect(futuresOn(await store.futures('nifty-50', { days: [on] }), on)).toEqual([
        {
          observedOn: day('2019-12-31'),
          knownOn: day('2019-12-31'),
          expiry: day('2020-01-30'),
          close: 12250.75,
          settle: 12250.75,
          contracts: 100000,
          openInterest: 12000000,
        },
        // Not traded that day: there is a settlement price and no close.
        {
          observedOn: day('2019-12-31'),
          knownOn: day('2019-12-31'),
          expiry: day('2020-03-26'),
          close: null,
          settle: 12330,
          contracts: 0,
          openInterest: 150000,
        },
      ]);
      // The one that expires next, as a figure of the index: 30 January 2020 is day 18,291.
      expect(await rowsOf(store, 'nifty-50.near')).toEqual(['2019-12-31 12250.75 2019-12-31']);
      expect(await rowsOf(store, 'nifty-50.near_expiry')).toEqual(['2019-12-31 18291 2019-12-31']);
      const [value] = await store.transaction(async (connection) =>
        (await connection.run('SELECT "value" FROM future ORDER BY expiry LIMIT 1')).getRowsJS(),
      );
      expect(value).toEqual([919000.5 * 100_000]);
    });
  });

  it('is detected from its header row, whatever its name', async () => {
    await inWorkplace(async ({ take }) => {
      const { files } = await take([NATIVE]);
      const notTaken = files.filter((f) => f.outcome !== 'imported');
      // Its dates can be read two ways, which the content does not settle.
      expect(notTaken.map((f) => [f.outcome, codes(f)])).toEqual([['refused', ['ambiguous-dates']]]);
    });
  });
});

it('no header matches two formats', () => {
  for (const format of FORMATS) {
    const { id, headerExample } = format;
    const header = exampleColumns({ ...format, headerExample: headerExample.replace('<ID>', 'SOMEID') });
    const by = FORMATS.filter((f) => f.matches(header)).map((f) => f.id);
    // Of a long header `headerExample` shows only the beginning.
    expect(by).toEqual(headerExample.endsWith('…') ? [] : [id]);
  }
});
