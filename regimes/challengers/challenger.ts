import type { AlignedMarket } from '../../signals/aligned-market.ts';
import type { Regime } from '../regime.ts';
import type { MonthCall } from '../model/history.ts';

/** What a challenger may use. */
export interface ChallengerInput {
  /** The market aligned to its sessions; the label of session s may use nothing after s. */
  readonly market: AlignedMarket;
  /** The month-ends to label: indices into the market's sessions, ascending. */
  readonly months: readonly number[];
  /** TRRM's own calls of these months, with every signal's score, for challengers based on them. */
  readonly calls: readonly MonthCall[];
  /** TRRM's calls of every month-end from the first, for challengers fitted to the history of S. */
  readonly history: readonly MonthCall[];
}

/** A benchmark classifier, compared with TRRM on the same months by the same measures. */
export interface Challenger {
  readonly id: string;
  readonly title: string;
  /** The publication it follows, and which parts are our choice. */
  readonly source: string;
  /** A label for each month, null while history is too short. Two-state models give bullish or bearish only. */
  label(input: ChallengerInput): readonly (Regime | null)[];
}
