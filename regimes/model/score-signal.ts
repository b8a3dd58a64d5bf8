import { eraseTypes, type WeightedParameters } from '../../signals/evaluate.ts';
import type { Feature, SignalRule, SignalStatus } from '../../signals/signal.ts';
import type { MarketHistory } from '../../src/market/as-of.ts';
import { asOfDate, END_OF_TIME } from '../../src/market/as-of-date.ts';
import { type DateInput, dayFromOptional } from '../../src/market/date-input.ts';
import { iso } from '../../src/market/day.ts';
import { type Problem, UserError } from '../../src/market/problem.ts';
import { evaluateSession } from './history.ts';
import { vintagesOf } from './vintages.ts';

/** A signal at a month-end, as known on that day. */
export interface SignalMonth {
  /** ISO date. */
  readonly monthEnd: string;
  readonly status: SignalStatus;
  /** In [−1, +1]; null if stale or missing. */
  readonly score: number | null;
  /** The numbers behind the score; empty without one. */
  readonly features: readonly Feature[];
  readonly reason: string;
}

/** Options of `scoreSignal`. */
export interface ScoreSignalOptions {
  /** First and last ISO date; default: all month-ends of the data. */
  readonly from?: DateInput;
  readonly to?: DateInput;
  /** Parameters of the rule; those left out have their defaults. */
  readonly params?: Readonly<Record<string, unknown>>;
}

/**
 * Scores a signal at every month-end, each from the data known on that day: one of TRRM's own or a candidate.
 *
 * @param rule the signal's definition.
 * @param market market data with the rule's `series`, from `loadMarket` or `store.load`.
 * @returns one row a month, ascending.
 * @throws UserError for parameters or dates that are not valid, or data without a session of the Nifty 50.
 * @example
 * import { loadMarket, openStore, scoreSignal, usVix } from 'trrm';
 *
 * const store = await openStore('.trrm/demo/market.duckdb');
 * const market = await loadMarket(store);
 * await store.close();
 * const months = scoreSignal(usVix, market, { from: '2024-04-01', params: { meanDays: 10 } });
 * console.log(months.map(({ monthEnd, score }) => [monthEnd, score]));
 */
export function scoreSignal<M, P extends WeightedParameters, Id extends string>(
  rule: SignalRule<M, P, Id>,
  market: MarketHistory,
  { from, to, params = {} }: ScoreSignalOptions = {},
): readonly SignalMonth[] {
  const parsed = rule.params.safeParse(params);
  if (!parsed.success)
    throw new UserError(
      parsed.error.issues.map((issue): Problem => ({
        severity: 'error',
        code: 'signal-parameter',
        about: [rule.id, ...issue.path].join('.'),
        message: `${issue.message}.`,
        remedy: 'The rule’s `params` describe what is allowed.',
      })),
    );
  const first = dayFromOptional(from, 'from') ?? -Infinity;
  const last = dayFromOptional(to, 'to') ?? asOfDate(undefined, market, END_OF_TIME);
  // The id is used only to name the signal in results, so it need not be registered.
  const signal = eraseTypes(rule as unknown as SignalRule<M, P>).bind(params);
  return vintagesOf(market, last, signal.series).flatMap(({ aligned, sessions }) => {
    const prepared = [signal.align(aligned)];
    return sessions
      .filter((session) => aligned.sessions[session]! >= first)
      .map((session): SignalMonth => {
        const { evaluation } = evaluateSession(prepared, session)[0]!;
        const { status, score, reason } = evaluation;
        const features = 'features' in evaluation ? evaluation.features : [];
        return { monthEnd: iso(aligned.sessions[session]!), status, score, features, reason };
      });
  });
}
