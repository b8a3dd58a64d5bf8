import { END_OF_TIME } from '../../../../src/market/as-of-date.ts';
import { day, monthNumber } from '../../../../src/market/day.ts';
import { indexReturns, indexSeries } from '../../../../src/validation/factors/inputs/index-returns.ts';
import { DEFAULT_RULE_BOOK } from '../../../../src/rulebook/rule-book.ts';
import { validateFactorsOfStore } from '../../../../src/validation/factors/validate-store.ts';
import { inWorkplace } from '../../../market/store.fixture.ts';
import { describeReference, reference } from '../../../reference.ts';

const data = (...path: string[]): string => reference('data', ...path);

describeReference('Momentum 30, whose prices begin in 2005 and whose total returns in 2016,', () => {
  test('is researched on total returns from 2016, and its live alpha is that of its total returns', async () => {
    await inWorkplace(async ({ store, take }) => {
      await take(
        [
          data('indices-pr/nifty200mom30'),
          data('indices-tri/NIFTY200 MOMENTUM 30.csv'),
          data('indices-tri/NIFTY 50.csv'),
          data('nifty50'),
          data('factors/iima_four_factors_monthly.csv'),
        ],
        { today: day('2026-09-30') },
      );
      const view = (await store.load(indexSeries('nifty200-momentum-30'))).view(END_OF_TIME);
      const { own, market } = indexReturns(view, 'nifty200-momentum-30')!;
      const of = (months: typeof own, isoDay: string) =>
        months.find((m) => m.month === monthNumber(day(isoDay)))!.growth;
      // Total return levels as published; without dividends the growth is 7417.20/7181.84 and 8786.20/8638.50.
      expect(of(own, '2016-08-31')).toBeCloseTo(8467.46 / 8198.0, 12);
      expect(of(market, '2016-08-31')).toBeCloseTo(11826.19 / 11614.8, 12);

      const {
        factors: [factor],
      } = await validateFactorsOfStore(store, {
        book: DEFAULT_RULE_BOOK,
        indices: ['nifty200-momentum-30'],
        today: day('2026-09-30'),
        progress: () => undefined,
      });
      expect(factor!.benchmark).toBe('Nifty 50, both without dividends, with dividends from 29 Jul 2016');
      expect([factor!.results.months, factor!.results.from]).toEqual([200, '2005-04-29']);
      // An ordinary regression of the 16 months on these levels, solved apart: beta 0.3728, alpha 2.580 % a month.
      const live = factor!.results.launch!.groups[1]!;
      expect([live.months, live.beta, live.alpha!.annual]).toEqual([
        16,
        expect.closeTo(0.37275, 5),
        expect.closeTo(30.9606, 4),
      ]);
    });
  });
});
