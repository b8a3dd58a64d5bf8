import fc from 'fast-check';
import {
  addDays,
  day,
  type Day,
  dayOf,
  displayDay,
  iso,
  isWeekend,
  weekday,
} from '../../../../src/market/day.ts';
import { codes, inWorkplace } from '../../store.fixture.ts';

/** How a vendor writes dates, and a file of closing figures in its layout. */
const LAYOUTS = [
  {
    name: 'India 10-Year Bond Yield Historical Data.csv',
    header: '"Date","Price","Open","High","Low","Change %"',
    row: (d: Day) => `"${investingDate(d)}","6.45","6.4","6.5","6.3","0.1%"`,
  },
  {
    name: 'India 10-Year Bond Yield Historical Data.csv',
    header: '"Date","Price","Open","High","Low","Change %"',
    row: (d: Day) => `"${iso(d).split('-').toReversed().join('-')}","6.45","6.4","6.5","6.3","0.1%"`,
  },
  {
    name: 'Nifty 50 Historical Data.csv',
    header: '"Date","Price","Open","High","Low","Vol.","Change %"',
    row: (d: Day) => `"${investingDate(d)}","6,450.5","6,400.5","6,500.5","6,300.5","1.2M","0.1%"`,
  },
  { name: 'NIFTY 50 PR.csv', header: 'Date,Close', row: (d: Day) => `${iso(d)},6450.5` },
  {
    name: 'NIFTY 50_Historical_PR_x.csv',
    header: '"Index Name","Date","Open","High","Low","Close"',
    row: (d: Day) => `"NIFTY 50","${displayDay(d)}","6400","6500","6300","6450"`,
  },
] as const;

function investingDate(d: Day): string {
  const [dayOfMonth, month, year] = displayDay(d).split(' ');
  return `${month} ${dayOfMonth}, ${year}`;
}

/** The starts of periods: of `months` calendar months, or of weeks from Sunday or Monday. */
type Period = { readonly months: 1 | 3 | 6 | 12 } | { readonly weekFrom: 0 | 1 };
const anyPeriod: fc.Arbitrary<Period> = fc.oneof(
  fc.record({ months: fc.constantFrom(1 as const, 3 as const, 6 as const, 12 as const) }),
  fc.record({ weekFrom: fc.constantFrom(0 as const, 1 as const) }),
);

function startsOf(period: Period, year: number, count: number): Day[] {
  if ('months' in period)
    return Array.from({ length: count }, (_, i) => {
      const month = year * 12 + i * period.months;
      return dayOf(Math.floor(month / 12), (month % 12) + 1, 1)!;
    });
  let first = dayOf(year, 1, 1)!;
  while (weekday(first) !== period.weekFrom) first = addDays(first, 1);
  return Array.from({ length: count }, (_, i) => addDays(first, 7 * i));
}

const anyLayout = fc.constantFrom(...LAYOUTS);
const anyYear = fc.integer({ min: 1996, max: 2012 });

describe('a file of figures', () => {
  it('is refused if it is dated by the starts of weeks, months, quarters or years, in every layout and order', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLayout,
        anyPeriod,
        anyYear,
        fc.integer({ min: 3, max: 12 }),
        fc.boolean(),
        async (layout, period, year, count, newestFirst) => {
          const starts = startsOf(period, year, count);
          const days = newestFirst ? starts.toReversed() : starts;
          await inWorkplace(async ({ file, takeOne, store }) => {
            const content = [layout.header, ...days.map(layout.row)].join('\n');
            const report = await takeOne(file(layout.name, `${content}\n`), { dateFormat: 'DD-MM' });
            expect([report.outcome, codes(report), report.stored]).toEqual([
              'refused',
              ['dated-at-period-start'],
              0,
            ]);
            const { observedOn } = (await store.load(['gsec-10y.close']))
              .view(day('2026-01-31'))
              .column('gsec-10y.close');
            expect(observedOn).toHaveLength(0);
          });
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is stored if it is daily, from whichever day it begins', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyLayout,
        anyYear,
        fc.integer({ min: 0, max: 200 }),
        fc.boolean(),
        async (layout, year, from, newestFirst) => {
          const first = addDays(dayOf(year, 1, 1)!, from);
          const all = Array.from({ length: 90 }, (_, i) => addDays(first, i)).filter((d) => !isWeekend(d));
          const days = newestFirst ? all.toReversed() : all;
          await inWorkplace(async ({ file, takeOne }) => {
            const report = await takeOne(
              file(layout.name, `${[layout.header, ...days.map(layout.row)].join('\n')}\n`),
            );
            expect([report.outcome, report.stored]).toEqual(['imported', days.length]);
          });
        },
      ),
      { numRuns: 12 },
    );
  });

  it('is stored if it is dated by the last day of each month or week, when its figures are known', async () => {
    const monthEnds = Array.from({ length: 8 }, (_, i) => addDays(dayOf(2010, i + 2, 1)!, -1)).map((d) =>
      addDays(d, -Math.max(0, weekday(d) === 0 ? 2 : weekday(d) - 5)),
    );
    const fridays = Array.from({ length: 8 }, (_, i) => addDays(day('2010-01-01'), 7 * i));
    for (const days of [monthEnds, fridays])
      for (const layout of LAYOUTS)
        await inWorkplace(async ({ file, takeOne }) => {
          const report = await takeOne(
            file(layout.name, `${[layout.header, ...days.map(layout.row)].join('\n')}\n`),
            {
              dateFormat: 'DD-MM',
            },
          );
          expect([layout.name, report.outcome, report.stored]).toEqual([layout.name, 'imported', 8]);
        });
  });

  it('is refused if only its older part is monthly', async () => {
    const [layout] = LAYOUTS;
    const monthly = startsOf({ months: 1 }, 2005, 12);
    const daily = Array.from({ length: 60 }, (_, i) => addDays(day('2006-01-02'), i)).filter(
      (d) => !isWeekend(d),
    );
    await inWorkplace(async ({ file, takeOne }) => {
      const report = await takeOne(
        file(layout.name, `${[layout.header, ...[...monthly, ...daily].map(layout.row)].join('\n')}\n`),
      );
      expect([report.outcome, codes(report)]).toEqual(['refused', ['dated-at-period-start']]);
      expect(report.problems[0]!.message).toMatch(
        /^its figures are monthly and dated on the first day of each month/,
      );
    });
  });

  it('of FRED is stored although it is dated by period starts, because it counts as known after them', async () => {
    await inWorkplace(async ({ file, takeOne, store }) => {
      const rows = ['2010-01-01,7.5', '2010-02-01,7.7', '2010-03-01,7.8'];
      const report = await takeOne(
        file('INDIRLTLT01STM.csv', `observation_date,INDIRLTLT01STM\n${rows.join('\n')}\n`),
      );
      expect(report.stored).toBe(3);
      const key = `${report.series[0]!}.close` as const;
      const { knownOn } = (await store.load([key])).view(day('2026-01-31')).column(key);
      expect(iso(knownOn[0]! as Day) > '2010-01-31').toBe(true);
    });
  });
});
