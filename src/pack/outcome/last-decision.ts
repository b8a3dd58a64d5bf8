import type { Regime } from '../../../regimes/regime.ts';
import { carryHoldings } from '../../backtest/account/reconciliation/holding-market.ts';
import {
  decidedHoldings,
  openingHoldings,
} from '../../backtest/account/reconciliation/holdings-of-decision.ts';
import { marketOfHoldings } from '../../backtest/account/reconciliation/market-of-holdings.ts';
import { type SwitchOutcome, switchOutcome } from '../../backtest/account/reconciliation/switch-outcome.ts';
import type { Decision } from '../../decision/document/decision.ts';
import { sessionOnOrBefore } from '../../market/calendar/calendar.ts';
import { day, iso } from '../../market/day.ts';
import { type Problem, UserError } from '../../market/problem.ts';
import type { Store } from '../../market/store/store.ts';
import { SESSIONS_A_YEAR } from '../../math/annualise.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { paperBreaches, type PassiveBreach } from '../limits/passive-breaches.ts';
import type { RecordedEntry } from '../../decision/ledger/decisions-before.ts';

/** A change of label that the last decision showed as possible, and how far the signal went. */
export interface ShownChange {
  readonly signal: string;
  readonly to: Regime;
  readonly scoreThen: number;
  readonly scoreNeeded: number;
  readonly scoreNow: number | null;
  /** Whether the signal alone went far enough. */
  readonly isReached: boolean;
}

/** What a decision’s trades were worth until the next one, on paper. */
export interface FollowedSwitch {
  readonly entry: number;
  readonly asOf: string;
  readonly until: string;
  readonly outcome: SwitchOutcome | null;
}

/** The last decision and what followed, on paper: its weights, filled at the next close and left alone. Fractions; dates ISO. */
export interface LastDecision {
  readonly entry: number;
  readonly asOf: string;
  readonly filled: string;
  readonly until: string;
  readonly sessions: number;
  readonly regimes: { readonly before: Regime; readonly now: Regime };
  readonly scores: { readonly before: number | null; readonly now: number | null };
  readonly changes: readonly ShownChange[];
  /** Return of the decided weights since the fill, and of the Nifty 50. */
  readonly own: number;
  readonly nifty: number | null;
  /** One standard deviation of the return over so many sessions, by the decision’s own forecast. */
  readonly band: number | null;
  readonly orders: {
    readonly count: number;
    readonly bought: number;
    readonly sold: number;
    readonly cost: number;
  } | null;
  /** Result of the hedge, ₹, by the move of the Nifty on its notional; null without futures. An estimate: basis and roll are left out. */
  readonly hedge: { readonly lots: number; readonly notional: number; readonly result: number } | null;
  /** Every earlier decision of the ledger against keeping what was held, oldest first, and linked. */
  readonly switches: readonly FollowedSwitch[];
  /** Compound of (1 + gain) over the decisions with a switch; null without one. */
  readonly switchedTotal: number | null;
  readonly unpriced: readonly string[];
  readonly problems: readonly Problem[];
}

/** What followed, and the limits that the last decision’s weights were outside of at the end, before any trade. */
export interface FollowedDecisions {
  readonly last: LastDecision;
  readonly breaches: readonly PassiveBreach[];
}

/**
 * Follows the recorded decisions up to an as-of date. Each is filled exactly at the close after its own, without costs but
 * those it planned, and left alone until the next is filled.
 *
 * @param before earlier decisions, oldest first, at least one.
 * @returns null where the last decision’s fill is not before the as-of date, or its levels cannot be used.
 */
export async function lastDecision(
  store: Store,
  before: readonly RecordedEntry[],
  now: Decision,
  book: RuleBook,
): Promise<FollowedDecisions | null> {
  const first = before[0]!;
  const all = [...before.map((b) => b.decision), now];
  const ids = all.flatMap(({ allocation }) => [
    ...decidedHoldings(allocation).keys(),
    ...openingHoldings(allocation).keys(),
  ]);
  const last = before.at(-1)!;
  try {
    const { market, problems } = await marketOfHoldings(store, {
      from: day(first.decision.asOf),
      to: day(now.asOf),
      ids: new Set([...ids, 'nifty-50']),
      instruments: book.allocations.instruments,
    });
    const end = market.sessions.length - 1;
    const filledAt = (decision: Decision): number =>
      sessionOnOrBefore(market.sessions, day(decision.asOf)) + 1;
    const filled = filledAt(last.decision);
    if (filled >= end) return null;
    const carried = carryHoldings(decidedHoldings(last.decision.allocation), market, filled, end);
    const nifty = market.growth('nifty-50', filled, end);
    const switches = before.map(({ entry, decision }, k): FollowedSwitch => {
      const next = before[k + 1];
      const until = next ? filledAt(next.decision) : end;
      return {
        entry: entry.seq,
        asOf: decision.asOf,
        until: iso(market.sessions[until]!),
        outcome: switchOutcome(decision, market, filledAt(decision), until),
      };
    });
    const gains = switches.flatMap((s) => s.outcome ?? []);
    const found: LastDecision = {
      entry: last.entry.seq,
      asOf: last.decision.asOf,
      filled: iso(market.sessions[filled]!),
      until: iso(market.sessions[end]!),
      sessions: end - filled,
      regimes: { before: last.decision.regime.regime, now: now.regime.regime },
      scores: { before: last.decision.regime.score, now: now.regime.score },
      changes: shownChanges(last.decision, now),
      own: carried.growth - 1,
      nifty: nifty === null ? null : nifty - 1,
      band: bandOf(last.decision, end - filled),
      orders: ordersOf(last.decision),
      hedge: hedgeResult(last.decision, nifty),
      switches,
      switchedTotal: gains.length === 0 ? null : gains.reduce((g, s) => g * (1 + s.gain), 1) - 1,
      unpriced: carried.unpriced,
      problems,
    };
    return { last: found, breaches: paperBreaches(last.decision, market, { filled, end }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return null;
  }
}

/** The scores that would have changed the label, beside what the signals score now. */
function shownChanges({ regime }: Decision, now: Decision): ShownChange[] {
  return regime.nearestChanges
    .filter(({ scoreNeeded }) => Math.abs(scoreNeeded) <= 1)
    .map(({ signal, to, scoreNow, scoreNeeded }) => {
      const score = now.signals.find((s) => s.id === signal)?.score ?? null;
      const isUp = scoreNeeded > scoreNow;
      return {
        signal,
        to,
        scoreThen: scoreNow,
        scoreNeeded,
        scoreNow: score,
        isReached: score !== null && (isUp ? score >= scoreNeeded : score <= scoreNeeded),
      };
    });
}

function bandOf({ allocation }: Decision, sessions: number): number | null {
  const risk = allocation.risk.final;
  return risk.kind === 'unavailable' ? null : (risk.volatility / 100) * Math.sqrt(sessions / SESSIONS_A_YEAR);
}

function ordersOf({ execution }: Decision): LastDecision['orders'] {
  if (execution.kind !== 'planned') return null;
  const { orders, cost } = execution.plan;
  const sum = (side: 'buy' | 'sell'): number =>
    orders.reduce((total, o) => total + (o.side === side ? o.amount : 0), 0);
  return { count: orders.length, bought: sum('buy'), sold: sum('sell'), cost: cost.total };
}

/** Futures are sold, so that they gain where the Nifty falls. */
function hedgeResult({ hedge }: Decision, nifty: number | null): LastDecision['hedge'] {
  if (hedge.kind !== 'hedged' || hedge.chosen.kind !== 'futures' || nifty === null) return null;
  const { lots, notional, cost } = hedge.chosen;
  return { lots, notional, result: -notional * (nifty - 1) - cost };
}
