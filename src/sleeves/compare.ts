import { type Day, iso } from '../market/day.ts';
import { userError } from '../market/problem.ts';
import { historyNamed, type SleeveRecord } from './sleeve-store.ts';
import { correlation, dailyReturns, statisticsOf } from './levels/statistics.ts';

/**
 * Sleeves over one period: from the first session that all of them have, unless another is asked for.
 *
 * @throws UserError for a sleeve that is not there, or a period in which none of them has two sessions.
 */
export function compareSleeves(
  record: SleeveRecord,
  ids: readonly string[],
  range: { readonly from?: Day; readonly to?: Day },
) {
  const asked = ids.length > 0 ? ids : Object.keys(record.histories);
  const all = asked.map((id) => ({ id, history: historyNamed(record, id) }));
  const sleeves = all.filter(({ history }) => history.levels.day.length > 0);
  if (sleeves.length === 0) {
    throw userError('no-levels', 'sleeves', 'none of these has had members.', 'See `trrm sleeves build`.');
  }
  const from = range.from ?? (Math.max(...sleeves.map((s) => s.history.levels.day[0]!)) as Day);
  const to = range.to ?? (Math.max(...sleeves.map((s) => s.history.levels.day.at(-1)!)) as Day);
  const figuresOf = new Map(sleeves.map(({ id, history }) => [id, statisticsOf(history, from, to)]));
  if ([...figuresOf.values()].every((figures) => figures === null)) {
    const [first, last] = [
      Math.min(...sleeves.map((s) => s.history.levels.day[0]!)) as Day,
      Math.max(...sleeves.map((s) => s.history.levels.day.at(-1)!)) as Day,
    ];
    throw userError(
      'empty-period',
      `${iso(from)} to ${iso(to)}`,
      'none of these sleeves has two sessions in this period.',
      `Choose one within ${iso(first)} to ${iso(last)}.`,
    );
  }
  const returns = sleeves.map(({ history }) => dailyReturns(history, from, to));
  return {
    simulated: record.simulated,
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
export type SleevesCompared = ReturnType<typeof compareSleeves>;
