import type { ChargeId } from '../../../../allocations/costs/charges.ts';
import type { Side } from '../../../../allocations/costs/segment.ts';
import type {
  Execution,
  ExecutionPlan,
  Order,
  RateUsed,
  LongTermDeferral,
} from '../../../../allocations/orders/result.ts';
import { positionName } from '../../page/names.ts';
import { type TaxModel, taxModel } from './tax-model.ts';

/** Totals over several orders, in ₹. */
export interface OrderTotals {
  readonly count: number;
  readonly amount: number;
  /** Charges without market impact, which is a worse price and not a payment. */
  readonly paid: number;
  readonly impact: number;
}

/** The orders of one side. */
export interface SideOrders extends OrderTotals {
  /** By amount, largest first. */
  readonly largest: readonly Order[];
  readonly others: OrderTotals;
}

/** Total of one kind of charge over all orders, in ₹. */
export interface ChargeKind {
  readonly id: ChargeId;
  readonly amount: number;
  /** The rates applied, with their sources. */
  readonly rates: readonly RateUsed[];
}

/** A lot that would be taxed less if sold later, with its name. */
export type NamedDeferral = LongTermDeferral & { readonly name: string };

/** Orders with their cost and tax. Money in ₹. */
export type OrdersModel =
  | { readonly kind: 'unavailable'; readonly reason: string }
  | {
      readonly kind: 'planned';
      readonly asOf: string;
      readonly value: number;
      readonly sells: SideOrders;
      readonly buys: SideOrders;
      /** Names of holdings whose order would be below the minimum. */
      readonly belowMinimum: readonly string[];
      readonly reached: ExecutionPlan['reached'];
      readonly all: OrderTotals;
      /** Whether orders have quantities; otherwise they are amounts of whole positions. */
      readonly hasQuantities: boolean;
      readonly charges: readonly ChargeKind[];
      readonly cost: ExecutionPlan['cost'];
      readonly tax: TaxModel;
      /** The largest savings, and the number of further ones. */
      readonly deferrals: readonly NamedDeferral[];
      readonly moreDeferrals: number;
      /** Tax saved if all of them are deferred. */
      readonly deferralSaving: number;
      readonly cash: ExecutionPlan['cash'];
    };

const ORDERS_SHOWN = 12;
const DEFERRALS_SHOWN = 10;

/** @param known names by ISIN of stocks held or targeted; orders carry their own names. */
export function ordersModel(
  execution: Execution,
  asOf: string,
  known: ReadonlyMap<string, string>,
): OrdersModel {
  if (execution.kind === 'unavailable') return execution;
  const { value, orders, belowMinimum, reached, rates, cost, tax, deferrals, deferralSaving, cash } =
    execution.plan;
  const names = new Map([...known, ...orders.map((o) => [o.id, o.name] as const)]);
  const nameOf = (id: string) => positionName(names.get(id) ?? id);
  return {
    kind: 'planned',
    asOf,
    value,
    sells: sideOf(orders, 'sell'),
    buys: sideOf(orders, 'buy'),
    belowMinimum: belowMinimum.map(nameOf),
    reached,
    all: totalsOf(orders),
    hasQuantities: orders.some((o) => o.quantity !== null),
    charges: chargeKinds(cost.charges, rates),
    cost,
    tax: taxModel(tax, nameOf),
    deferrals: deferrals.slice(0, DEFERRALS_SHOWN).map((w) => ({ ...w, name: nameOf(w.id) })),
    moreDeferrals: Math.max(0, deferrals.length - DEFERRALS_SHOWN),
    deferralSaving,
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
