import type { Regime } from '../../../regimes/regime.ts';
import { carryHoldings, type HoldingMarket } from '../../backtest/account/reconciliation/holding-market.ts';
import { decidedHoldings } from '../../backtest/account/reconciliation/holdings-of-decision.ts';
import type { Decision } from '../../decision/document/decision.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { day, iso } from '../../market/day.ts';

/** A recorded decision that stood under an override, beside the same run without it. Fractions; dates ISO. */
export interface OverriddenDecision {
  readonly entry: number;
  readonly asOf: string;
  /** To the fill of the next recorded decision, or to the as-of date of the pack. */
  readonly until: string;
  readonly regime: Regime;
  readonly withoutOverride: Regime;
  /** Returns from the fill on, after planned charges and tax. */
  readonly own: number;
  readonly other: number;
  /** own − other: what the override added, below 0 what it cost. */
  readonly gain: number;
}

/** The decisions that stood under an override, and what it added to all of them. */
export interface OverrideOutcome {
  readonly decisions: readonly OverriddenDecision[];
  /** Compound of (1 + gain). */
  readonly total: number;
}

type FollowedRun = Pick<Decision, 'regime' | 'allocation' | 'execution'>;

/** A recorded decision, the same run without overrides, and the decision recorded next. */
export interface DecisionWithout {
  readonly entry: { readonly seq: number };
  readonly decision: FollowedRun & Pick<Decision, 'asOf'>;
  readonly next: Pick<Decision, 'asOf'> | null;
  readonly without: FollowedRun;
}

/**
 * What an override added: the return of each decision less that of the same run without it, both filled at the next close and
 * left alone until the next decision is filled.
 *
 * @param until ISO day at which the last decision is judged.
 * @returns null where none can be followed: nothing was filled before the end.
 */
export function overrideOutcome(
  pairs: readonly DecisionWithout[],
  until: string,
  market: HoldingMarket,
): OverrideOutcome | null {
  const decisions = pairs.flatMap((pair) => followed(pair, until, market) ?? []);
  if (decisions.length === 0) return null;
  return { decisions, total: decisions.reduce((product, d) => product * (1 + d.gain), 1) - 1 };
}

function followed(
  { entry, decision, next, without }: DecisionWithout,
  until: string,
  market: HoldingMarket,
): OverriddenDecision | null {
  const fillOf = (asOf: string): number => sessionOnOrBefore(market.sessions, day(asOf)) + 1;
  const filled = fillOf(decision.asOf);
  const end = next ? fillOf(next.asOf) : sessionOnOrBefore(market.sessions, day(until));
  if (filled >= end) return null;
  const resultOf = ({ allocation, execution }: FollowedRun): number => {
    const cost = execution.kind === 'planned' ? execution.plan.cost.total / execution.plan.value : 0;
    return (1 - cost) * carryHoldings(decidedHoldings(allocation), market, filled, end).growth - 1;
  };
  const [own, other] = [resultOf(decision), resultOf(without)];
  return {
    entry: entry.seq,
    asOf: decision.asOf,
    until: iso(market.sessions[end]!),
    regime: decision.regime.regime,
    withoutOverride: without.regime.regime,
    own,
    other,
    gain: own - other,
  };
}
