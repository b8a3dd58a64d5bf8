import type { Signal, SignalOnTape, Verdict } from '../../signals/evaluate.ts';
import type { Levels } from '../../signals/levels.ts';
import type { Reading } from '../../signals/signal.ts';
import type { Tape } from '../../signals/aligned-market.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import type { Day } from '../../src/market/day.ts';
import { type Combined, classify, combine } from './classify.ts';
import { passesOver } from './vintages.ts';
import type { Regime } from '../regime.ts';
import type { RegimeRules } from './rules.ts';

/** One signal at one session: what was observed and what it was judged to be worth. */
export interface Judgement {
  readonly on: SignalOnTape;
  readonly reading: Reading;
  readonly verdict: Verdict;
}

/** TRRM's call at the end of a month, by the model alone. */
export interface MonthCall {
  readonly monthEnd: Day;
  readonly session: number;
  readonly prior: Regime;
  readonly regime: Regime;
  readonly combined: Combined;
  readonly judgements: readonly Judgement[];
}

/** The state of the model before its first call. */
export const INITIAL_REGIME: Regime = 'consolidation';

/** The verdict on each signal at a session, from what was observed then. */
export const judgeSession = (signals: readonly SignalOnTape[], session: number): Judgement[] =>
  signals.map((on) => {
    const reading = on.read(session);
    const verdict: Verdict =
      'levels' in reading
        ? on.judge(session, reading.levels, reading.status)
        : { status: reading.status, score: null, reason: `${on.signal.title}: ${reading.why}.` };
    return { on, reading, verdict };
  });

export const combineJudgements = (judgements: readonly Judgement[], rules: RegimeRules): Combined =>
  combine(
    judgements.map(({ on, verdict }) => ({
      id: on.signal.id,
      weight: on.signal.weight,
      score: verdict.score,
    })),
    rules,
  );

/** The next label: by the score, or the prior one where there are too few signals for a score. */
export const nextRegime = (prior: Regime, combined: Combined, rules: RegimeRules): Regime =>
  combined.kind === 'scored' ? classify(prior, combined.score, rules) : prior;

/** All levels observed at a session, by the signals that have a reading. */
export const levelsOf = (judgements: readonly Judgement[]): Levels =>
  Object.assign({}, ...judgements.map(({ reading }) => ('levels' in reading ? reading.levels : {})));

/** Walks the given month-ends of one tape in order, carrying the label from month to month. */
export function walkTape(
  tape: Tape,
  signals: readonly Signal[],
  rules: RegimeRules,
  months: readonly number[],
  before: Regime,
): MonthCall[] {
  const placed = signals.map((signal) => signal.on(tape));
  let prior = before;
  return months.map((session) => {
    const judgements = judgeSession(placed, session);
    const combined = combineJudgements(judgements, rules);
    const regime = nextRegime(prior, combined, rules);
    const call: MonthCall = {
      monthEnd: tape.sessions[session]!,
      session,
      prior,
      regime,
      combined,
      judgements,
    };
    prior = regime;
    return call;
  });
}

/** Every month-end call up to `asOf`, each from what was known that day. */
export function walkMonths(
  market: MarketHistory,
  asOf: Day,
  signals: readonly Signal[],
  rules: RegimeRules,
): MonthCall[] {
  const keys = signals.flatMap((s) => s.series);
  const calls: MonthCall[] = [];
  for (const { tape, sessions } of passesOver(market, asOf, keys)) {
    calls.push(...walkTape(tape, signals, rules, sessions, calls.at(-1)?.regime ?? INITIAL_REGIME));
  }
  return calls;
}
