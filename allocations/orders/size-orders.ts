import type { Day } from '../../src/market/day.ts';
import { type Charges, chargesOf } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import { paiseOf, rupeesOf } from '../../src/market/money.ts';
import type { Side } from '../costs/segment.ts';
import { type TargetLine, discreteAllocation } from './discrete-allocation.ts';
import type { PositionLine } from './position-line.ts';

/** A line and its order. */
export interface SizedOrder {
  readonly line: PositionLine;
  readonly side: Side;
  /** Shares or units; null for an amount. */
  readonly quantity: number | null;
  readonly paise: number;
  readonly charges: Charges;
}

export interface SizedOrders {
  readonly orders: readonly SizedOrder[];
  readonly belowMinimum: readonly string[];
  /** Paise after all orders, before charges and tax. */
  readonly cash: number;
}

export interface SizingRequest {
  readonly lines: readonly PositionLine[];
  /** Paise held in cash, and the target weight of cash. */
  readonly cash: number;
  readonly cashTarget: number;
  /** Paise to reserve for charges and tax. */
  readonly forCosts: number;
  readonly day: Day;
}

/** Sizes the orders that bring lines to their targets: whole shares; fund units and amounts to the paisa. Charges are at the day's rates. */
export function sizeOrders(
  { lines, cash, cashTarget, forCosts, day }: SizingRequest,
  costs: CostRules,
): SizedOrders {
  const total = lines.reduce((sum, l) => sum + l.value, cash);
  const tradable = lines.filter((line) => line.tradedIn !== 'nothing');
  // Cash and stocks that cannot be traded are set aside; the other targets are rescaled to the rest.
  const fixed = untradedTargets(lines, total, cashTarget);
  const scale = fixed.target < 1 - 1e-9 ? 1 / (1 - fixed.target) : 0;
  const available = tradable.reduce((sum, l) => sum + l.value, cash);
  const allocation = discreteAllocation(
    tradable.map((line) => targetLineOf(line, scale)),
    cash,
    { minimumTrade: paiseOf(costs.minimumOrder), reserve: Math.min(available, fixed.cash + forCosts) },
  );
  const byId = new Map(lines.map((line) => [line.id, line]));
  const orders = allocation.trades.map(({ id, paise }): SizedOrder => {
    const line = byId.get(id)!;
    const side = paise > 0 ? 'buy' : 'sell';
    const amount = Math.abs(paise);
    const value = rupeesOf(amount);
    const { segment, liquidity } = line;
    const isinsSold = side === 'sell' && line.tradedIn === 'shares' ? 1 : 0;
    const charges = chargesOf({ segment, side, value, day, liquidity, isinsSold }, costs);
    return { line, side, quantity: orderQuantity(line, amount), paise: amount, charges };
  });
  return { orders, belowMinimum: allocation.belowMinimum, cash: allocation.cash };
}

/** The target weight of cash and untradable stocks, and the paise that stay in cash for them. */
function untradedTargets(lines: readonly PositionLine[], total: number, cashTarget: number) {
  let target = cashTarget;
  let cash = cashTarget * total;
  for (const line of lines) {
    if (line.tradedIn !== 'nothing') continue;
    target += line.target;
    cash += Math.max(0, line.target * total - line.value);
  }
  return { target, cash: Math.ceil(cash) };
}

/** Units and amounts are traded to the paisa, as if each cost one paisa. */
function targetLineOf(
  { id, tradedIn, held, price, value, target, isEquity, ceiling = Infinity }: PositionLine,
  scale: number,
): TargetLine {
  const [quantity, paise] = tradedIn === 'shares' ? [held, paiseOf(price)] : [value, 1];
  // Money of orders below the minimum stays within its asset class: equity money never buys gold, nor the reverse.
  const pool = isEquity ? 'equity' : id;
  return { id, held: quantity, price: paise, lot: 1, target: target * scale, pool, ceiling };
}

function orderQuantity({ tradedIn, held, price, value }: PositionLine, paise: number): number | null {
  if (tradedIn === 'amount') return null;
  if (tradedIn === 'shares') return Math.round(paise / paiseOf(price));
  // Selling the whole value sells all units, whatever rounding the value has.
  return paise === value ? held : Math.min(held || Infinity, Number((rupeesOf(paise) / price).toFixed(6)));
}
