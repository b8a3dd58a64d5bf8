import type { Signal, AlignedSignal, Evaluation } from '../../signals/evaluate.ts';
import type { Levels } from '../../signals/levels.ts';
import type { Observation } from '../../signals/signal.ts';
import type { AlignedMarket } from '../../signals/aligned-market.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import { type CombinedScore, classify, combine } from './classify.ts';
import { doubtsIn, scoredStatus, type SignalDoubt } from './signal-doubt.ts';
import { vintagesOf } from './vintages.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';

/** One signal at one session: what was observed, and its evaluation. */
export interface EvaluatedSignal {
  readonly aligned: AlignedSignal;
  readonly observation: Observation;
  readonly evaluation: Evaluation;
  /** The unexplained jumps that its score rests on; null if there are none. */
  readonly doubt: SignalDoubt | null;
}

/** TRRM's call at a month-end, by the model alone: overrides are applied later. */
export interface MonthCall {
  readonly monthEnd: Day;
  readonly session: number;
  readonly prior: Regime;
  readonly regime: Regime;
  readonly combined: CombinedScore;
  readonly evaluated: readonly EvaluatedSignal[];
}

/** The state of the model before its first call (our choice: the neutral regime). */
export const INITIAL_REGIME: Regime = 'consolidation';

/**
 * Evaluates each signal at a session from the levels observed then. `session` indexes the aligned market's sessions.
 *
 * @param doubtOf the jumps that a signal's score rests on at the session.
 */
export const evaluateSession = (
  signals: readonly AlignedSignal[],
  session: number,
  doubtOf: (signal: Signal, session: number) => SignalDoubt | null = () => null,
): EvaluatedSignal[] =>
  signals.map((aligned) => {
    const observation = aligned.observe(session);
    const doubt = doubtOf(aligned.signal, session);
    const evaluation: Evaluation =
      'levels' in observation
        ? aligned.evaluate(session, observation.levels, scoredStatus(observation, doubt))
        : {
            status: observation.status,
            score: null,
            reason: `${aligned.signal.title}: ${observation.reason}.`,
          };
    return { aligned, observation, evaluation, doubt };
  });

export const combineSignals = (evaluated: readonly EvaluatedSignal[], rules: RegimeRules): CombinedScore =>
  combine(
    evaluated.map(({ aligned, evaluation }) => ({
      id: aligned.signal.id,
      weight: aligned.signal.weight,
      score: evaluation.score,
    })),
    rules,
  );

/** The next label: classified by the score, or the prior label where too few signals have a score. */
export const nextRegime = (prior: Regime, combined: CombinedScore, rules: RegimeRules): Regime =>
  combined.kind === 'scored' ? classify(prior, combined.score, rules) : prior;

/** All levels observed at a session, over the signals that have an observation. */
export const levelsOf = (evaluated: readonly EvaluatedSignal[]): Levels =>
  Object.assign(
    {},
    ...evaluated.map(({ observation }) => ('levels' in observation ? observation.levels : {})),
  );

/**
 * Calls the given month-ends of one aligned market in order, carrying the label from month to month.
 *
 * @param months indices into `aligned.sessions`, ascending.
 * @param before the label before the first of them.
 */
export function callMonths(
  aligned: AlignedMarket,
  signals: readonly Signal[],
  rules: RegimeRules,
  months: readonly number[],
  before: Regime,
): MonthCall[] {
  const alignedSignals = signals.map((signal) => signal.align(aligned));
  const doubtOf = doubtsIn(aligned);
  let prior = before;
  return months.map((session) => {
    const evaluated = evaluateSession(alignedSignals, session, doubtOf);
    const combined = combineSignals(evaluated, rules);
    const regime = nextRegime(prior, combined, rules);
    const call: MonthCall = {
      monthEnd: aligned.sessions[session]!,
      session,
      prior,
      regime,
      combined,
      evaluated,
    };
    prior = regime;
    return call;
  });
}

/** Every month-end call up to `asOf`, each from the data known on that day. Ascending; empty without a Nifty session. */
export function callHistory(
  market: MarketHistory,
  asOf: Day,
  signals: readonly Signal[],
  rules: RegimeRules,
): MonthCall[] {
  const keys = signals.flatMap((s) => s.series);
  const calls: MonthCall[] = [];
  for (const { aligned, sessions } of vintagesOf(market, asOf, keys)) {
    calls.push(...callMonths(aligned, signals, rules, sessions, calls.at(-1)?.regime ?? INITIAL_REGIME));
  }
  return calls;
}
