import { chargesOf } from '../../../allocations/costs/charges.ts';
import type { CostRules } from '../../../allocations/cost-rules.ts';
import { niftyLot } from '../../../allocations/hedge/nifty-lot.ts';
import { rollDay } from '../../../allocations/hedge/roll.ts';
import { contractOf } from '../../../allocations/holdings/held-future.ts';
import { type Day, day, iso } from '../../market/day.ts';
import { rupeesOf } from '../../market/money.ts';
import type { DecidedHedge } from './decided-hedge.ts';
import type { FuturePrices } from './future-prices.ts';

/** Futures of one contract, with the price they were last marked to. */
export interface HeldContract {
  readonly expiry: Day;
  /** Units of the index, below 0 where sold. */
  readonly units: number;
  readonly price: number;
}

export type FuturesTradeReason = 'decision' | 'roll' | 'margin';

/** Futures traded at a close. Money in ₹. */
export interface FuturesTrade {
  readonly filled: string;
  /** NSE's symbol. */
  readonly contract: string;
  readonly side: 'buy' | 'sell';
  readonly units: number;
  readonly lots: number;
  readonly price: number;
  readonly amount: number;
  readonly charges: number;
  readonly reason: FuturesTradeReason;
}

/** The futures of a portfolio at a close. */
export interface FuturesState {
  readonly held: readonly HeldContract[];
  /** What the last decision asks for, while some of it waits for a price. */
  readonly wanted: DecidedHedge | null;
  /** Initial margin of the last decision, a fraction of the contract value. */
  readonly initialMargin: number;
  /** The fraction of the lots that the liquid fund has the margin of, where it lacks some: the rest is bought back at the next close. */
  readonly covered: number | null;
}

export const NO_FUTURES: FuturesState = { held: [], wanted: null, initialMargin: 0, covered: null };

/** What futures are traded by. */
export interface FuturesRules {
  readonly sessions: readonly Day[];
  readonly prices: FuturePrices;
  readonly rollDaysBefore: number;
  readonly costs: CostRules;
  /** Without, trading is free. */
  readonly isCharged: boolean;
}

export interface MarkedFutures {
  readonly state: FuturesState;
  /** ₹ received since the last mark; paid below 0. */
  readonly profit: number;
  /** Whether some contract has no price in this session, so that its last one stands. */
  readonly isUnpriced: boolean;
}

/**
 * Settles futures to the prices of a session. A contract whose last session it is ends at that price: the final settlement,
 * which costs no charges.
 */
export function markFutures(
  state: FuturesState,
  session: number,
  { sessions, prices }: FuturesRules,
): MarkedFutures {
  const on = sessions[session]!;
  let profit = 0;
  let isUnpriced = false;
  const held = state.held.flatMap((contract): HeldContract[] => {
    const price = prices.of(contract.expiry, on);
    if (price === null) isUnpriced = true;
    else profit += contract.units * (price - contract.price);
    const next = sessions[session + 1];
    if (contract.expiry <= on || (next !== undefined && contract.expiry < next)) return [];
    return [price === null ? contract : { ...contract, price }];
  });
  return { state: { ...state, held }, profit, isUnpriced };
}

export interface TradedFutures {
  readonly state: FuturesState;
  readonly trades: readonly FuturesTrade[];
  /** ₹. */
  readonly charges: number;
}

/**
 * Deals futures at a session's close: first what the decision asks for, or the part of a hedge whose margin is lacking, then
 * the roll of contracts whose roll day has come. A contract without a price waits.
 *
 * @param decided a new decision; undefined on every other session.
 */
export function tradeFutures(
  state: FuturesState,
  session: number,
  rules: FuturesRules,
  decided?: DecidedHedge | null,
): TradedFutures {
  const { sessions, prices, rollDaysBefore } = rules;
  const on = sessions[session]!;
  const trades: FuturesTrade[] = [];
  const held = new Map(state.held.map((h) => [h.expiry, h]));
  /** Changes a contract to so many units; false where it has no price. */
  const changeTo = (expiry: Day, units: number, reason: FuturesTradeReason): boolean => {
    const before = held.get(expiry)?.units ?? 0;
    if (units === before) return true;
    const price = prices.of(expiry, on);
    if (price === null) return false;
    trades.push(tradeOf({ expiry, change: units - before, price, reason }, on, rules));
    if (units === 0) held.delete(expiry);
    else held.set(expiry, { expiry, units, price });
    return true;
  };

  let wanted = decided ?? state.wanted;
  if (wanted !== null) {
    const target = wanted.expiry === null ? null : day(wanted.expiry);
    const isOpen = target !== null && target > on;
    const isDone = [...held.keys(), ...(isOpen && !held.has(target) ? [target] : [])].map((expiry) =>
      changeTo(expiry, expiry === target ? wanted!.units : 0, 'decision'),
    );
    if (isDone.every(Boolean)) wanted = null;
  } else if (state.covered !== null) {
    for (const { expiry, units } of held.values()) {
      const lot = niftyLot(expiry);
      changeTo(
        expiry,
        Math.sign(units) * lot * Math.floor((Math.abs(units) / lot) * state.covered),
        'margin',
      );
    }
  }
  const due = Array.from(held.values()).filter(({ expiry }) =>
    isRollDue(rollDay(expiry, rollDaysBefore), session, sessions),
  );
  for (const { expiry, units } of due) {
    const next = prices.on(on).find((q) => q.expiry > expiry && rollDay(q.expiry, rollDaysBefore) > on);
    if (next === undefined || prices.of(expiry, on) === null) continue;
    const lot = niftyLot(next.expiry);
    const already = held.get(next.expiry)?.units ?? 0;
    const rolled = Math.sign(units) * lot * Math.round(Math.abs(units) / lot);
    changeTo(expiry, 0, 'roll');
    changeTo(next.expiry, already + rolled, 'roll');
  }
  return {
    state: {
      held: [...held.values()].sort((a, b) => a.expiry - b.expiry),
      wanted,
      initialMargin: decided ? decided.initialMargin : state.initialMargin,
      covered: null,
    },
    trades,
    charges: trades.reduce((sum, t) => sum + t.charges, 0),
  };
}

/** Where the roll day is a holiday, the roll takes place in the session before. */
function isRollDue(roll: Day, session: number, sessions: readonly Day[]): boolean {
  const next = sessions[session + 1];
  return sessions[session]! >= roll || (next !== undefined && next > roll);
}

/**
 * The state with what the liquid fund must answer for: where it is less than the initial margin, the lots it has no margin of
 * are bought back at the next close.
 *
 * @param liquid ₹ in the liquid fund.
 */
export function withMarginCall(state: FuturesState, liquid: number): FuturesState {
  const needed = state.held.reduce((sum, h) => sum + Math.abs(h.units) * h.price * state.initialMargin, 0);
  return needed > 0 && needed > liquid ? { ...state, covered: Math.max(0, liquid) / needed } : state;
}

interface Change {
  readonly expiry: Day;
  readonly change: number;
  readonly price: number;
  readonly reason: FuturesTradeReason;
}

function tradeOf(
  { expiry, change, price, reason }: Change,
  on: Day,
  { costs, isCharged }: FuturesRules,
): FuturesTrade {
  const units = Math.abs(change);
  const side = change < 0 ? 'sell' : 'buy';
  const value = units * price;
  return {
    filled: iso(on),
    contract: contractOf(expiry),
    side,
    units,
    lots: units / niftyLot(expiry),
    price,
    amount: value,
    charges: isCharged
      ? rupeesOf(chargesOf({ segment: 'index-future', side, value, day: on, liquidity: null }, costs).paise)
      : 0,
    reason,
  };
}

/** ₹ of contract value, below 0 where sold. */
export const contractValue = ({ held }: FuturesState): number =>
  held.reduce((sum, h) => sum + h.units * h.price, 0);
