import { type DateInput, dayFromOptional } from '../market/date-input.ts';
import { type Day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { historyOfSleeve, type SleeveStore } from './sleeve-store.ts';
import { correlation, dailyReturns, statisticsOf } from './levels/statistics.ts';

/**
 * Compares sleeves over one period; by default from the first session that all of them have.
 *
 * @param store built sleeves, from `readSleeveStore`.
 * @param ids ids of the sleeves; none for all.
 * @param range first and last ISO date.
 * @returns figures (fractions a year) and correlations of daily returns, sleeve by sleeve.
 * @throws UserError for an unknown sleeve, or a period in which no sleeve has two sessions.
 * @example
 * import { compareSleeves, readSleeveStore } from 'trrm/sleeves';
 *
 * const sleeves = readSleeveStore('.trrm/demo/sleeves.json');
 * const { from, to, sleeves: compared } = compareSleeves(sleeves, ['value', 'quality']);
 * console.log(from, to, compared.map(({ id, figures }) => [id, figures?.volatility]));
 */
export function compareSleeves(
  store: SleeveStore,
  ids: readonly string[] = [],
  range: { readonly from?: DateInput; readonly to?: DateInput } = {},
) {
  const asked = ids.length > 0 ? ids : Object.keys(store.histories);
  const all = asked.map((id) => ({ id, history: historyOfSleeve(store, id) }));
  const sleeves = all.filter(({ history }) => history.levels.day.length > 0);
  if (sleeves.length === 0) {
    throw userError(
      'no-levels',
      'sleeves',
      'none of these sleeves has had constituents.',
      'See `trrm sleeves build`.',
    );
  }
  const from =
    dayFromOptional(range.from, 'from') ?? (Math.max(...sleeves.map((s) => s.history.levels.day[0]!)) as Day);
  const to =
    dayFromOptional(range.to, 'to') ?? (Math.max(...sleeves.map((s) => s.history.levels.day.at(-1)!)) as Day);
  const figuresOf = new Map(sleeves.map(({ id, history }) => [id, statisticsOf(history, from, to)]));
  if ([...figuresOf.values()].every((figures) => figures === null)) {
    const [first, last] = [
      Math.min(...sleeves.map((s) => s.history.levels.day[0]!)) as Day,
      Math.max(...sleeves.map((s) => s.history.levels.day.at(-1)!)) as Day,
    ];
    throw userError(
      'empty-period',
      `${iso(from)} to ${iso(to)}`,
      'no sleeve has two sessions in this period.',
      `Choose a period within ${iso(first)} to ${iso(last)}.`,
    );
  }
  const returns = sleeves.map(({ history }) => dailyReturns(history, from, to));
  return {
    simulated: store.simulated,
    from: iso(from),
    to: iso(to),
    withoutLevels: all.filter((s) => !sleeves.includes(s)).map(({ id }) => id),
    sleeves: sleeves.map(({ id }, k) => {
      const figures = figuresOf.get(id) ?? null;
      return {
        id,
        figures: figures && { ...figures, from: iso(figures.from), to: iso(figures.to) },
        correlations: Object.fromEntries(
          sleeves.map((other, j) => [other.id, correlation(returns[k]!, returns[j]!)]),
        ),
      };
    }),
  };
}
/** Sleeves side by side over one period. */
export type SleevesCompared = ReturnType<typeof compareSleeves>;
