import { readdirSync } from 'node:fs';
import { day, iso, type Day } from '../../../../src/market/day.ts';
import type { FileReport } from '../../../../src/market/import/reporting/import-report.ts';
import type { SeriesKey } from '../../../../src/market/series.ts';
import type { Store } from '../../../../src/market/store/store.ts';
import { describeReference, reference } from '../../../reference.ts';
import { codes, inWorkplace } from '../../store.fixture.ts';

const TODAY = day('2026-11-30');

/** A case: what each file gives by name, and the store that holds all of them. */
interface Imported {
  readonly of: (file: string) => FileReport;
  readonly values: (key: SeriesKey) => Promise<string[]>;
  readonly rows: (sql: string) => Promise<unknown[][]>;
  readonly problems: readonly string[];
}

async function valuesOf(store: Store, key: SeriesKey): Promise<string[]> {
  const { observedOn, value, knownOn } = (await store.load([key])).view(TODAY).column(key);
  return Array.from(observedOn, (d, i) => `${iso(d as Day)} ${value[i]} ${iso(knownOn[i] as Day)}`);
}

/** Imports the files of a case, or a folder of it. */
const importCase = (name: string, look: (imported: Imported) => Promise<void>, folder = ''): Promise<void> =>
  inWorkplace(async ({ store, take }) => {
    const at = reference('cases/faults', name, folder);
    const files = readdirSync(at).filter((file) => !/^(now|expected)\./.test(file));
    const paths = folder === '' ? files.map((file) => reference('cases/faults', name, file)) : [at];
    const report = await take(paths, { today: TODAY });
    await look({
      of: (file) => report.files.find((f) => f.path.endsWith(file))!,
      values: (key) => valuesOf(store, key),
      rows: (sql) => store.transaction(async (connection) => (await connection.run(sql)).getRowsJS()),
      problems: report.problems.map((p) => p.message),
    });
  });

describeReference('files that people have are read, or refused with what to do', () => {
  it('a bhavcopy in a ZIP archive, found in a folder', () =>
    importCase(
      'zips-in-folder',
      async ({ of, rows }) => {
        expect(of('.zip')).toMatchObject({ outcome: 'imported', format: 'udiff', stored: 1, rejected: 1 });
        expect(await rows('SELECT series, "close" FROM stock_bar')).toEqual([['INE155A01022', 987.7]]);
      },
      'dl',
    ));

  it('Yahoo’s Nifty and India VIX; two-digit years are refused', () =>
    importCase('yahoo', async ({ of, values }) => {
      expect(await values('nifty-50.close')).toEqual([
        '2021-12-29 17213.599609 2021-12-29',
        '2021-12-31 17354.050781 2021-12-31',
      ]);
      expect(await values('nifty-50.tri')).toEqual([]);
      expect(await values('india-vix.close')).toEqual([
        '2021-12-30 16.6 2021-12-30',
        '2021-12-31 16.22 2021-12-31',
      ]);
      expect(of('^NSEI.csv').rejections.map((r) => r.line)).toEqual([3]);
      expect(codes(of('NSEI resaved.csv'))).toEqual(['two-digit-years']);
    }));

  it('FII and DII activity from NSE’s page and from its service', () =>
    importCase('nse-fii-page', async ({ values }) => {
      expect(await values('fii.net')).toEqual([
        '2023-12-14 3570.07 2023-12-14',
        '2025-10-01 -1605.2 2025-10-01',
      ]);
      expect(await values('dii.buy')).toEqual([
        '2023-12-14 12118.3 2023-12-14',
        '2025-10-01 14383.93 2025-10-01',
      ]);
    }));

  it('total return indices under other headers; the net one is left out and reported', () =>
    importCase('tri-other-headers', async ({ of, values }) => {
      expect(await values('nifty-50.tri')).toEqual([
        '2021-12-31 25345.14 2021-12-31',
        '2024-01-31 31939.59 2024-01-31',
      ]);
      expect(await values('nifty-50.close')).toEqual(['2024-01-31 21725.7 2024-01-31']);
      expect(codes(of('tri_nselib.csv'))).toEqual(['net-total-return']);
    }));

  it('histories of a share by nsepy, by NSE itself and by pandas', () =>
    importCase('kaggle-nsepy', async ({ rows }) => {
      expect(
        await rows(
          'SELECT series, observed_on::VARCHAR, "close", round(traded_value)::BIGINT FROM stock_bar ORDER BY observed_on',
        ),
      ).toEqual([
        ['RELIANCE', '2020-01-01', 1509.6, 9_693_666_000n],
        ['INE144J01027', '2023-03-23', 84.4, 4_733_300n],
        ['RELIANCE', '2024-01-01', 2590.25, 5_759_101_235n],
      ]);
    }));

  it('a bhavcopy of BSE before July 2024 is refused with the reason', () =>
    importCase('bse-before-2024', async ({ of }) => {
      const [problem] = of('EQ010124.CSV').problems;
      expect(problem!.message).toMatch(/no date, no NSE symbol and no ISIN/);
      expect(problem!.remedy).toMatch(/NSE's bhavcopy of that day/);
    }));

  it('a bhavcopy of BSE under any name', () =>
    importCase('bse-renamed', async ({ of, rows }) => {
      expect(of('.csv')).toMatchObject({ stored: 1, rejected: 2 });
      expect(await rows('SELECT series, source, "close" FROM stock_bar')).toEqual([
        ['INE002A01018', 'bse', 3201.8],
      ]);
    }));

  it('the VIX from FRED is the US VIX, known the next day', () =>
    importCase('fred-vix', async ({ values }) => {
      expect(await values('us-vix.close')).toEqual([
        '2021-01-04 26.97 2021-01-05',
        '2021-01-05 25.34 2021-01-06',
      ]);
    }));

  it('the Cboe’s file of 2004 to 2021', () =>
    importCase('old-cboe', async ({ values }) => {
      expect(await values('us-vix.close')).toEqual([
        '2004-01-02 18.22 2004-01-03',
        '2004-01-05 17.49 2004-01-06',
      ]);
    }));

  it('market values and corporate actions of NSE', () =>
    importCase('nse-market-caps-and-actions', async ({ rows }) => {
      expect(await rows('SELECT series, outstanding FROM shares')).toEqual([['ALPHACO', 35_286_502]]);
      expect(
        await rows('SELECT observed_on::VARCHAR, action, shares, per_share FROM corporate_action ORDER BY 1'),
      ).toEqual([
        ['2021-08-05', 'bonus', 1.5, null],
        ['2025-12-19', 'dividend', null, 7],
      ]);
    }));

  it('actions whose ratio cannot be meant are rejected with what to write', () =>
    importCase('actions-as-printed', async ({ of }) => {
      const { rejections } = of('actions.csv');
      expect(rejections.map((r) => r.line)).toEqual([2, 3, 4, 5]);
      expect(rejections[0]!.message).toMatch(/a bonus of 1 for 1 is SharesAfter 2, SharesBefore 1/);
    }));

  it('funds and entitlements in a bhavcopy without ISINs', () =>
    importCase('funds-in-full-bhavcopy', async ({ of, problems }) => {
      expect(of('.csv')).toMatchObject({ series: ['ALPHACO'], stored: 1, rejected: 3 });
      expect(problems).toEqual([expect.stringMatching(/^1 symbol is not identified as a stock: ALPHACO\./)]);
    }));

  it('a share with other voting rights is named as such', () =>
    importCase('dvr-in-bhavcopy', async ({ of }) => {
      expect(of('.csv').rejections.map((r) => r.message)).toEqual([
        'IN9155A01020 is a share with other voting rights or partly paid (IN9…); only ordinary fully paid shares are taken',
      ]);
    }));
});
