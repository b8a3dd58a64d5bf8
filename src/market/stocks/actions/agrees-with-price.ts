/**
 * How a price moved over the ex-date of an action, against what the action should have done to it. All are ratios of the
 * price after to the price before.
 */
export interface ActionMove {
  readonly moved: number;
  /** 1 ÷ the ratio of shares; for a rights issue or demerger the fraction of the price that remains. */
  readonly expected: number;
  /** The move of the market between the same closes; 1 if unknown. */
  readonly market: number;
}

/**
 * `agrees`; `applied`: the price fits the action better than no action, but not well, so the ratio is doubtful;
 * `not-applied`: the price fits no action better, so symbol, ratio or date is wrong.
 */
export type ActionVerdict = 'agrees' | 'applied' | 'not-applied';

/**
 * Log return of the day, over the market's, below which a stock's move is ordinary, and below which it is at least
 * possible: 20 % is the widest price band of NSE (both our choice).
 */
const ORDINARY = 0.08;
const POSSIBLE = Math.log(1.25);

/** Judges an action by the move of the price on its ex-date, which decides (our choice: the nearer of two readings). */
export function judgeAction({ moved, expected, market }: ActionMove): ActionVerdict {
  const withAction = Math.abs(Math.log(moved / (expected * market)));
  const without = Math.abs(Math.log(moved / market));
  if (withAction > without && withAction >= ORDINARY) return 'not-applied';
  return withAction > POSSIBLE ? 'applied' : 'agrees';
}

/**
 * The fraction of the price that remains after a rights issue, by the theoretical ex-rights price: holders of one share
 * may buy `ratio` − 1 shares at the issue price, so the price p becomes (p + (ratio − 1) · issue price) ÷ ratio. 1 if the
 * right is worth nothing.
 */
export const rightsFactor = (price: number, ratio: number, issuePrice: number): number =>
  Math.min((price + (ratio - 1) * issuePrice) / (ratio * price), 1);

/**
 * The fraction of the price that remains after a demerger of business worth `value`, ₹ a share; NaN if nothing remains.
 */
export const demergerFactor = (price: number, value: number): number =>
  value >= 0 && value < price ? 1 - value / price : NaN;
