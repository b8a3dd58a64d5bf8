import type { z } from 'zod';
import type { Day } from '../src/market/day.ts';
import type { SeriesKey } from '../src/market/series.ts';
import type { LevelKey, Levels } from './levels.ts';
import type { Tape } from './aligned-market.ts';

export type SignalId =
  | 'us-vix'
  | 'india-vix'
  | 'nifty-regression'
  | 'nifty-valuation'
  | 'gsec-yields'
  | 'fii-flows'
  | 'nifty-futures';

/**
 * `ok`: scored from its own series. `proxy`: scored from a stand-in that the specification names. `stale`: the
 * last observation is too old to score. `missing`: no observation, or too short a history to rank it in.
 */
export type SignalStatus = 'ok' | 'proxy' | 'stale' | 'missing';

/** A number that the score is made from, or that explains it. */
export interface Feature {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Expanding mid-rank percentile, 0–1, where the score uses one. */
  readonly percentile?: number;
}

/** What was observed at the close of a session, before any scoring. */
export type Reading =
  | { readonly status: 'ok' | 'proxy'; readonly levels: Levels; readonly observedOn: Day }
  | { readonly status: 'stale' | 'missing'; readonly observedOn: Day | null; readonly why: string };

/** A signal's rule, in terms of its own measured quantities `M` and parameters `P`. One file each. */
export interface SignalRule<M, P> {
  readonly id: SignalId;
  readonly title: string;
  /** What is read, for loading and for the data vintage. */
  readonly series: readonly SeriesKey[];
  /** Parameters with their defaults, as they stand in the rule book. */
  readonly params: z.ZodType<P>;
  readonly defaults: P;
  /** The level in whose units a move of this signal is told, and what else moves with it. */
  readonly axis: {
    readonly level: LevelKey;
    readonly move: (levels: Levels, to: number) => Levels;
  };
  /** Lays the signal's series on the tape, once for all sessions. Looks only backwards from each session. */
  prepare(tape: Tape, params: P): Prepared<M>;
  /** [−1, +1], +1 fully supportive of equities. Finite for finite measures. */
  score(measured: M, params: P): number;
  features(measured: M, params: P): Feature[];
  /** One sentence that says why the score is what it is. */
  reason(measured: M, params: P): string;
}

export interface Prepared<M> {
  read(session: number): Reading;
  /**
   * The measured quantities if the session had closed at `levels`, over the history strictly before it. Null
   * where the history is too short. With the levels of `read` these are the signal's actual quantities.
   */
  measure(session: number, levels: Levels): M | null;
  /** What a reader wants beside the score and that never enters it. */
  context(session: number): Feature[];
}
