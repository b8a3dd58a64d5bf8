import type { AccountDayRecord } from '../../../market/accounts/read-account.ts';
import { sessionOnOrBefore } from '../../../market/calendar/calendar.ts';
import { type Day, iso } from '../../../market/day.ts';
import { logScale } from '../../../math/performance/linked-effects.ts';
import type { ValuePath } from '../../statistics/value-path.ts';
import type { HoldingMarket } from './holding-market.ts';
import type { OrderOutcome, OrdersAndTrades } from './orders-and-trades.ts';
import type { FollowedDecision, PaperPortfolio } from './paper-portfolio.ts';

/** Why an account's return differs from that of the paper portfolio. */
export const RECONCILING_EFFECTS = [
  { id: 'departures', title: 'Orders not traded, and trades not ordered' },
  { id: 'timing', title: 'Traded on later days than the paper portfolio' },
  { id: 'prices', title: 'Prices against the close of the day' },
  { id: 'charges', title: 'Charges' },
  { id: 'fees', title: 'Fees' },
  { id: 'flows', title: 'Flows not invested from their day on' },
  { id: 'rest', title: 'Not explained: cash, whole shares, what has no price' },
] as const;

export type ReconcilingEffect = (typeof RECONCILING_EFFECTS)[number]['id'];

/** The difference of one period, in logarithms that add up over effects and periods. Dates ISO. */
export interface ReconciledPeriod {
  readonly from: string;
  readonly to: string;
  readonly paper: number;
  readonly account: number;
  /** By effect, in the order of `RECONCILING_EFFECTS`; their sum is ln((1 + account)/(1 + paper)). */
  readonly log: readonly number[];
}

/** An account's return against the paper portfolio's, divided into effects. */
export interface ReconciledReturns {
  readonly periods: readonly ReconciledPeriod[];
  /** Compound returns over all periods. */
  readonly paper: number;
  readonly account: number;
  readonly log: readonly number[];
  /** The same as parts of account − paper. */
  readonly arithmetic: readonly number[];
}

/** What the account did after one decision. */
export interface CarriedOutDecision {
  readonly followed: FollowedDecision;
  /** Null where the account's trades are not known. */
  readonly trades: OrdersAndTrades | null;
}

export interface EffectsInput {
  readonly paper: PaperPortfolio;
  /** In the order of `paper.followed`. */
  readonly carriedOut: readonly CarriedOutDecision[];
  /** The net time-weighted path of the account. */
  readonly path: ValuePath;
  readonly days: readonly AccountDayRecord[];
  readonly market: HoldingMarket;
}

/**
 * Divides the difference between an account and the paper portfolio into effects, period by period from fill to fill. Each is
 * first an amount in ₹, then a part of the capital (modified Dietz), then a logarithm as in the attribution's ladder; the rest is
 * what remains, so that they add up exactly. A fill on whose day the account was not valued does not divide periods.
 *
 * @returns null where the account has fewer than two valuations on sessions of the paper portfolio.
 */
export function reconcileReturns(input: EffectsInput): ReconciledReturns | null {
  const { paper, path } = input;
  const valued = new Map(path.days.map((d, i) => [d, path.values[i]!]));
  const fills = new Set(paper.followed.slice(1).map((f) => f.filled));
  const sessions = paper.path.days
    .map((_, i) => paper.start + i)
    .filter((s) => valued.has(input.market.sessions[s]!));
  const bounds = sessions.filter((s, i) => i === 0 || i === sessions.length - 1 || fills.has(s));
  if (bounds.length < 2) return null;
  const periods = bounds.slice(1).map((to, i) => reconcilePeriod(input, bounds[i]!, to, valued));
  const compound = (of: (p: ReconciledPeriod) => number): number =>
    Math.expm1(periods.reduce((sum, p) => sum + Math.log1p(of(p)), 0));
  const [own, other] = [compound((p) => p.account), compound((p) => p.paper)];
  const log = RECONCILING_EFFECTS.map((_, j) => periods.reduce((sum, p) => sum + p.log[j]!, 0));
  return { periods, paper: other, account: own, log, arithmetic: log.map((e) => e / logScale(own, other)) };
}

function reconcilePeriod(
  input: EffectsInput,
  from: number,
  to: number,
  valued: ReadonlyMap<Day, number>,
): ReconciledPeriod {
  const { paper, days, market } = input;
  const at = (s: number): Day => market.sessions[s]!;
  const paperAt = (s: number): number => paper.path.values[s - paper.start]!;
  const own = valued.get(at(to))! / valued.get(at(from))! - 1;
  const other = paperAt(to) / paperAt(from) - 1;
  const opening = days.find(({ day }) => day === at(from))!.value!;
  const within = days.filter(({ day }) => day > at(from) && day <= at(to));
  const [amounts, capital] = [rupeesOf(input, from, to), dietzCapital(opening, within, at(from), at(to))];
  const fees = within.reduce((sum, d) => sum + d.fees, 0);
  // Money that came in would have earned what the paper portfolio did from the evening before, or from its own evening.
  const flows = within.reduce((sum, { day, flow, flowAt }) => {
    if (flow === 0) return sum;
    const session = Math.max(from, sessionOnOrBefore(market.sessions, day) - (flowAt === 'start' ? 1 : 0));
    return sum - flow * (paperAt(to) / paperAt(session) - 1);
  }, 0);
  const explained = [amounts.departures, amounts.timing, amounts.prices, amounts.charges, -fees, flows];
  const scale = logScale(own, other);
  const log = explained.map((amount) => (scale * amount) / capital);
  const rest = scale * (own - other) - log.reduce((sum, e) => sum + e, 0);
  return { from: iso(at(from)), to: iso(at(to)), paper: other, account: own, log: [...log, rest] };
}

/** The opening value and the flows, each by the part of the period in which it was invested. */
function dietzCapital(opening: number, days: readonly AccountDayRecord[], from: Day, to: Day): number {
  return days.reduce((sum, { day, flow, flowAt }) => {
    const held = to - day + (flowAt === 'start' ? 1 : 0);
    return sum + (flow * Math.min(held, to - from)) / (to - from);
  }, opening);
}

interface TradeEffects {
  readonly departures: number;
  readonly timing: number;
  readonly prices: number;
  readonly charges: number;
}

/** The effects of trades and of orders not traded within a period, in ₹; 0 for what has no price or level, and without trades. */
function rupeesOf({ carriedOut, market }: EffectsInput, from: number, to: number): TradeEffects {
  let [departures, timing, prices, charges] = [0, 0, 0, 0];
  carriedOut.forEach(({ followed, trades }, k) => {
    if (trades === null) return;
    const { filled } = followed;
    const until = Math.min(to, carriedOut[k + 1]?.followed.filled ?? to);
    for (const { trade, session, ordered } of trades.assigned) {
      if (session <= from || session > to) continue;
      const sign = trade.side === 'buy' ? 1 : -1;
      charges -= trade.charges;
      const close = market.price(trade.isin, session);
      if (close === null) continue;
      prices += sign * trade.quantity * (close - trade.price);
      timing += sign * ordered * close * gain(market, trade.isin, session, filled);
      departures += sign * (trade.quantity - ordered) * close * gain(market, trade.isin, session, until);
    }
    if (filled < from || filled >= to) return;
    for (const order of trades.orders) departures -= missed(order, followed, market, until);
  });
  return { departures, timing, prices, charges };
}

const gain = (market: HoldingMarket, id: string, from: number, to: number): number =>
  (market.growth(id, from, to) ?? 1) - 1;

/** What an order's untraded part would have gained from the fill until a later session. */
function missed(
  { id, side, notTraded }: OrderOutcome,
  { decided, filled }: FollowedDecision,
  market: HoldingMarket,
  until: number,
): number {
  if (notTraded === 0) return 0;
  const atFill = notTraded * (market.growth(id, decided, filled) ?? 1);
  return (side === 'buy' ? 1 : -1) * atFill * gain(market, id, filled, until);
}
