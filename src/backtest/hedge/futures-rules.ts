import { futuresAt } from '../../market/futures.ts';
import type { OpenedBacktest } from '../open-backtest.ts';
import { futurePrices } from './future-prices.ts';
import type { FuturesRules } from './futures-account.ts';

/** What the futures of a back-test are dealt by: prices as latest known at its end. Null without a hedge. */
export function futuresRules({ plan, schedule, run, book }: OpenedBacktest): FuturesRules | null {
  if (!plan.hedge) return null;
  const { sessions, months } = schedule;
  return {
    sessions,
    prices: futurePrices(futuresAt(run.futures, sessions[months.at(-1)!.until]!)),
    rollDaysBefore: book.hedge.rollDaysBefore,
    costs: book.costs,
    isCharged: plan.costs,
  };
}
