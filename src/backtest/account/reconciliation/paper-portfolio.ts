import type { Decision } from '../../../decision/document/decision.ts';
import { sessionOnOrBefore } from '../../../market/calendar/calendar.ts';
import { day, iso } from '../../../market/day.ts';
import type { ValuePath } from '../../statistics/value-path.ts';
import { carryHoldings, type HeldWeights, type HoldingMarket } from './holding-market.ts';
import { decidedHoldings, openingHoldings } from './holdings-of-decision.ts';

/** A decision of the ledger. */
export interface RecordedDecision {
  readonly entry: number;
  /** ISO, by the clock of the run. */
  readonly recordedOn: string;
  readonly decision: Pick<Decision, 'asOf' | 'allocation' | 'execution'>;
}

/** A decision that the paper portfolio follows: decided at the close of one session, filled at the close of the next. */
export interface FollowedDecision extends RecordedDecision {
  readonly decided: number;
  readonly filled: number;
}

/** What the recorded decisions would have earned, filled at the next close without costs, and left alone in between. */
export interface PaperPortfolio {
  readonly followed: readonly FollowedDecision[];
  /** Session at which it starts, of value 1. */
  readonly start: number;
  /** Value at each session from the start to the end. */
  readonly path: ValuePath;
  /** Weights at the close of each of these sessions. */
  readonly weights: readonly HeldWeights[];
  /** Holdings that some session has no level of: they keep their value. */
  readonly unpriced: readonly string[];
}

/**
 * The decisions that could be followed: of each day, the last that was recorded by the close at which it would be filled.
 * Sessions are those of the market.
 */
export function liveDecisions(
  recorded: readonly RecordedDecision[],
  { sessions }: HoldingMarket,
): FollowedDecision[] {
  const byDay = new Map<string, FollowedDecision>();
  for (const each of recorded) {
    const decided = sessionOnOrBefore(sessions, day(each.decision.asOf));
    const filled = decided + 1;
    const isKnown = decided >= 0 && filled < sessions.length && each.recordedOn <= iso(sessions[filled]!);
    if (isKnown) byDay.set(each.decision.asOf, { ...each, decided, filled });
  }
  return [...byDay.values()].sort((a, b) => a.decided - b.decided);
}

/**
 * Follows recorded decisions on paper: each is filled exactly, at the close after the one it was made on, without costs.
 *
 * It starts at the first decision's own close where that run was given a portfolio, and holds that portfolio to the fill; otherwise
 * at the first fill.
 *
 * @param followed ascending, at least one.
 * @param end last session.
 */
export function followDecisions(
  followed: readonly FollowedDecision[],
  market: HoldingMarket,
  end: number,
): PaperPortfolio {
  const first = followed[0]!;
  const opening = openingHoldings(first.decision.allocation);
  const isGiven = first.decision.allocation.openingSource.kind === 'portfolio';
  const start = isGiven ? first.decided : first.filled;
  const fills = new Map(followed.map((f) => [f.filled, decidedHoldings(f.decision.allocation)]));
  const unpriced = new Set<string>();
  const weights = [isGiven ? opening : fills.get(start)!];
  const values = [1];
  for (let s = start + 1; s <= end; s++) {
    const carried = carryHoldings(weights.at(-1)!, market, s - 1, s);
    carried.unpriced.forEach((id) => unpriced.add(id));
    values.push(values.at(-1)! * carried.growth);
    weights.push(fills.get(s) ?? carried.weights);
  }
  return {
    followed,
    start,
    path: { days: market.sessions.slice(start, end + 1), values },
    weights,
    unpriced: [...unpriced],
  };
}
