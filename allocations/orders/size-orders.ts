import type { Day } from '../../src/market/day.ts';
import { type Charges, chargesOf } from '../costs/charges.ts';
import type { CostRules } from '../cost-rules.ts';
import { paiseOf, rupeesOf } from '../../src/market/money.ts';
import type { Side } from '../costs/segment.ts';
import { type Wanted, wholeShares } from './discrete-allocation.ts';
import type { Line } from './position-line.ts';

/** A line and what is dealt in it. */
export interface Dealt {
  readonly line: Line;
  readonly side: Side;
  /** Shares or units; null of an amount. */
  readonly quantity: number | null;
  readonly paise: number;
  readonly charges: Charges;
}

export interface Deals {
  readonly dealt: readonly Dealt[];
  readonly tooSmall: readonly string[];
  /** Paise after all deals, before charges and tax. */
  readonly cash: number;
}

export interface DealRequest {
  readonly lines: readonly Line[];
  /** Paise, and the share of the portfolio to be left in cash. */
  readonly cash: number;
  readonly cashTarget: number;
  /** Paise to keep for charges and tax. */
  readonly forCosts: number;
  readonly day: Day;
}

/** Lines brought to their targets: shares whole, fund units and amounts to the paisa. Charges are at the day's rates. */
export function deals({ lines, cash, cashTarget, forCosts, day }: DealRequest, costs: CostRules): Deals {
  const total = lines.reduce((sum, l) => sum + l.value, cash);
  const open = lines.filter((line) => line.dealtIn !== 'nothing');
  // What stays in cash, or in shares that cannot be dealt, is set apart, so the targets of the rest are of the rest.
  const apart = setApart(lines, total, cashTarget);
  const ofRest = apart.target < 1 - 1e-9 ? 1 / (1 - apart.target) : 0;
  const most = open.reduce((sum, l) => sum + l.value, cash);
  const whole = wholeShares(
    open.map((line) => wantedOf(line, ofRest)),
    cash,
    { minimumTrade: paiseOf(costs.minimumOrder), reserve: Math.min(most, apart.cash + forCosts) },
  );
  const byId = new Map(lines.map((line) => [line.id, line]));
  const dealt = whole.trades.map(({ id, paise }): Dealt => {
    const line = byId.get(id)!;
    const side = paise > 0 ? 'buy' : 'sell';
    const amount = Math.abs(paise);
    const value = rupeesOf(amount);
    const charges = chargesOf({ segment: line.segment, side, value, day, liquidity: line.liquidity }, costs);
    return { line, side, quantity: quantityDealt(line, amount), paise: amount, charges };
  });
  return { dealt, tooSmall: whole.tooSmall, cash: whole.cash };
}

/** The targets that are not dealt for, as a share of the portfolio, and the paise of cash that they come to. */
function setApart(lines: readonly Line[], total: number, cashTarget: number) {
  let target = cashTarget;
  let cash = cashTarget * total;
  for (const line of lines) {
    if (line.dealtIn !== 'nothing') continue;
    target += line.target;
    cash += Math.max(0, line.target * total - line.value);
  }
  return { target, cash: Math.ceil(cash) };
}

/** Units and amounts are dealt to the paisa: as things that cost a paisa each. */
function wantedOf({ id, dealtIn, held, price, value, target, isEquity }: Line, ofRest: number): Wanted {
  const [quantity, paise] = dealtIn === 'shares' ? [held, paiseOf(price)] : [value, 1];
  // Small money for gold does not turn into shares, nor that for shares into gold.
  const pool = isEquity ? 'equity' : id;
  return { id, held: quantity, price: paise, lot: 1, target: target * ofRest, pool };
}

function quantityDealt({ dealtIn, held, price, value }: Line, paise: number): number | null {
  if (dealtIn === 'amount') return null;
  if (dealtIn === 'shares') return Math.round(paise / paiseOf(price));
  // All that is held is all its units, whatever its value was rounded to.
  return paise === value ? held : Math.min(held || Infinity, Number((rupeesOf(paise) / price).toFixed(6)));
}
