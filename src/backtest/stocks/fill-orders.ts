import { EQUITY, type PositionId } from '../../../allocations/positions.ts';
import { realise } from '../../../allocations/tax/gain.ts';
import { quantityOf } from '../../../allocations/tax/lot.ts';
import { iso } from '../../market/day.ts';
import { paiseOf } from '../../market/money.ts';
import type { DecidedOrder, DecidedOrders } from './decided-orders.ts';
import {
  affordable,
  costOf,
  type FillSettings,
  isPosition,
  type OrderCost,
  sharedBudgets,
  UNITS,
} from './order-cost.ts';
import type { StockAccount } from './stock-account.ts';
import { type Claim, withLot } from './stock-holding.ts';

/** One order as it was filled. Money in ₹. */
export interface FilledOrder {
  readonly filled: string;
  readonly id: string;
  readonly side: DecidedOrder['side'];
  readonly quantity: number;
  readonly price: number;
  /** That of the decision's close; null where the order is an amount. Not adjusted for what went ex in between. */
  readonly priceDecided: number | null;
  readonly amount: number;
  /** Charges and market impact together, and each of them. */
  readonly cost: number;
  readonly charges: OrderCost['charges'];
  /** What it adds to the tax set aside, where tax is followed; below 0 for a loss that saves some. */
  readonly tax: number;
}

/** An order that waits for its company to trade: shares to sell, or ₹ to spend, charges included. */
export interface PendingOrder {
  readonly order: DecidedOrder;
  readonly column: number;
  readonly left: number;
  /** Whose the shares will be. */
  readonly claims: readonly Claim[];
}

export interface TradedOrders {
  readonly filled: readonly FilledOrder[];
  readonly pending: readonly PendingOrder[];
}

const isEquity = (id: string): boolean => !isPosition(id) || EQUITY.some((p) => p === id);

/** What an order trades in now: the price of a share that trades in this session, or of a unit. Null where it has to wait. */
function priceOf(id: string, column: number | undefined, account: StockAccount): number | null {
  if (isPosition(id)) return account.levelOf(id);
  return column !== undefined && account.idle[column] === 0 && account.price[column]! > 0
    ? account.price[column]!
    : null;
}

/**
 * Fills the orders of a decision at the session's close. Sales come first, in the quantities ordered. Purchases share what is then in cash
 * beyond what is owed, the tax of the sales and the money that the decision leaves in cash, less all charges, in the proportions ordered;
 * shares are rounded down. An order whose company does not trade waits.
 */
export function fillOrders(
  account: StockAccount,
  { orders, cash, wanted }: DecidedOrders,
  settings: FillSettings,
): TradedOrders {
  const filled: FilledOrder[] = [];
  const pending: PendingOrder[] = [];
  for (const order of orders) {
    if (order.side !== 'sell') continue;
    const column = settings.columnOf(order.id);
    if (priceOf(order.id, column, account) !== null)
      filled.push(...sell(account, order, column, order.quantity, settings));
    else if (column !== undefined && account.stocks.has(column))
      pending.push({ order, column, left: order.quantity!, claims: [] });
  }
  const claims = claimsOf(wanted);
  const purchases = orders.filter(
    (o) => o.side === 'buy' && (isPosition(o.id) || settings.columnOf(o.id) !== undefined),
  );
  const budgets = sharedBudgets(account, purchases, account.free - cash, settings);
  purchases.forEach((order, i) => {
    const column = settings.columnOf(order.id);
    const own = claims.get(order.id) ?? account.stocks.get(column!)?.claims ?? [];
    if (priceOf(order.id, column, account) === null)
      pending.push({ order, column: column!, left: budgets[i]!, claims: own });
    else filled.push(...buy(account, order, column, budgets[i]!, own, settings));
  });
  assign(account, claims, settings);
  return { filled, pending };
}

/** Tries orders that wait; those whose companies trade in this session are filled. */
export function fillPending(
  account: StockAccount,
  waiting: readonly PendingOrder[],
  settings: FillSettings,
): TradedOrders {
  const filled: FilledOrder[] = [];
  const pending = waiting.filter(({ order, column, left, claims }) => {
    if (priceOf(order.id, column, account) === null) return true;
    const budget = Math.min(left, Math.max(0, account.free));
    filled.push(
      ...(order.side === 'sell'
        ? sell(account, order, column, left, settings)
        : buy(account, order, column, budget, claims, settings)),
    );
    return false;
  });
  return { filled, pending };
}

/** Pending orders after a capital change of a company: shares to sell are counted in new shares. */
export const inNewShares = (
  pending: readonly PendingOrder[],
  column: number,
  ratio: number,
): PendingOrder[] =>
  pending.map((p) =>
    p.column === column && p.order.side === 'sell' ? { ...p, left: Math.floor(p.left * ratio + 1e-9) } : p,
  );

function sell(
  account: StockAccount,
  order: DecidedOrder,
  column: number | undefined,
  quantity: number | null,
  settings: FillSettings,
): FilledOrder[] {
  const { id } = order;
  const price = priceOf(id, column, account)!;
  const holding = isPosition(id) ? null : account.stocks.get(column!);
  const lots = isPosition(id) ? account.units.get(id) : holding?.lots;
  if (!lots) return [];
  const all = quantityOf(lots);
  const sold = Math.min(all, quantity ?? Math.round((order.amount / price) * UNITS) / UNITS);
  if (!(sold > 0)) return [];
  const amount = sold * price;
  const cost = costOf(order, amount, account, settings);
  const expenses = paiseOf(cost.total - cost.transactionTax);
  const { gains, kept } = realise({ holding: id, quantity: sold, price, day: account.day, expenses }, lots);
  account.cash += amount - cost.total;
  if (isPosition(id)) account.holdUnits(id, kept);
  else account.hold(column!, holding!.id, kept, holding!.claims);
  const before = account.taxSetAside;
  if (isEquity(id)) account.book(gains);
  return [filledOrder(account, order, sold, price, cost, account.taxSetAside - before)];
}

function buy(
  account: StockAccount,
  order: DecidedOrder,
  column: number | undefined,
  budget: number,
  claims: readonly Claim[],
  settings: FillSettings,
): FilledOrder[] {
  const { id } = order;
  const price = priceOf(id, column, account)!;
  const { quantity, cost } = affordable(account, order, price, budget, settings);
  if (!(quantity > 0)) return [];
  const amount = quantity * price;
  account.cash -= amount + cost.total;
  const lot = {
    bought: account.day,
    quantity,
    cost: paiseOf(amount + cost.total - cost.transactionTax),
    priceOf2018: null,
  };
  if (isPosition(id)) account.holdUnits(id, withLot(account.units.get(id) ?? [], lot));
  else {
    const held = account.stocks.get(column!);
    account.hold(column!, id, withLot(held?.lots ?? [], lot), claims);
  }
  return [filledOrder(account, order, quantity, price, cost, 0)];
}

const filledOrder = (
  account: StockAccount,
  order: DecidedOrder,
  quantity: number,
  price: number,
  { total, charges }: OrderCost,
  tax: number,
): FilledOrder => ({
  filled: iso(account.day),
  id: order.id,
  side: order.side,
  quantity,
  price,
  priceDecided: order.quantity === null ? null : order.amount / order.quantity,
  amount: quantity * price,
  cost: total,
  charges,
  tax,
});

/** For each company that sleeves want: how it is divided among them. */
function claimsOf(wanted: DecidedOrders['wanted']): Map<string, readonly Claim[]> {
  const sums = new Map<string, { position: PositionId; weight: number }[]>();
  for (const { id, sleeve, weight } of wanted) {
    if (!(weight > 0)) continue;
    sums.set(id, [...(sums.get(id) ?? []), { position: sleeve, weight }]);
  }
  return new Map(
    Array.from(sums, ([id, of]) => {
      const total = of.reduce((sum, { weight }) => sum + weight, 0);
      return [id, of.map(({ position, weight }) => ({ position, fraction: weight / total }))];
    }),
  );
}

/** Gives the shares of each company to the sleeves that want it; one that none wants stays where it was until it is sold. */
function assign(
  account: StockAccount,
  claims: ReadonlyMap<string, readonly Claim[]>,
  { columnOf }: FillSettings,
): void {
  for (const [id, own] of claims) {
    const column = columnOf(id);
    const held = column === undefined ? undefined : account.stocks.get(column);
    if (held) account.hold(column!, id, held.lots, own);
  }
}
