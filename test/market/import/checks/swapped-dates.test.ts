import fc from 'fast-check';
import { addDays, day, dayOf, iso, isWeekend, type Day } from '../../../../src/market/day.ts';
import { codes, inWorkplace } from '../../store.fixture.ts';

const dayFirst = (d: Day): string => iso(d).split('-').reverse().join('-');

/** Day and month exchanged where both readings are days, as a program does that reads them the wrong way. */
function exchanged(d: Day): Day {
  const [year, month, dayOfMonth] = iso(d).split('-').map(Number) as [number, number, number];
  return dayOf(year, dayOfMonth, month) ?? d;
}

function sessions(from: Day, months: number): Day[] {
  const days: Day[] = [];
  for (let d = from; d < from + months * 30.4; d = addDays(d, 1)) if (!isWeekend(d)) days.push(d);
  return days;
}

const flows = (days: readonly Day[]): string =>
  ['category,date,buyValue,sellValue,netValue', ...days.map((d) => `DII,${dayFirst(d)},5,4,1`), ''].join(
    '\n',
  );

const month = fc
  .tuple(fc.integer({ min: 2005, max: 2022 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, m]) => dayOf(year, m, 1)!);

describe('a file of daily flows', () => {
  it('is accepted, from one month to three years of data', async () => {
    await fc.assert(
      fc.asyncProperty(
        month,
        fc.integer({ min: 1, max: 36 }),
        fc.boolean(),
        async (from, months, newestFirst) => {
          const days = sessions(from, months);
          await inWorkplace(async ({ file, takeOne }) => {
            const report = await takeOne(file('flows.csv', flows(newestFirst ? days.reverse() : days)));
            expect([report.outcome, report.stored, codes(report)]).toEqual(['imported', days.length, []]);
          });
        },
      ),
      { numRuns: 20 },
    );
  });

  it('is refused if day and month are exchanged, whether or not it was sorted afterwards', async () => {
    // A refused file leaves nothing in the store, so one serves all.
    await inWorkplace(async ({ file, takeOne, store }) => {
      await fc.assert(
        fc.asyncProperty(
          month,
          fc.integer({ min: 1, max: 36 }),
          fc.boolean(),
          async (from, months, sorted) => {
            const days = sessions(from, months).map(exchanged);
            // Of a month or two, sorting leaves too few traces.
            if (sorted && months > 2) days.sort((a, b) => a - b);
            const report = await takeOne(file('flows.csv', flows(days)));
            expect([report.outcome, codes(report)]).toEqual(['refused', ['exchanged-dates']]);
            expect(await store.lastImport()).toBe(0);
          },
        ),
        { numRuns: 60 },
      );
    });
  });
});

it('monthly dates are not mistaken for exchanged ones, although they would look daily if exchanged', async () => {
  const rows = Array.from({ length: 48 }, (_, i) => dayOf(2018 + Math.floor(i / 12), (i % 12) + 1, 1)!);
  const us = (d: Day): string => {
    const [year, m, dd] = iso(d).split('-');
    return `${m}/${dd}/${year}`;
  };
  const text = [
    '"Date","Price","Open","High","Low","Change %"',
    ...rows.map((d) => `"${us(d)}","7","7","7","7",""`),
  ];
  await inWorkplace(async ({ file, takeOne }) => {
    const report = await takeOne(file('India 10-Year Bond Yield Historical Data.csv', text.join('\n')), {
      dateFormat: 'MM-DD',
      today: day('2026-01-31'),
    });
    expect([report.outcome, codes(report)]).toEqual(['refused', ['dated-at-period-start']]);
  });
});
