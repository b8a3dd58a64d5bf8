import type { Day } from '../../day.ts';
import type { StockAction } from '../stock-row.ts';
import { demergerFactor, judgeAction, rightsFactor } from './agrees-with-price.ts';

/**
 * A rights issue or demerger: it takes a value out of the price without changing the number of shares held. Prices before
 * the ex-date are multiplied by what remains, as for index and derivatives adjustments, so that neither the return nor the
 * price index of the day shows a loss.
 */
export interface Distribution {
  readonly column: number;
  readonly on: Day;
  readonly action: Extract<StockAction['action'], 'rights' | 'demerger'>;
  /** Of a rights issue: shares after for each share before, all rights taken up. */
  readonly ratio: number | null;
  /** ₹ a share: the issue price, or the value taken out; null if it is to be taken from the price. */
  readonly perShare: number | null;
}

/**
 * The fraction of the last price that remains after a distribution; null if it cannot be computed. Where the value of a
 * demerger is not given, it is the last close minus the opening price of the ex-date, which NSE discovers in a special
 * session for that purpose.
 *
 * @param price the last close before the ex-date; NaN if there is none.
 * @param open the opening price of the ex-date; null if the stock did not trade.
 */
export function remainingFraction(
  { action, ratio, perShare }: Distribution,
  price: number,
  open: number | null,
): number | null {
  if (!(price > 0)) return null;
  if (action === 'rights')
    return ratio === null || perShare === null ? null : rightsFactor(price, ratio, perShare);
  const value = perShare ?? (open === null ? NaN : price - open);
  const remaining = demergerFactor(price, value);
  return remaining > 0 ? remaining : null;
}

/**
 * Whether the move of the price over the ex-date fits no distribution better than this one.
 *
 * @param moved the price after as a ratio of the price before; NaN if the stock did not trade, which contradicts nothing.
 */
export const contradictsPrice = (remaining: number, moved: number): boolean =>
  moved > 0 && judgeAction({ moved, expected: remaining, market: 1 }) === 'not-applied';
