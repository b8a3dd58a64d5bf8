import fc from 'fast-check';
import { addDays, type Day, day, displayDay, isWeekend, iso } from '../../../../src/market/day.ts';
import { totalReturnDoubt } from '../../../../src/market/import/checks/total-return-check.ts';
import { codes, inWorkplace } from '../../store.fixture.ts';

const sessions = (from: string, count: number): Day[] =>
  Array.from({ length: 2 * count }, (_, i) => addDays(day(from), i))
    .filter((d) => !isWeekend(d))
    .slice(0, count);
const DAYS = sessions('2018-01-01', 520);
const price = (i: number): number => Math.round(100 * (10_000 + 5 * i + 300 * Math.sin(i / 20))) / 100;

const priceFile = `"Index Name","Date","Open","High","Low","Close"\n${DAYS.map((d, i) => `"NIFTY 50","${displayDay(d)}","-","-","-","${price(i)}"`).join('\n')}\n`;
const twoColumns = (level: (i: number) => number): string =>
  `Date,Close\n${DAYS.map((d, i) => `${iso(d)},${level(i).toFixed(2)}`).join('\n')}\n`;

describe('a two-column file of total returns', () => {
  it('is refused if its levels are those of the price index, whichever of the two is named first', async () => {
    await inWorkplace(async ({ file, take }) => {
      const paths = [file('NIFTY 50.csv', twoColumns(price)), file('NIFTY 50_Historical_PR.csv', priceFile)];
      for (const order of [paths, paths.toReversed()]) {
        const report = (await take(order)).files.find((f) => f.format === 'two-column')!;
        expect([report.outcome, codes(report)]).toEqual(['refused', ['not-total-return']]);
        expect(report.problems[0]!.message).toMatch(
          /its levels are those of the price index nifty-50.close on 520 of 520/,
        );
        expect(report.problems[0]!.remedy).toMatch(/--series nifty-50.close/);
      }
    });
  });

  it('is refused if it is the price index at another base, without the drift of dividends', async () => {
    await inWorkplace(async ({ file, take, takeOne }) => {
      await take([file('NIFTY 50_Historical_PR.csv', priceFile)]);
      const report = await takeOne(
        file(
          'NIFTY 50.csv',
          twoColumns((i) => price(i) / 10),
        ),
      );
      expect([report.outcome, codes(report)]).toEqual(['refused', ['not-total-return']]);
    });
  });

  it('is stored if dividends are included, and as prices if the user says so', async () => {
    await inWorkplace(async ({ file, take, takeOne }) => {
      await take([file('NIFTY 50_Historical_PR.csv', priceFile)]);
      const total = await takeOne(
        file(
          'NIFTY 50.csv',
          twoColumns((i) => 1.4 * price(i) * 1.012 ** (i / 250)),
        ),
      );
      expect([total.outcome, total.stored]).toEqual(['imported', 520]);
      const same = await takeOne(file('copy of prices.csv', twoColumns(price)), { series: 'nifty-50.close' });
      expect([same.outcome, same.series]).toEqual(['imported', ['nifty-50']]);
    });
  });

  it('that was stored before the price index is reported when that arrives', async () => {
    await inWorkplace(async ({ file, take }) => {
      await take([file('NIFTY 50.csv', twoColumns(price))]);
      const { problems } = await take([file('NIFTY 50_Historical_PR.csv', priceFile)]);
      expect(problems.map((p) => [p.code, p.about])).toEqual([['not-total-return', 'nifty-50.tri']]);
    });
  });

  it('is the total return of the index in its name, without the word that says so', async () => {
    await inWorkplace(async ({ file, takeOne }) => {
      for (const [name, field] of [
        ['NIFTY 50 TRI.csv', 'total return included'],
        ['Nifty 50 Total Returns Index (1).csv', 'total return included'],
        ['NIFTY 50 PR - Copy.csv', 'price'],
      ] as const) {
        const report = await takeOne(
          file(
            name,
            twoColumns((i) => 1.4 * price(i) * 1.012 ** (i / 250)),
          ),
        );
        expect([report.series, report.inferred?.field]).toEqual([['nifty-50'], field]);
      }
    });
  });
});

describe('the doubt about total returns', () => {
  const levels = (level: (i: number) => number) => new Map(DAYS.map((d, i) => [d, level(i)]));

  it('depends on the yield that is included: none below 0.2 % a year, all above', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 0.05, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (yearly, base) => {
          fc.pre(Math.abs(yearly - 0.002) > 1e-4 && Math.abs(base - 1) > 0.01);
          const total = levels((i) => base * price(i) * (1 + yearly) ** ((DAYS[i]! - DAYS[0]!) / 365.25));
          expect(totalReturnDoubt('nifty-50', total, levels(price)) === null).toBe(yearly > 0.002);
        },
      ),
    );
  });

  it('needs a price index to compare with', () => {
    expect(totalReturnDoubt('nifty-50', levels(price), new Map())).toBeNull();
  });
});
