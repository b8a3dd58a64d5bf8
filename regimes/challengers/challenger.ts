import type { Tape } from '../../signals/aligned-market.ts';
import type { Regime } from '../regime.ts';
import type { MonthCall } from '../model/history.ts';

/** What a challenger may look at. */
export interface Trial {
  /** The market laid on its sessions; a label of session s may use nothing after s. */
  readonly tape: Tape;
  /** The month-ends to label: indices into the tape's sessions, ascending. */
  readonly months: readonly number[];
  /** TRRM's own calls of these months, with every signal's score, for challengers that vote with them. */
  readonly calls: readonly MonthCall[];
}

/** A way of labelling months that stands trial beside TRRM, on the same months, by the same measures. */
export interface Challenger {
  readonly id: string;
  readonly title: string;
  /** The paper or book it is from, and what of it is our choice. */
  readonly source: string;
  /** A label for each month, null while there is too little history. Two-state models say bullish or bearish. */
  label(trial: Trial): readonly (Regime | null)[];
}
