import { day, iso, type Day } from '../../../src/market/day.ts';
import { findUnexplainedJumps } from '../../../src/market/quality/unexplained-jumps.ts';
import type { SeriesKey } from '../../../src/market/series.ts';
import type { Store } from '../../../src/market/store/store.ts';
import { describeReference, reference } from '../../reference.ts';
import { addsUp, codes, inWorkplace, sum, type Workplace } from '../store.fixture.ts';

const TODAY = day('2026-09-30');
const data = (...path: string[]): string => reference('data', ...path);

async function figure(store: Store, key: SeriesKey): Promise<Map<string, number>> {
  const { observedOn, value } = (await store.load([key])).view(TODAY).column(key);
  return new Map(Array.from(observedOn, (d, i) => [iso(d as Day), value[i]!]));
}

const take = ({ take }: Workplace, ...paths: string[]) => take(paths, { today: TODAY });

/** The day and value of a figure's largest or smallest value. */
function extreme(rows: ReadonlyMap<string, number>, sign: 1 | -1): [string, number] {
  return [...rows].reduce((best, row) => (sign * (row[1] - best[1]) > 0 ? row : best));
}

describeReference('the real files', () => {
  it('are imported completely: every line is stored, unchanged or rejected with a reason', async () => {
    await inWorkplace(async (at) => {
      const report = await take(
        at,
        ...[
          'us-vix',
          'india-vix',
          'nifty50',
          'indices-pr',
          'indices-tri',
          'constituents',
          'flows',
          'futures',
        ].map((folder) => data(folder)),
        ...['gsec/India 10-Year Bond Yield Historical Data (2005-2020).csv', 'gold-fx/DEXINUS.csv'].map((f) =>
          data(f),
        ),
        data('gsec/India 10-Year Bond Yield Historical Data (2007-2021).csv'),
        data('gsec/INDIRLTLT01STM_fred_2011_2025.csv'),
      );
      expect(report.files.filter((f) => !addsUp(f)).map(sum)).toEqual([]);
      const unread = report.files.filter((f) => f.outcome !== 'imported');
      expect(unread.map((f) => [f.outcome, sum(f)])).toEqual([
        ['skipped', 'nifty750_fundamentals.csv: 0 = 0 + 0 + 0'],
        ['refused', 'fii_dii_cash_daily_as_found.csv: 3606 = 0 + 0 + 3606'],
        ['refused', 'nifty_near_month_futures.csv: 0 = 0 + 0 + 0'],
      ]);
      const notWhole = report.files.filter((f) => f.outcome === 'imported' && f.stored < f.rowsRead);
      expect(notWhole.map(sum)).toEqual([
        // NSE's placeholders for companies in a demerger.
        'ind_niftysmallcap250list.csv: 251 = 250 + 0 + 1',
        'ind_niftytotalmarket_list.csv: 752 = 750 + 0 + 2',
        'nifty750list.csv: 751 = 750 + 0 + 1',
        // Holidays, blank.
        'DEXINUS.csv: 12784 = 12283 + 0 + 501',
        // Overlaps the first download, with the same values.
        'India 10-Year Bond Yield Historical Data (2007-2021).csv: 3800 = 437 + 3363 + 0',
      ]);
      expect(report.problems.map((p) => [p.code, p.about])).toEqual([
        ['sources-disagree', 'india-vix.close'],
      ]);

      const again = await take(at, data('us-vix'), data('nifty50'), data('indices-tri'));
      expect(new Set(again.files.map((f) => f.outcome))).toEqual(new Set(['identical']));
      expect(again).toMatchObject({ stored: 0, rejected: 0, unchanged: again.rowsRead });
    });
  });

  it('contain well-known facts', async () => {
    await inWorkplace(async (at) => {
      const { store } = at;
      await take(
        at,
        data('us-vix/VIX_History.csv'),
        data('india-vix'),
        data('nifty50'),
        data('indices-tri/NIFTY 50.csv'),
      );
      await take(at, data('gsec/India 10-Year Bond Yield Historical Data (2005-2020).csv'));
      await take(at, data('indices-pr/nifty200mom30'), data('flows/fii_dii_cash_daily_corrected.csv'));

      const usVix = await figure(store, 'us-vix.close');
      expect(extreme(usVix, 1)).toEqual(['2020-03-16', 82.69]);
      expect(extreme(usVix, -1)).toEqual(['2017-11-03', 9.14]);
      expect(extreme(await figure(store, 'us-vix.high'), 1)).toEqual(['2008-10-24', 89.53]);

      const indiaVix = await figure(store, 'india-vix.close');
      expect(indiaVix.get('2020-03-24')).toBe(83.6075);
      expect(indiaVix.get('2008-11-17')).toBe(85.13);
      // NSE writes 0 for open, high and low of these days; their closes are good.
      const indiaOpen = await figure(store, 'india-vix.open');
      for (const d of ['2021-02-12', '2021-03-30']) {
        expect(indiaVix.get(d)).toBeGreaterThan(10);
        expect([...(await store.provenance('india-vix.open', day(d)))].map((p) => p.source)).toEqual([
          'investing',
        ]);
        expect(indiaOpen.get(d)).toBeGreaterThan(10);
      }

      const nifty = await figure(store, 'nifty-50.close');
      expect(
        ['2008-01-08', '2008-10-27', '2020-01-14', '2020-03-23', '2021-10-18'].map((d) => nifty.get(d)),
      ).toEqual([6287.85, 2524.2, 12362.3, 7610.25, 18477.05]);
      const pe = await figure(store, 'nifty-50.pe');
      expect(extreme(pe, 1)).toEqual(['2021-02-08', 42]);
      expect(extreme(pe, -1)).toEqual(['2008-10-27', 10.68]);
      expect((await figure(store, 'nifty-50.tri')).get('2016-07-08')).toBe(11172.39);
      expect((await figure(store, 'nifty200-momentum-30.close')).get('2005-04-01')).toBe(1000);

      const gsec = await figure(store, 'gsec-10y.close');
      expect([gsec.get('2008-07-15'), gsec.get('2009-01-05')]).toEqual([9.478, 5.172]);

      const net = await figure(store, 'fii.net');
      const inMonth = (month: string): number =>
        [...net].filter(([d]) => d.startsWith(month)).reduce((sum, [, value]) => sum + value, 0);
      expect(inMonth('2020-03')).toBeCloseTo(-65816.7, 1);
      expect(inMonth('2020-11')).toBeCloseTo(65317.1, 1);
    });
  });

  it('have known defects, which the import reports', async () => {
    await inWorkplace(async (at) => {
      const { files } = await take(at, data('us-vix/VIX_History.csv'), data('india-vix'), data('nifty50'));
      const messages = Object.fromEntries(files.map((f) => [f.format, f.problems.map((p) => p.message)]));
      expect(messages['cboe-vix']).toEqual([
        expect.stringMatching(
          /^rows with an open or close outside the range from low to high, kept as published: 47 /,
        ),
      ]);
      expect(messages['nse-india-vix']![0]).toMatch(
        /^rows with 0 for open, high or low, read as missing: 2 /,
      );
      // 36 weekend sessions and the closure of October 2014 are known, and nothing to note.
      expect(messages['niftyindices-pr']).toEqual([
        expect.stringMatching(/^gaps of more than 5 days: 5 \(01 Oct 1997 to 09 Oct 1997; 10 Apr 1995/),
      ]);
      expect(messages['niftyindices-pe']).toEqual([]);
    });
  });

  it('include flows with day and month exchanged, which are refused with and without the Nifty’s sessions', async () => {
    await inWorkplace(async (at) => {
      const alone = (await take(at, data('flows/fii_dii_cash_daily_as_found.csv'))).files[0]!;
      expect([alone.outcome, codes(alone)]).toEqual(['refused', ['exchanged-dates']]);
      expect(alone.problems[0]!.message).toMatch(
        /^day and month look exchanged wherever the day is 12 or less: 365 of 3,606 rows .*line 2: Saturday, 06 Jan 2007.* With day and month swapped back, 0 rows/,
      );
      const { files } = await take(at, data('flows'), data('nifty50'));
      const [asFound, corrected] = files;
      expect(asFound!.problems[0]!.message).toMatch(
        /414 of 3,606 rows .* With day and month swapped back, 0 rows/,
      );
      expect(sum(corrected!)).toBe('fii_dii_cash_daily_corrected.csv: 3606 = 3606 + 0 + 0');
      expect((await figure(at.store, 'fii.net')).size).toBe(3606);
    });
  });

  it('have one change of basis among the Nifty’s 5,727 valuation changes, that of 31 March 2021 in the registry', async () => {
    await inWorkplace(async (at) => {
      await take(at, data('nifty50'));
      const keys = ['nifty-50.close', 'nifty-50.pe', 'nifty-50.pb', 'nifty-50.dy'] as const;
      const view = (await at.store.load(keys)).view(TODAY);
      expect(findUnexplainedJumps(view, 'nifty-50')).toEqual([]);
      const on = day('2021-03-31');
      expect(findUnexplainedJumps(view, 'nifty-50', [])).toEqual([
        { key: 'nifty-50.pe', from: day('2021-03-30'), to: on, before: 40.43, after: 33.2 },
        { key: 'nifty-50.dy', from: day('2021-03-30'), to: on, before: 1.07, after: 0.96 },
      ]);
    });
  });
});
