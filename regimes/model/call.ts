import type { Signal } from '../../signals/evaluate.ts';
import type { Reading } from '../../signals/signal.ts';
import { layTape } from '../../signals/aligned-market.ts';
import type { AsOfView, MarketHistory } from '../../src/market/as-of.ts';
import { chainsOf } from '../../src/market/quality/breaks.ts';
import { type Day, displayDay, iso } from '../../src/market/day.ts';
import { type Problem, userError } from '../../src/market/problem.ts';
import type { Combined } from './classify.ts';
import { confidenceOf } from './confidence.ts';
import type { Calibration } from './calibration.ts';
import { crisisAlert } from './crisis.ts';
import { jointFlip, nearestFlips } from './nearest-change.ts';
import { overrideOn, overrideText } from './override.ts';
import type { BreakInForce, ChangeSince, RegimeCall } from './regime-call.ts';
import { calibrateRecord } from './record-calibration.ts';
import type { RegimeRules } from './rules.ts';
import { reportSignals, type SignalReport } from './signal-report.ts';
import { type MonthCall, walkMonths } from './history.ts';

/** A call together with what it was made from. */
export interface CalledMonth {
  readonly call: RegimeCall;
  readonly signals: readonly SignalReport[];
  readonly month: MonthCall;
  readonly history: readonly MonthCall[];
  readonly calibration: Calibration | null;
}

/** TRRM at a date. Throws a UserError where the store has no Nifty session by then. */
export function callRegime(
  market: MarketHistory,
  asOf: Day,
  signals: readonly Signal[],
  rules: RegimeRules,
): CalledMonth {
  const history = walkMonths(market, asOf, signals, rules);
  const month = history.at(-1);
  if (!month) {
    throw userError(
      'no-sessions',
      'nifty-50',
      `there is no Nifty 50 close on or before ${iso(asOf)}, so there is no session to call.`,
      'Import the Nifty 50 price history (niftyindices or NSE), or choose a later date.',
    );
  }
  const view = market.view(asOf);
  const breaks = breaksInForce(view, signals);
  const calibration = calibrateRecord(layTape(view), history, rules);
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

/** The call of a month in words and figures. Also used for a month that was only supposed, by what-if. */
export function describeCall({ asOf, month, before, rules, breaks, calibration }: CallInput): RegimeCall {
  const { combined, judgements, prior, regime: modelRegime, session } = month;
  const override = overrideOn(asOf, rules);
  const { enterBullish, leaveBullish, enterBearish, leaveBearish } = rules;
  const crisis = crisisAlert(judgements, rules);
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
    contributions: combined.shares.map((s, i) => ({
      id: judgements[i]!.on.signal.id,
      weight: s.effectiveWeight,
      score: s.score,
      contribution: s.contribution,
    })),
    nearestFlip: nearestFlips(prior, session, combined, judgements, rules),
    jointFlip: jointFlip(prior, session, combined, judgements, rules),
    changes: before && changesSince(month, before),
    override,
    alerts: [
      ...(crisis ? [crisis] : []),
      ...(override ? [{ code: 'override', message: overrideText(override, modelRegime) }] : []),
    ],
    breaks,
    problems: [...staleSession(asOf, month), ...problemsOf(month)],
  };
}

const scoreOf = (combined: Combined): number | null => (combined.kind === 'scored' ? combined.score : null);

function changesSince(month: MonthCall, before: MonthCall): ChangeSince {
  const score = scoreOf(before.combined);
  const now = scoreOf(month.combined);
  return {
    monthEnd: iso(before.monthEnd),
    regime: before.regime,
    score,
    scoreChange: score === null || now === null ? null : now - score,
    contributions: month.combined.shares.map((s, i) => ({
      id: month.judgements[i]!.on.signal.id,
      change: s.contribution - before.combined.shares[i]!.contribution,
    })),
  };
}

/** What a reader must know before trusting the call: signals without a score, and a call for want of signals. */
function problemsOf({ combined, judgements }: MonthCall): Problem[] {
  const unheard = judgements
    .filter(({ on, verdict }) => verdict.score === null && on.signal.weight > 0)
    .map(({ on, reading, verdict }): Problem => ({
      severity: 'warning',
      code: `signal-${verdict.status}`,
      about: on.signal.id,
      message: verdict.reason,
      remedy: `${wanting(reading)} for ${on.signal.title}; until then the other signals share its weight.`,
    }));
  if (combined.kind === 'scored') return unheard;
  return [
    ...unheard,
    {
      severity: 'warning',
      code: 'no-quorum',
      about: 'regime',
      message: `No new call: ${combined.why}. The label of the month before stands.`,
      remedy: 'Import the missing series.',
    },
  ];
}

/** What would give a signal its score. Where something recent was read, it is the years before that are too few. */
function wanting({ status, observedOn }: Reading): string {
  if (status === 'stale') return 'Import a newer file';
  return observedOn === null ? 'Import the history' : 'Import older history';
}

/** Calendar days without a session after which the Nifty itself is out of date: the longest closure known had four. */
const CLOSED_DAYS = 7;

/** The Nifty is its own calendar, so that it has stopped shows only against the date asked for. */
function staleSession(asOf: Day, { monthEnd }: MonthCall): Problem[] {
  if (asOf - monthEnd <= CLOSED_DAYS) return [];
  return [
    {
      severity: 'warning',
      code: 'stale-session',
      about: 'nifty-50',
      message: `The last session known is ${displayDay(monthEnd)}, ${asOf - monthEnd} days before the as-of date; the call is of that session.`,
      remedy: 'Import newer Nifty 50 closes, or choose the date of a session.',
    },
  ];
}
