import { type Day, displayDay } from '../../market/day.ts';
import type { FutureHistory } from '../../market/futures.ts';
import { userError } from '../../market/problem.ts';
import type { BacktestPlan } from '../plan.ts';

export interface Hedgeable extends Pick<BacktestPlan, 'level' | 'weights'> {
  readonly futures: FutureHistory;
  /** Of the decisions. */
  readonly days: readonly Day[];
}

/**
 * Whether the hedge is dealt. By default it is where stocks are held and some decision of the span has prices of futures: such a
 * record is of what each decision orders. At index level it is not, so that the record shows the sleeves and their rotation alone (our choice).
 *
 * @param asked what the user chose, if anything.
 * @throws UserError where it is asked for and cannot be.
 */
export function isHedged(asked: boolean | undefined, { level, weights, futures, days }: Hedgeable): boolean {
  const decided = new Set(days);
  const isPriced = futures.versions.some((v) => decided.has(v.observedOn) && (v.close ?? v.settle) !== null);
  if (asked !== true) return asked === undefined && level === 'shares' && isPriced;
  if (weights === 'base')
    throw userError(
      'backtest-hedge',
      '--hedge on',
      'deals what decisions ask for, and --weights base makes none.',
      'Choose --weights rules, or --hedge off.',
    );
  if (isPriced) return true;
  throw userError(
    'backtest-hedge',
    '--hedge on',
    `The store has no prices of Nifty futures on any day of a decision from ${displayDay(days[0]!)} to ${displayDay(days.at(-1)!)}.`,
    'Import NSE’s derivatives bhavcopies of the span, or choose --hedge off.',
  );
}
