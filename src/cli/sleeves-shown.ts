import { type Day, iso } from '../market/day.ts';
import type { SleeveRecord } from '../sleeves/record.ts';
import { carriedOut, missed } from '../sleeves/sleeve-history.ts';
import { statisticsOf } from '../sleeves/statistics.ts';

const isoOrNull = (d: Day | undefined): string | null => (d === undefined ? null : iso(d));

/** Every sleeve of a record in a line. */
export function sleeveList({ simulated, rules, histories }: SleeveRecord) {
  return {
    simulated,
    sleeves: Object.entries(histories).map(([id, history]) => {
      const { levels, holdings } = history;
      const reviews = carriedOut(history);
      const figures = statisticsOf(history, levels.day[0] ?? (0 as Day), levels.day.at(-1) ?? (0 as Day));
      return {
        id,
        title: rules[id]!.title,
        follows: rules[id]!.follows,
        first: isoOrNull(levels.day[0]),
        last: isoOrNull(levels.day.at(-1)),
        reviews: reviews.length,
        infeasible: missed(history).length,
        members: holdings.length,
        price: levels.price.at(-1) ?? null,
        total: levels.total.at(-1) ?? null,
        totalReturn: figures?.totalReturn ?? null,
        volatility: figures?.volatility ?? null,
        turnover: figures?.turnover ?? null,
      };
    }),
  };
}
export type SleeveList = ReturnType<typeof sleeveList>;
