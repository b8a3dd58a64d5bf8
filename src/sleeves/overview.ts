import { sessionOnOrBefore } from '../market/calendar/calendar.ts';
import { type Day, iso } from '../market/day.ts';
import type { SleeveRecord } from './sleeve-store.ts';
import { carriedOut, missed } from './sleeve-history.ts';
import { statisticsOf } from './levels/statistics.ts';

type Shown = Pick<SleeveRecord, 'simulated' | 'rules' | 'histories'>;

/** Every sleeve of a record in a line: at its last session, or at the last close that is kept by a day. */
export function sleeveList({ simulated, rules, histories }: Shown, asOf?: Day) {
  return {
    simulated,
    sleeves: Object.entries(histories).map(([id, history]) => {
      const { levels, closes } = history;
      const close = closes.findLast((c) => asOf === undefined || c.day <= asOf);
      // Of a sleeve that has had no members yet there are reviews that failed, but nothing else.
      const until = close?.day ?? asOf ?? (Infinity as Day);
      const at = close ? sessionOnOrBefore(levels.day, until) : -1;
      const figures = close ? statisticsOf(history, levels.day[0]!, until) : null;
      return {
        id,
        title: rules[id]!.title,
        follows: rules[id]!.follows,
        first: close ? iso(levels.day[0]!) : null,
        last: close ? iso(close.day) : null,
        reviews: carriedOut(history).filter((r) => r.effective <= until).length,
        infeasible: missed(history).filter((r) => r.cutOff <= until).length,
        members: close?.holdings.length ?? 0,
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
