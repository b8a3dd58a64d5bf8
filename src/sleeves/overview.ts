import { sessionOnOrBefore } from '../market/calendar/calendar.ts';
import { type Day, iso } from '../market/day.ts';
import type { SleeveStore } from './sleeve-store.ts';
import { completedReviews, infeasibleReviews } from './sleeve-history.ts';
import { statisticsOf } from './levels/statistics.ts';

type Shown = Pick<SleeveStore, 'simulated' | 'rules' | 'histories'>;

/** One row per sleeve of a store: at its last session, or at the last stored close on or before a day. */
export function sleeveList({ simulated, rules, histories }: Shown, asOf?: Day) {
  return {
    simulated,
    sleeves: Object.entries(histories).map(([id, history]) => {
      const { levels, closes } = history;
      const close = closes.findLast((c) => asOf === undefined || c.day <= asOf);
      // A sleeve without constituents so far has only infeasible reviews.
      const until = close?.day ?? asOf ?? (Infinity as Day);
      const at = close ? sessionOnOrBefore(levels.day, until) : -1;
      const figures = close ? statisticsOf(history, levels.day[0]!, until) : null;
      return {
        id,
        title: rules[id]!.title,
        referenceIndex: rules[id]!.referenceIndex,
        first: close ? iso(levels.day[0]!) : null,
        last: close ? iso(close.day) : null,
        reviews: completedReviews(history).filter((r) => r.effective <= until).length,
        infeasible: infeasibleReviews(history).filter((r) => r.cutOff <= until).length,
        constituents: close?.holdings.length ?? 0,
        price: levels.price[at] ?? null,
        total: levels.total[at] ?? null,
        totalReturn: figures?.totalReturn ?? null,
        volatility: figures?.volatility ?? null,
        turnover: figures?.turnover ?? null,
      };
    }),
  };
}
export type SleeveList = ReturnType<typeof sleeveList>;
