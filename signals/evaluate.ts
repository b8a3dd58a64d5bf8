import type { z } from 'zod';
import type { SeriesKey } from '../src/market/series.ts';
import type { LevelKey, Levels } from './levels.ts';
import type { Feature, Reading, SignalId, SignalRule } from './signal.ts';
import type { Tape } from './aligned-market.ts';

/** A signal's verdict on one session. */
export type Verdict =
  | {
      readonly status: 'ok' | 'proxy';
      readonly score: number;
      readonly features: readonly Feature[];
      readonly reason: string;
    }
  | { readonly status: 'stale' | 'missing'; readonly score: null; readonly reason: string };

/** A signal with its parameters fixed and its inner quantities out of sight: what the regime rules work with. */
export interface Signal {
  readonly id: SignalId;
  readonly title: string;
  readonly weight: number;
  readonly series: readonly SeriesKey[];
  readonly axis: { readonly level: LevelKey; readonly move: (levels: Levels, to: number) => Levels };
  on(tape: Tape): SignalOnTape;
}

export interface SignalOnTape {
  readonly signal: Signal;
  read(session: number): Reading;
  /** The verdict had the session closed at `levels`. */
  judge(session: number, levels: Levels, status: 'ok' | 'proxy'): Verdict;
  /** The score alone, for searches that ask often; null where the history is too short. */
  scoreAt(session: number, levels: Levels): number | null;
  context(session: number): Feature[];
}

export interface Weighted {
  readonly weight: number;
}

/** A signal's measured quantities, to be scored again under other parameters. Only its own rule can look inside. */
declare const sealed: unique symbol;
export interface Measured {
  readonly [sealed]: true;
}

/** A rule with its types hidden, so that rules of different parameters can stand in one list. */
export interface AnyRule {
  readonly id: SignalId;
  readonly title: string;
  readonly series: readonly SeriesKey[];
  readonly params: z.ZodType<Weighted>;
  readonly defaults: Weighted;
  /** Fixes the parameters; throws where they are not valid. */
  bind(params: unknown): Signal;
  /** What the rule measures at each session from what was observed; null where there is nothing to score. */
  measure(tape: Tape, sessions: readonly number[], params: unknown): (Measured | null)[];
  /** The score of what this rule measured, under any parameters that leave the measuring itself alone. */
  score(measured: Measured, params: Weighted): number;
}

export function asAnyRule<M, P extends Weighted>(rule: SignalRule<M, P>): AnyRule {
  const { id, title, series, params, defaults } = rule;
  return {
    id,
    title,
    series,
    params,
    defaults,
    bind: (given) => bind(rule, params.parse(given)),
    measure(tape, sessions, given) {
      const prepared = rule.prepare(tape, params.parse(given));
      return sessions.map((s) => {
        const reading = prepared.read(s);
        const measured = 'levels' in reading ? prepared.measure(s, reading.levels) : null;
        return measured as (M & Measured) | null;
      });
    },
    score: (measured, given) => rule.score(measured as unknown as M, given as P),
  };
}

function bind<M, P extends Weighted>(rule: SignalRule<M, P>, params: P): Signal {
  const { id, title, series, axis } = rule;
  const signal: Signal = {
    id,
    title,
    series,
    axis,
    weight: params.weight,
    on(tape) {
      const prepared = rule.prepare(tape, params);
      return {
        signal,
        read: (s) => prepared.read(s),
        context: (s) => prepared.context(s),
        scoreAt(s, levels) {
          const measured = prepared.measure(s, levels);
          return measured === null ? null : rule.score(measured, params);
        },
        judge(s, levels, status) {
          const measured = prepared.measure(s, levels);
          if (measured === null) {
            return {
              status: 'missing',
              score: null,
              reason: `${title} has too short a history to be scored.`,
            };
          }
          const score = rule.score(measured, params);
          return {
            status,
            score,
            features: rule.features(measured, params),
            reason: rule.reason(measured, params),
          };
        },
      };
    },
  };
  return signal;
}
