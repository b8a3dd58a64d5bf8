import type { z } from 'zod';
import type { Day } from '../src/market/day.ts';
import type { SeriesKey } from '../src/market/series.ts';
import type { LevelKey, Levels } from './levels.ts';
import type { AlignedMarket } from './aligned-market.ts';

export const SIGNAL_IDS = [
  'us-vix',
  'india-vix',
  'nifty-regression',
  'nifty-valuation',
  'gsec-yields',
  'fii-flows',
  'nifty-futures',
] as const;
/** One of the market signals of the model. */
export type SignalId = (typeof SIGNAL_IDS)[number];

/**
 * `ok`: scored from its own series. `proxy`: scored from a substitute series. `doubtful`: scored from a series with a jump
 * that neither the market nor the registry of breaks explains. `stale`: the last observation is too old for a score.
 * `missing`: no observation, or not enough history to rank it.
 */
export const SIGNAL_STATUSES = ['ok', 'proxy', 'doubtful', 'stale', 'missing'] as const;
/** Whether a signal has a score, and if not, why. */
export type SignalStatus = (typeof SIGNAL_STATUSES)[number];
/** The statuses of a signal with a score. */
export type ScoredStatus = Exclude<SignalStatus, 'stale' | 'missing'>;

/** A number that enters the score or explains it. */
export interface Feature {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Expanding mid-rank percentile, 0 to 1, where the score uses one. */
  readonly percentile?: number;
}

/** The levels observed at the close of a session, before scoring, or the reason why there are none. */
export type Observation =
  | { readonly status: 'ok' | 'proxy'; readonly levels: Levels; readonly observedOn: Day }
  | { readonly status: 'stale' | 'missing'; readonly observedOn: Day | null; readonly reason: string };

/**
 * The definition of a signal, with its own measurement type `M` and parameters `P`. One file each. A candidate that is not
 * registered may have any `Id`.
 */
export interface SignalRule<M, P, Id extends string = SignalId> {
  readonly id: Id;
  readonly title: string;
  /** The series it reads, for loading and for detecting restatements. */
  readonly series: readonly SeriesKey[];
  /** Parameters with their defaults, as in the rule book. */
  readonly params: z.ZodType<P>;
  readonly defaults: P;
  /** The level that measures moves of this signal, and `move`, which sets it together with the levels that depend on it. */
  readonly axis: {
    readonly level: LevelKey;
    readonly move: (levels: Levels, to: number) => Levels;
  };
  /** Aligns the signal's series to the market's sessions, once for all of them. Looks only backwards from each session. */
  prepare(market: AlignedMarket, params: P): PreparedSignal<M>;
  /** In [−1, +1]; +1 is fully supportive of equities. Finite for finite measurements. */
  score(measured: M, params: P): number;
  /** The numbers behind the score, for readers. */
  features(measured: M, params: P): Feature[];
  /** One sentence that explains the score. */
  reason(measured: M, params: P): string;
}

/** A signal aligned to the sessions of one market. */
export interface PreparedSignal<M> {
  /** The levels observed at a session. */
  observe(session: number): Observation;
  /**
   * The measurement if the session had closed at `levels`, against the history strictly before it. Null where history is too
   * short. With the levels of `observe` it is the signal's actual measurement.
   */
  measure(session: number, levels: Levels): M | null;
  /** Context for readers that never enters the score. */
  context(session: number): Feature[];
}
