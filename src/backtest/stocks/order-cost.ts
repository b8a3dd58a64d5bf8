import { type ChargeId, chargesOf } from '../../../allocations/costs/charges.ts';
import type { CostRules } from '../../../allocations/cost-rules.ts';
import { type PositionId, POSITIONS } from '../../../allocations/positions.ts';
import type { DecidedOrder } from './decided-orders.ts';
import type { StockAccount } from './stock-account.ts';

/** Where the shares of a decision's orders are to be found, and how trading is charged. */
export interface FillSettings {
  /** Column of the issuer of an ISIN or symbol; undefined where the store does not know it. */
  readonly columnOf: (id: string) => number | undefined;
  readonly costs: CostRules;
  /** Without, trading is free. */
  readonly isCharged: boolean;
}

/** Units have six decimals. */
export const UNITS = 1e6;
export const isPosition = (id: string): id is PositionId => POSITIONS.some((p) => p === id);

/** What filling an order costs, ₹. */
export interface OrderCost {
  readonly total: number;
  /** The part that tax does not deduct. */
  readonly transactionTax: number;
  /** What it consists of; of the charges that there are. */
  readonly charges: Readonly<Partial<Record<ChargeId, number>>>;
}
const FREE: OrderCost = { total: 0, transactionTax: 0, charges: {} };

export function costOf(
  order: DecidedOrder,
  value: number,
  account: StockAccount,
  { costs, isCharged }: FillSettings,
): OrderCost {
  if (!isCharged) return FREE;
  const { segment, side, liquidity, id } = order;
  const isinsSold = side === 'sell' && !isPosition(id) ? 1 : 0;
  const { lines, paise } = chargesOf({ segment, side, value, day: account.day, liquidity, isinsSold }, costs);
  const charges: Partial<Record<ChargeId, number>> = {};
  for (const line of lines) charges[line.id] = line.paise / 100;
  return { total: paise / 100, transactionTax: charges['securities-transaction-tax']!, charges };
}

/** The most that a budget pays for, charges included: whole shares, or units to six decimals. */
export function affordable(
  account: StockAccount,
  order: DecidedOrder,
  price: number,
  budget: number,
  settings: FillSettings,
): { readonly quantity: number; readonly cost: OrderCost } {
  const step = isPosition(order.id) ? UNITS : 1;
  const rounded = (rupees: number): number => Math.floor((rupees / price) * step + 1e-9) / step;
  let quantity = rounded(budget);
  for (;;) {
    if (!(quantity > 0)) return { quantity: 0, cost: FREE };
    const cost = costOf(order, quantity * price, account, settings);
    const over = quantity * price + cost.total - budget;
    if (over <= 1e-9 * budget) return { quantity, cost };
    // At least one step less, so that it ends.
    quantity = Math.min(rounded(quantity * price - over), Math.round(quantity * step - 1) / step);
  }
}

/** Divides money among purchases in the proportions of their amounts and charges, as if each were filled exactly. */
export function sharedBudgets(
  account: StockAccount,
  orders: readonly DecidedOrder[],
  money: number,
  settings: FillSettings,
): Float64Array {
  const budgets = Float64Array.from(orders, ({ amount }) => amount);
  const ordered = budgets.reduce((sum, b) => sum + b, 0);
  if (!(money > 0) || ordered === 0) return budgets.fill(0);
  const withCosts = (scale: number): Float64Array =>
    Float64Array.from(orders, (order) => {
      const value = scale * order.amount;
      return value + costOf(order, value, account, settings).total;
    });
  let scale = money / ordered;
  // Charges are a small part that hardly depends on the scale: each round divides the error by hundreds.
  for (let round = 0; round < 3; round++) scale *= money / withCosts(scale).reduce((sum, b) => sum + b, 0);
  const planned = withCosts(scale);
  const all = planned.reduce((sum, b) => sum + b, 0);
  return planned.map((b) => (b * money) / Math.max(all, money));
}
