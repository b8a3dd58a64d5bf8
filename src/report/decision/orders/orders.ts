import type { ChargeId } from '../../../../allocations/costs/charges.ts';
import type { Side } from '../../../../allocations/costs/segment.ts';
import type {
  Execution,
  ExecutionPlan,
  Order,
  RateUsed,
  WaitingLot,
} from '../../../../allocations/orders/result.ts';
import { positionName } from '../../page/names.ts';
import { type TaxModel, taxModel } from './tax.ts';

/** Several orders together. ₹. */
export interface OrderTotals {
  readonly count: number;
  readonly amount: number;
  /** Without impact, which is no payment but a worse price. */
  readonly paid: number;
  readonly impact: number;
}

/** The orders of one side. */
export interface SideOrders extends OrderTotals {
  /** By amount, the largest first. */
  readonly largest: readonly Order[];
  readonly others: OrderTotals;
}

/** A kind of charge over all orders. */
export interface ChargeKind {
  readonly id: ChargeId;
  readonly amount: number;
  /** Each rate that it rests on, with its source. */
  readonly rates: readonly RateUsed[];
}

/** A lot whose sale would be taxed less if it waited, with the name of what it is of. */
export type NamedWaiting = WaitingLot & { readonly name: string };

/** How the weights are reached: orders, what they cost, how they are taxed. Money in ₹. */
export type OrdersModel =
  | { readonly kind: 'unavailable'; readonly why: string }
  | {
      readonly kind: 'planned';
      readonly asOf: string;
      readonly value: number;
      readonly sells: SideOrders;
      readonly buys: SideOrders;
      /** Names of what would be dealt, were it not too small. */
      readonly tooSmall: readonly string[];
      readonly reached: ExecutionPlan['reached'];
      readonly all: OrderTotals;
      /** Whether orders are told in shares or units; else in amounts of whole positions. */
      readonly byShare: boolean;
      readonly charges: readonly ChargeKind[];
      readonly cost: ExecutionPlan['cost'];
      readonly tax: TaxModel;
      /** The largest savings, and how many more there are. */
      readonly waiting: readonly NamedWaiting[];
      readonly moreWaiting: number;
      /** What waiting with all of them would save. */
      readonly waitingTogether: number;
      readonly cash: ExecutionPlan['cash'];
    };

const ORDERS_SHOWN = 12;
const WAITING_SHOWN = 10;

/** @param known names by ISIN of shares that are held or wanted; what is dealt has its own. */
export function ordersModel(
  execution: Execution,
  asOf: string,
  known: ReadonlyMap<string, string>,
): OrdersModel {
  if (execution.kind === 'unavailable') return execution;
  const { value, orders, tooSmall, reached, rates, cost, tax, waiting, waitingTogether, cash } =
    execution.plan;
  const names = new Map([...known, ...orders.map((o) => [o.id, o.name] as const)]);
  const nameOf = (id: string) => positionName(names.get(id) ?? id);
  return {
    kind: 'planned',
    asOf,
    value,
    sells: sideOf(orders, 'sell'),
    buys: sideOf(orders, 'buy'),
    tooSmall: tooSmall.map(nameOf),
    reached,
    all: totalsOf(orders),
    byShare: orders.some((o) => o.quantity !== null),
    charges: chargeKinds(cost.charges, rates),
    cost,
    tax: taxModel(tax, nameOf),
    waiting: waiting.slice(0, WAITING_SHOWN).map((w) => ({ ...w, name: nameOf(w.id) })),
    moreWaiting: Math.max(0, waiting.length - WAITING_SHOWN),
    waitingTogether,
    cash,
  };
}

function sideOf(orders: readonly Order[], side: Side): SideOrders {
  const own = orders.filter((o) => o.side === side).sort((a, b) => b.amount - a.amount);
  return { ...totalsOf(own), largest: own.slice(0, ORDERS_SHOWN), others: totalsOf(own.slice(ORDERS_SHOWN)) };
}

function totalsOf(orders: readonly Order[]): OrderTotals {
  const sum = (of: (o: Order) => number) => orders.reduce((all, o) => all + of(o), 0);
  const impact = sum((o) => o.charges.impact);
  return { count: orders.length, amount: sum((o) => o.amount), paid: sum((o) => o.cost) - impact, impact };
}

const chargeKinds = (
  charges: ExecutionPlan['cost']['charges'],
  rates: readonly RateUsed[],
): readonly ChargeKind[] =>
  (Object.entries(charges) as [ChargeId, number][])
    .map(([id, amount]) => ({ id, amount, rates: rates.filter((r) => r.id === id) }))
    .filter(({ amount }) => amount !== 0);
