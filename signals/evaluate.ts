import type { z } from 'zod';
import type { SeriesKey } from '../src/market/series.ts';
import type { LevelKey, Levels } from './levels.ts';
import type { Feature, Observation, ScoredStatus, SignalId, SignalRule } from './signal.ts';
import type { AlignedMarket } from './aligned-market.ts';

/** A signal's evaluation at one session: score, features and reason, or why there is no score. */
export type Evaluation =
  | {
      readonly status: ScoredStatus;
      readonly score: number;
      readonly features: readonly Feature[];
      readonly reason: string;
    }
  | { readonly status: 'stale' | 'missing'; readonly score: null; readonly reason: string };

/** A signal with its parameters fixed and its measurement type hidden: what the regime model works with. */
export interface Signal {
  readonly id: SignalId;
  readonly title: string;
  readonly weight: number;
  readonly series: readonly SeriesKey[];
  /** The level that measures moves of this signal, and the levels that move with it. */
  readonly axis: { readonly level: LevelKey; readonly move: (levels: Levels, to: number) => Levels };
  /** Prepares the signal for all sessions of a market. */
  align(market: AlignedMarket): AlignedSignal;
}

/** A signal prepared for the sessions of one market. */
export interface AlignedSignal {
  readonly signal: Signal;
  observe(session: number): Observation;
  /** The evaluation if the session had closed at `levels`. */
  evaluate(session: number, levels: Levels, status: ScoredStatus): Evaluation;
  /** The score alone, for searches over many levels; null where history is too short. */
  scoreAt(session: number, levels: Levels): number | null;
  context(session: number): Feature[];
}

/** What the parameters of every signal have in common: the weight in the score S. */
export interface WeightedParameters {
  readonly weight: number;
}

/** A signal's measurement with its type hidden, to be rescored under other parameters by its own rule only. */
declare const opaque: unique symbol;
export interface OpaqueMeasurement {
  readonly [opaque]: true;
}

/** A signal rule with its types hidden, so that rules with different parameters fit in one list. */
export interface AnySignalRule {
  readonly id: SignalId;
  readonly title: string;
  readonly series: readonly SeriesKey[];
  readonly params: z.ZodType<WeightedParameters>;
  readonly defaults: WeightedParameters;
  /** Fixes the parameters. @throws ZodError where they are not valid. */
  bind(params: unknown): Signal;
  /** The measurement at each session, from the observed levels; null where there is no score. */
  measure(market: AlignedMarket, sessions: readonly number[], params: unknown): (OpaqueMeasurement | null)[];
  /** The score of a measurement of this rule, under any parameters that do not change the measurement. */
  score(measured: OpaqueMeasurement, params: WeightedParameters): number;
}

/** Hides a rule's types: see `AnySignalRule`. */
export function eraseTypes<M, P extends WeightedParameters>(rule: SignalRule<M, P>): AnySignalRule {
  const { id, title, series, params, defaults } = rule;
  return {
    id,
    title,
    series,
    params,
    defaults,
    bind: (given) => bind(rule, params.parse(given)),
    measure(market, sessions, given) {
      const prepared = rule.prepare(market, params.parse(given));
      return sessions.map((s) => {
        const observation = prepared.observe(s);
        const measured = 'levels' in observation ? prepared.measure(s, observation.levels) : null;
        return measured as (M & OpaqueMeasurement) | null;
      });
    },
    score: (measured, given) => rule.score(measured as unknown as M, given as P),
  };
}

function bind<M, P extends WeightedParameters>(rule: SignalRule<M, P>, params: P): Signal {
  const { id, title, series, axis } = rule;
  const signal: Signal = {
    id,
    title,
    series,
    axis,
    weight: params.weight,
    align(market) {
      const prepared = rule.prepare(market, params);
      return {
        signal,
        observe: (s) => prepared.observe(s),
        context: (s) => prepared.context(s),
        scoreAt(s, levels) {
          const measured = prepared.measure(s, levels);
          return measured === null ? null : rule.score(measured, params);
        },
        evaluate(s, levels, status) {
          const measured = prepared.measure(s, levels);
          if (measured === null) {
            return {
              status: 'missing',
              score: null,
              reason: `${title} does not have enough history for a score.`,
            };
          }
          // A walk through history needs the scores alone; words are made where they are read.
          return {
            status,
            score: rule.score(measured, params),
            get features() {
              return rule.features(measured, params);
            },
            get reason() {
              return rule.reason(measured, params);
            },
          };
        },
      };
    },
  };
  return signal;
}
