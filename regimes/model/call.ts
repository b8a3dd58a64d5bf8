import type { Signal } from '../../signals/evaluate.ts';
import type { Observation } from '../../signals/signal.ts';
import { alignMarket } from '../../signals/aligned-market.ts';
import type { AsOfView, MarketHistory } from '../../src/market/as-of.ts';
import { chainsOf } from '../../src/market/quality/breaks.ts';
import { capital } from '../../src/format/words.ts';
import { type Day, displayDay, iso } from '../../src/market/day.ts';
import { type Problem, userError } from '../../src/market/problem.ts';
import type { CombinedScore } from './classify.ts';
import { callDoubt, doubtAlert } from './call-doubt.ts';
import { confidenceOf } from './confidence.ts';
import { crisisAlert } from './crisis.ts';
import { jointChange, nearestChanges } from './nearest-change.ts';
import { overrideOn, overrideText } from './override.ts';
import type { BreakInForce, ChangeSince, RegimeCall } from './regime-call.ts';
import { type Calibration, calibrateHistory, switchBandOf } from './calibration.ts';
import type { RegimeRules } from './rules.ts';
import { reportSignals, type SignalReport } from './signal-report.ts';
import { type MonthCall, callHistory } from './history.ts';

/** A call with the signals, history and calibration it is based on. */
export interface CalledMonth {
  readonly call: RegimeCall;
  readonly signals: readonly SignalReport[];
  readonly month: MonthCall;
  readonly history: readonly MonthCall[];
  readonly calibration: Calibration | null;
}

/**
 * TRRM's call at a date, from the data known on that date.
 *
 * @throws UserError where the store has no Nifty 50 session on or before `asOf`.
 */
export const callMonth = (
  market: MarketHistory,
  asOf: Day,
  signals: readonly Signal[],
  rules: RegimeRules,
): CalledMonth => explainCall(market.view(asOf), callHistory(market, asOf, signals, rules), signals, rules);

/**
 * The published call of the last month of a history: the label with everything needed to question it.
 *
 * @param view the market as known at the date of the call.
 * @param history the calls known then, ascending, from `callHistory` or `historyAt`.
 * @throws UserError where the history is empty.
 */
export function explainCall(
  view: AsOfView,
  history: readonly MonthCall[],
  signals: readonly Signal[],
  rules: RegimeRules,
): CalledMonth {
  const { asOf } = view;
  const month = history.at(-1);
  if (!month) {
    throw userError(
      'no-sessions',
      'nifty-50',
      `the store has no Nifty 50 close on or before ${displayDay(asOf)}, so no regime can be called.`,
      'Import the Nifty 50 price history (niftyindices or NSE), or choose a later date.',
    );
  }
  const breaks = breaksInForce(view, signals);
  const calibration = calibrateHistory(alignMarket(view), history, rules);
  const before = history.at(-2) ?? null;
  const call = describeCall({ asOf, month, before, rules, breaks, calibration });
  return { call, signals: reportSignals(month, rules), month, history, calibration };
}

function breaksInForce(view: AsOfView, signals: readonly Signal[]): BreakInForce[] {
  return [...new Set(signals.flatMap((s) => s.series))].flatMap((key) =>
    chainsOf(view, key).map(({ entry, factor }) => ({
      series: key,
      on: iso(entry.on),
      factor,
      reason: entry.reason,
    })),
  );
}

export interface CallInput {
  readonly asOf: Day;
  readonly month: MonthCall;
  readonly before: MonthCall | null;
  readonly rules: RegimeRules;
  readonly breaks: readonly BreakInForce[];
  readonly calibration: Calibration | null;
}

/** The published call of a month. What-if uses it for hypothetical months too. */
export function describeCall({ asOf, month, before, rules, breaks, calibration }: CallInput): RegimeCall {
  const { combined, evaluated, prior, regime: modelRegime, session } = month;
  const override = overrideOn(asOf, rules);
  const { enterBullish, leaveBullish, enterBearish, leaveBearish } = rules;
  const crisis = crisisAlert(evaluated, rules);
  const doubt = callDoubt(month, rules);
  return {
    asOf: iso(asOf),
    session: iso(month.monthEnd),
    regime: override?.regime ?? modelRegime,
    modelRegime,
    score: scoreOf(combined),
    status: combined.kind === 'scored' ? 'ok' : 'insufficient',
    bands: { enterBullish, leaveBullish, enterBearish, leaveBearish },
    prior,
    confidence: confidenceOf(modelRegime, month, rules, calibration),
    ...(calibration &&
      combined.kind === 'scored' &&
      modelRegime !== prior && { switchRecord: switchBandOf(calibration, combined.score) }),
    contributions: combined.contributions.map((s, i) => ({
      id: evaluated[i]!.aligned.signal.id,
      weight: s.effectiveWeight,
      score: s.score,
      contribution: s.contribution,
    })),
    nearestChanges: nearestChanges(prior, session, combined, evaluated, rules),
    jointChange: jointChange(prior, session, combined, evaluated, rules),
    changes: before && changesSince(month, before),
    override,
    alerts: [
      ...(doubt ? [doubtAlert(doubt, month)] : []),
      ...(crisis ? [crisis] : []),
      ...(override ? [{ code: 'override', message: overrideText(override, modelRegime) }] : []),
    ],
    ...(doubt && { doubt }),
    breaks,
    problems: [...staleSession(asOf, month), ...problemsOf(month)],
  };
}

const scoreOf = (combined: CombinedScore): number | null =>
  combined.kind === 'scored' ? combined.score : null;

function changesSince(month: MonthCall, before: MonthCall): ChangeSince {
  const score = scoreOf(before.combined);
  const now = scoreOf(month.combined);
  return {
    monthEnd: iso(before.monthEnd),
    regime: before.regime,
    score,
    scoreChange: score === null || now === null ? null : now - score,
    contributions: month.combined.contributions.map((s, i) => ({
      id: month.evaluated[i]!.aligned.signal.id,
      change: s.contribution - before.combined.contributions[i]!.contribution,
    })),
  };
}

/** Warnings about the call: signals without a score, and a regime carried forward because too few signals have one. */
function problemsOf({ combined, evaluated }: MonthCall): Problem[] {
  const unscored = evaluated
    .filter(({ aligned, evaluation }) => evaluation.score === null && aligned.signal.weight > 0)
    .map(({ aligned: { signal }, observation, evaluation }): Problem => ({
      severity: 'warning',
      code: `signal-${evaluation.status}`,
      about: signal.id,
      message: withoutTitle(evaluation.reason, signal.title),
      remedy: `${importNeeded(observation)} for ${signal.title}; until then its weight is spread over the other signals.`,
    }));
  if (combined.kind === 'scored') return unscored;
  return [
    ...unscored,
    {
      severity: 'warning',
      code: 'no-quorum',
      about: 'regime',
      message: `No new call: ${combined.reason}. The previous month’s regime is carried forward.`,
      remedy: 'Import the missing series.',
    },
  ];
}

/** A reason as a sentence of its own: what a problem is about is printed before it. */
const withoutTitle = (reason: string, title: string): string =>
  reason.startsWith(`${title}: `) ? capital(reason.slice(title.length + 2)) : reason;

/** The import that would give a signal its score. With a recent observation, it is history before it that is missing. */
function importNeeded({ status, observedOn }: Observation): string {
  if (status === 'stale') return 'Import a newer file';
  return observedOn === null ? 'Import the history' : 'Import the missing history';
}

/** Calendar days without a session after which the Nifty 50 counts as stale; the longest known closure is four days. */
const CLOSED_DAYS = 7;

/** The Nifty 50 defines the calendar, so a stale Nifty 50 shows only against the as-of date. */
function staleSession(asOf: Day, { monthEnd }: MonthCall): Problem[] {
  if (asOf - monthEnd <= CLOSED_DAYS) return [];
  return [
    {
      severity: 'warning',
      code: 'stale-session',
      about: 'nifty-50',
      message: `The last known session is ${displayDay(monthEnd)}, ${asOf - monthEnd} days before the as-of date; the call is based on that session.`,
      remedy: 'Import newer Nifty 50 closes, or choose an as-of date within the data.',
    },
  ];
}
