import type { OpenedBacktest } from '../open-backtest.ts';
import type { FuturesRules } from './futures-account.ts';

/** What the futures of a back-test are traded by. Null without a hedge. */
export function futuresRules({ plan, schedule, futures, book }: OpenedBacktest): FuturesRules | null {
  if (futures === null) return null;
  return {
    sessions: schedule.sessions,
    prices: futures,
    rollDaysBefore: book.hedge.rollDaysBefore,
    costs: book.costs,
    isCharged: plan.costs,
  };
}
