import { type Day, displayDay } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import type { StockAction } from '../stock-row.ts';
import { type ActionVerdict, judgeAction } from './agrees-with-price.ts';
import { ratioWords } from './ratio-words.ts';

/** A change of capital with a ratio, of one stock. */
export interface DatedAction {
  readonly on: Day;
  readonly action: StockAction['action'];
  /** Shares after for each share before. */
  readonly ratio: number;
}

/** An action that contradicts the price. */
export interface DoubtfulAction extends DatedAction {
  readonly verdict: Exclude<ActionVerdict, 'agrees'>;
  readonly before: { readonly day: Day; readonly close: number };
  readonly after: { readonly day: Day; readonly close: number };
}

/** The last close before an ex-date and the first one from it on. */
export type ClosesAround = Pick<DoubtfulAction, 'before' | 'after'> & {
  /** The market's move between the two days, as a ratio; 1 if unknown. */
  readonly market: number;
};

/** Judges an action by the closes around its ex-date; null if it agrees with them, or there are none. */
export function doubtOf(action: DatedAction, closes: ClosesAround | undefined): DoubtfulAction | null {
  if (closes === undefined) return null;
  const verdict = judgeAction({
    moved: closes.after.close / closes.before.close,
    expected: 1 / action.ratio,
    market: closes.market,
  });
  if (verdict === 'agrees') return null;
  return { ...action, before: closes.before, after: closes.after, verdict };
}

/** A warning about an action that contradicts the price of a stock. */
export function doubtfulActionProblem(symbol: string, doubtful: DoubtfulAction): Problem {
  const { action, on, ratio, before, after, verdict } = doubtful;
  return {
    severity: 'warning',
    code: 'doubtful-action',
    about: symbol,
    message:
      `${action} of ${displayDay(on)}, ${ratioWords(action, ratio)}: the price moved × ${(after.close / before.close).toFixed(3)} ` +
      `(${before.close.toFixed(2)} on ${displayDay(before.day)}, ${after.close.toFixed(2)} on ${displayDay(after.day)}), ` +
      `expected × ${(1 / ratio).toFixed(3)}; ${verdict === 'applied' ? 'the action is applied nevertheless' : 'the action is not applied'}.`,
    remedy:
      'Check symbol, ratio and ex-date with the exchange, whose own file has been wrong in such cases, and import the corrected action.',
  };
}
