import type { Order } from '../../../../allocations/orders/result.ts';
import type { AccountTrade } from '../../../market/accounts/read-account.ts';
import { sessionOnOrBefore } from '../../../market/calendar/calendar.ts';
import { iso } from '../../../market/day.ts';
import { isIsin } from '../../../market/stocks/isin.ts';
import { holdingKey, type HoldingMarket } from './holding-market.ts';
import type { FollowedDecision } from './paper-portfolio.ts';

/**
 * What became of an order. `not-comparable`: it names a position or a scheme, or has no quantity, so that no trade, which has an ISIN,
 * can be assigned to it.
 */
export type OrderState = 'traded' | 'in-part' | 'not-traded' | 'not-comparable';

/** An order beside the trades that carried it out. Quantities on the terms of the decision's day, money in ₹. */
export interface OrderOutcome {
  readonly id: string;
  readonly name: string;
  readonly side: Order['side'];
  readonly state: OrderState;
  /** At the as-of price. */
  readonly planned: {
    readonly quantity: number | null;
    readonly price: number | null;
    readonly amount: number;
    readonly charges: number;
  };
  /** Up to the quantity ordered; price is the mean. Null where nothing was traded. Dates ISO. */
  readonly traded: {
    readonly quantity: number;
    readonly price: number;
    readonly amount: number;
    readonly charges: number;
    readonly from: string;
    readonly to: string;
  } | null;
  /** What was not traded, at the as-of price. */
  readonly notTraded: number;
  /** Paid above the as-of price, or received below it; a gain is below 0. Null where nothing was traded. */
  readonly slippage: number | null;
}

/** What was traded without an order, or beyond one. ₹. */
export interface UnorderedTrade {
  readonly day: string;
  readonly id: string;
  readonly side: Order['side'];
  readonly quantity: number;
  readonly amount: number;
}

/** A trade divided into what an order asked for and the rest. */
export interface AssignedTrade {
  readonly trade: AccountTrade;
  readonly session: number;
  /** Shares, on the terms of the trade's day. */
  readonly ordered: number;
}

/** The orders of a decision beside what was traded until the next one. */
export interface OrdersAndTrades {
  readonly orders: readonly OrderOutcome[];
  readonly unordered: readonly UnorderedTrade[];
  /** Sums in ₹ over orders that trades can be assigned to, but for the last. */
  readonly total: {
    readonly planned: number;
    readonly traded: number;
    readonly notTraded: number;
    /** Over what was traded, and as a fraction of it at as-of prices; null where nothing was. */
    readonly slippage: number;
    readonly slippageRate: number | null;
    readonly plannedCharges: number;
    readonly charges: number;
    /** Amount of orders that are not comparable. */
    readonly notComparable: number;
  };
  readonly assigned: readonly AssignedTrade[];
}

/**
 * Sets the orders of a decision beside the account's trades after it. Trades are assigned in order of day up to the ordered
 * quantity; what goes beyond, or the other way, is unordered. Splits and bonuses in between are taken into account.
 *
 * Slippage is measured from the price that the order was computed at, as in Perold's implementation shortfall (1988); it
 * contains the market's move until the trade.
 *
 * @param trades of the account after the decision's day and until the next decision, by day.
 */
export function ordersAndTrades(
  { decision, decided }: FollowedDecision,
  trades: readonly AccountTrade[],
  market: HoldingMarket,
): OrdersAndTrades {
  const orders = decision.execution.kind === 'planned' ? decision.execution.plan.orders : [];
  const left = new Map(orders.map((o) => [keyOf(o.id, o.side), o.quantity ?? 0]));
  const assigned = trades.map((trade): AssignedTrade => {
    const session = sessionOnOrBefore(market.sessions, trade.day);
    const key = keyOf(trade.isin, trade.side);
    const ratio = market.shares(trade.isin, decided, session);
    const ordered = Math.min(trade.quantity, (left.get(key) ?? 0) * ratio);
    if (left.has(key)) left.set(key, left.get(key)! - ordered / ratio);
    return { trade, session, ordered };
  });
  const outcomes = orders.map((order) => {
    const own = assigned.filter(
      ({ trade, ordered }) => ordered > 0 && keyOf(trade.isin, trade.side) === keyOf(order.id, order.side),
    );
    return outcomeOf(order, own, (a) => a.ordered / market.shares(order.id, decided, a.session));
  });
  return {
    orders: outcomes,
    unordered: assigned.flatMap(({ trade, ordered }): UnorderedTrade[] => {
      const quantity = trade.quantity - ordered;
      return quantity > SMALLEST * trade.quantity
        ? [
            {
              day: iso(trade.day),
              id: trade.isin,
              side: trade.side,
              quantity,
              amount: quantity * trade.price,
            },
          ]
        : [];
    }),
    total: totalOf(outcomes),
    assigned,
  };
}

/** Below this part of a quantity a difference is rounding. */
const SMALLEST = 1e-9;

const keyOf = (id: string, side: Order['side']): string => `${side} ${holdingKey(id)}`;

function outcomeOf(
  order: Order,
  own: readonly AssignedTrade[],
  quantityOf: (a: AssignedTrade) => number,
): OrderOutcome {
  const { id, name, side, quantity: planned, price, amount, cost } = order;
  const base = { id, name, side, planned: { quantity: planned, price, amount, charges: cost } };
  if (!isIsin(id) || planned === null || price === null)
    return { ...base, state: 'not-comparable', traded: null, notTraded: 0, slippage: null };
  const quantity = own.reduce((sum, a) => sum + quantityOf(a), 0);
  if (quantity === 0)
    return { ...base, state: 'not-traded', traded: null, notTraded: amount, slippage: null };
  const paid = own.reduce((sum, a) => sum + a.ordered * a.trade.price, 0);
  const isWhole = planned - quantity <= SMALLEST * planned;
  return {
    ...base,
    state: isWhole ? 'traded' : 'in-part',
    traded: {
      quantity,
      price: paid / quantity,
      amount: paid,
      charges: own.reduce((sum, a) => sum + (a.trade.charges * a.ordered) / a.trade.quantity, 0),
      from: iso(own[0]!.trade.day),
      to: iso(own.at(-1)!.trade.day),
    },
    notTraded: isWhole ? 0 : (planned - quantity) * price,
    slippage: (side === 'buy' ? 1 : -1) * (paid - quantity * price),
  };
}

function totalOf(outcomes: readonly OrderOutcome[]): OrdersAndTrades['total'] {
  const comparable = outcomes.filter(({ state }) => state !== 'not-comparable');
  const sum = (of: (o: OrderOutcome) => number, over: readonly OrderOutcome[] = comparable): number =>
    over.reduce((s, o) => s + of(o), 0);
  const slippage = sum((o) => o.slippage ?? 0);
  const atPlan = sum((o) => (o.traded && o.planned.price !== null ? o.traded.quantity * o.planned.price : 0));
  return {
    planned: sum((o) => o.planned.amount),
    traded: sum((o) => o.traded?.amount ?? 0),
    notTraded: sum((o) => o.notTraded),
    slippage,
    slippageRate: atPlan > 0 ? slippage / atPlan : null,
    plannedCharges: sum((o) => o.planned.charges),
    charges: sum((o) => o.traded?.charges ?? 0),
    notComparable: sum((o) => (o.state === 'not-comparable' ? o.planned.amount : 0), outcomes),
  };
}
