import { type Day, displayDay } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { NIFTY } from '../../market/series.ts';
import type { Store } from '../../market/store/store.ts';
import type { BacktestPlan } from '../plan.ts';
import { type FuturePrices, futurePrices } from './future-prices.ts';

export interface Hedgeable extends Pick<BacktestPlan, 'level' | 'weights' | 'throughImport'> {
  /** What the user chose, if anything. */
  readonly asked: boolean | undefined;
  /** Of the decisions. */
  readonly days: readonly Day[];
  /** From the first decision to the end of the record. */
  readonly sessions: readonly Day[];
}

/**
 * Prices of the futures by which a hedge is traded; null for no hedge. By default the hedge is traded where stocks are held and some
 * decision of the span has prices of futures: such a record is of what each decision orders. At index level it is not, so that
 * the record shows the sleeves and their rotation alone (our choice).
 *
 * @throws UserError where a hedge is asked for and cannot be traded.
 */
export async function openFutures(
  store: Store,
  { asked, level, weights, days, sessions, throughImport }: Hedgeable,
): Promise<FuturePrices | null> {
  if (asked === false || (asked === undefined && level === 'index')) return null;
  if (weights === 'base')
    throw userError(
      'backtest-hedge',
      '--hedge on',
      'trades what decisions ask for, and --weights base makes none.',
      'Choose --weights rules, or --hedge off.',
    );
  const prices = futurePrices(await store.futures(NIFTY, { days: sessions, throughImport }));
  if (days.some((d) => prices.on(d).length > 0)) return prices;
  if (asked === undefined) return null;
  throw userError(
    'backtest-hedge',
    '--hedge on',
    `The store has no prices of Nifty futures on any day of a decision from ${displayDay(days[0]!)} to ${displayDay(days.at(-1)!)}.`,
    'Import NSE’s derivatives bhavcopies of the span, or choose --hedge off.',
  );
}
