import fc from 'fast-check';
import { addDays, day, iso, type Day, isWeekend, monthNumber } from '../../../../src/market/day.ts';
import type { SeriesKey } from '../../../../src/market/series.ts';
import type { Store } from '../../../../src/market/store/store.ts';
import { codes, inWorkplace, native } from '../../store.fixture.ts';

async function valuesOf(store: Store, key: SeriesKey): Promise<string[]> {
  const { observedOn, value, knownOn } = (await store.load([key])).view(day('2030-01-01')).column(key);
  return Array.from(observedOn, (d, i) => `${iso(d as Day)} ${value[i]} ${iso(knownOn[i] as Day)}`);
}

describe('the price of gold', () => {
  it('of a month is known at its last session, whichever day of the month the file gives', async () => {
    for (const rows of [
      ['2021-01-31,130000', '2021-02-28,125000'],
      ['2021-01-01,130000', '2021-02-01,125000'],
    ])
      await inWorkplace(async ({ file, store, takeOne }) => {
        await takeOne(file('gold.csv', ['Date,Spot Price', ...rows, ''].join('\n')));
        // The last days of both months are Sundays.
        expect(await valuesOf(store, 'gold-inr.close')).toEqual([
          '2021-01-29 130000 2021-01-29',
          '2021-02-26 125000 2021-02-26',
        ]);
      });
  });

  it('of a day is known on that day', async () => {
    await inWorkplace(async ({ file, store, takeOne }) => {
      await takeOne(file('gold.csv', 'Date,Spot Price\n2021-01-28,130000\n2021-01-29,130100\n'));
      expect(await valuesOf(store, 'gold-inr.close')).toEqual([
        '2021-01-28 130000 2021-01-28',
        '2021-01-29 130100 2021-01-29',
      ]);
    });
  });

  it('of any month is never known before the month’s last weekday', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 500 }), fc.boolean(), async (months, isStart) => {
        const first = (n: number): Day =>
          day(`${1980 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`);
        const date = isStart ? first(months) : addDays(first(months + 1), -1);
        await inWorkplace(async ({ file, store, takeOne }) => {
          await takeOne(file('gold.csv', `Date,Spot Price\n${iso(date)},1000\n`));
          const { knownOn } = (await store.load(['gold-inr.close']))
            .view(day('2030-01-01'))
            .column('gold-inr.close');
          const known = knownOn[0] as Day;
          expect(monthNumber(known)).toBe(monthNumber(date));
          for (let d = addDays(known, 1); monthNumber(d) === monthNumber(known); d = addDays(d, 1))
            expect(isWeekend(d)).toBe(true);
        });
      }),
      { numRuns: 8 },
    );
  });
});

describe('yields of Treasury bills', () => {
  it.each([
    ['rbi_91day_tbills.csv', 'tbill-91d'],
    ['T-Bill 182 days.csv', 'tbill-182d'],
    ['tbill_364d.csv', 'tbill-364d'],
    ['tbills 2020.csv', 'tbill-91d'],
  ])('in %s are %s', async (name, series) => {
    await inWorkplace(async ({ file, takeOne }) => {
      expect((await takeOne(file(name, 'Date,Yield\n2020-01-03,4.998\n'))).series).toEqual([series]);
    });
  });

  it('in a file that does not say so are asked for, since other yields have the same columns', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const path = file('yields.csv', 'Date,Yield\n2020-01-03,4.998\n');
      expect(codes(await takeOne(path))).toEqual(['no-series']);
      expect((await takeOne(path, { series: 'tbill-91d' })).stored).toBe(1);
    });
  });
});

describe('the US VIX', () => {
  it('is the Cboe’s where several publishers give a day, in whatever order they are imported', async () => {
    for (const order of [
      ['fred', 'cboe'],
      ['cboe', 'fred'],
    ])
      await inWorkplace(async ({ file, store, take }) => {
        const files: Record<string, string> = {
          fred: file('VIXCLS.csv', 'observation_date,VIXCLS\n2020-03-02,30\n2020-03-03,31\n2020-03-04,.\n'),
          cboe: native('VIX_History.csv'),
        };
        for (const name of order) await take([files[name]!]);
        expect((await valuesOf(store, 'us-vix.close')).slice(0, 2)).toEqual([
          '2020-03-02 23.25 2020-03-03',
          '2020-03-03 28 2020-03-04',
        ]);
      });
  });

  it('in a file that does not name it is asked for', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      const text = 'Date,Open,High,Low,Close\n1/2/2004,17.96,18.68,17.54,18.22\n';
      const report = await takeOne(file('prices.csv', text));
      expect(codes(report)).toEqual(['no-series']);
      expect(report.problems[0]!.remedy).toMatch(/VIX_History\.csv from the Cboe/);
      expect((await takeOne(file('prices.csv', text), { series: 'us-vix' })).series).toEqual(['us-vix']);
      expect((await takeOne(file('vixcurrent (1).csv', text))).series).toEqual(['us-vix']);
    });
  });
});
