import type { SignalId } from '../../signals/signal.ts';
import type { Problem } from '../../src/market/problem.ts';
import type { Alert } from './alert.ts';
import type { Bands } from './classify.ts';
import type { Confidence } from './confidence.ts';
import type { Flip, JointFlip } from './nearest-change.ts';
import type { Regime } from '../regime.ts';
import type { Override } from './rules.ts';

export interface Contribution {
  readonly id: SignalId;
  /** Renormalised over the signals that have a score. */
  readonly weight: number;
  readonly score: number | null;
  readonly contribution: number;
}

export interface ChangeSince {
  readonly monthEnd: string;
  readonly regime: Regime;
  readonly score: number | null;
  readonly scoreChange: number | null;
  readonly contributions: readonly { readonly id: SignalId; readonly change: number }[];
}

export interface BreakInForce {
  readonly series: string;
  readonly on: string;
  readonly factor: number;
  readonly reason: string;
}

/** TRRM's call at a date, with everything that a committee needs to question it. */
export interface RegimeCall {
  readonly asOf: string;
  /** The session the call is made from: the last one on or before the as-of date. */
  readonly session: string;
  /** The label in force: the model's own, unless an override holds. */
  readonly regime: Regime;
  readonly modelRegime: Regime;
  readonly score: number | null;
  readonly status: 'ok' | 'insufficient';
  /** The score bands that the label was called with: a reader must see the call against its thresholds. */
  readonly bands: Bands;
  /** The model's label of the month before. */
  readonly prior: Regime;
  readonly confidence: Confidence | null;
  readonly contributions: readonly Contribution[];
  readonly nearestFlip: readonly Flip[];
  readonly jointFlip: JointFlip | null;
  readonly changes: ChangeSince | null;
  readonly override: Override | null;
  readonly alerts: readonly Alert[];
  readonly breaks: readonly BreakInForce[];
  readonly problems: readonly Problem[];
}
