import type { FuturesHeld, HedgeForm } from '../../../../allocations/hedge/result.ts';
import type { HedgeModel } from '../hedge/hedge-model.ts';
import type { OrdersModel } from './orders-model.ts';
import type { TaxModel } from './tax-model.ts';
import { counted, grouped, percent } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';

/* Short texts on orders, cost, tax and hedge, shared by the front page and the terminal. */

type Planned = Extract<OrdersModel, { kind: 'planned' }>;

/** `122 sales of ₹ 5.36 crore and 212 purchases of ₹ 5.12 crore`. */
export function ordersText({ sells, buys }: Planned): string {
  const sides = [
    sells.count > 0 && `${counted(sells.count, 'sale')} of ${rupeesInWords(sells.amount)}`,
    buys.count > 0 && `${counted(buys.count, 'purchase')} of ${rupeesInWords(buys.amount)}`,
  ].filter((side) => side !== false);
  return sides.length === 0 ? 'none' : sides.join(' and ');
}

/** `₹ 9.52 lakh`; a saving where negative. */
export const taxText = (tax: TaxModel): string =>
  tax.kind === 'unavailable'
    ? 'not available'
    : tax.total < 0
      ? `saves ${rupeesInWords(-tax.total)}`
      : rupeesInWords(tax.total);

/** Additional return at which the rebalancing breaks even. */
export function breakEvenText({ cost, tax }: Planned): string {
  if (cost.total <= 0) return 'The rebalancing has no cost, so there is no break-even return.';
  const beforeTax = tax.kind === 'unavailable' ? ', before tax, which is not available' : '';
  return `To break even, the new portfolio must return ${percent(cost.breakEvenReturn, 2)} more than the old one, ${percent(cost.annualBreakEvenReturn, 2)} a year over ${counted(cost.holdingDays, 'day')}${beforeTax}.`;
}

/** `3 lots of Nifty futures sold`. */
export const formText = (form: HedgeForm): string =>
  form.kind === 'futures'
    ? `${counted(form.lots, 'lot')} of Nifty futures sold`
    : `${counted(form.lots, 'lot')} of Nifty puts bought`;

/** The hedge in two or three words. */
export function hedgeText(hedge: HedgeModel): string {
  if (hedge.kind !== 'hedged') return hedge.kind === 'none' ? 'none' : 'not available';
  const { kind, lots } = hedge.chosen;
  return `${counted(lots, 'lot')} of ${kind}`;
}

/** `2 lots of NIFTY25APRFUT sold`, for futures held. */
export const heldFutureText = ({ contract, lots }: FuturesHeld['positions'][number]): string =>
  `${counted(Math.abs(lots), 'lot')} of ${contract} ${lots < 0 ? 'sold' : 'bought'}`;

/** `buy 1 lot of NIFTY25APRFUT`. */
export const futureTradeText = ({ contract, lots, side }: FuturesHeld['trades'][number]): string =>
  `${side} ${counted(lots, 'lot')} of ${contract}`;

/** `Futures held: 2 lots of NIFTY25APRFUT sold; to trade: buy 1 lot of NIFTY25APRFUT.`; null where none are held. */
export function heldFuturesText(hedge: HedgeModel): string | null {
  if (hedge.kind === 'unavailable' || !hedge.held) return null;
  const { positions, trades } = hedge.held;
  return `Futures held: ${positions.map(heldFutureText).join(', ')}; to trade: ${trades.map(futureTradeText).join(', ') || 'none'}.`;
}

/** `With futures: volatility 14.2 % a year, beta 0.75.`; null without futures. */
export const hedgedRiskText = (hedge: HedgeModel): string | null =>
  hedge.kind !== 'unavailable' && hedge.risk
    ? `With futures: volatility ${percent(hedge.risk.final.volatility)} a year, beta ${grouped(hedge.risk.final.beta, 2)}.`
    : null;

/** States that the budget limits the hedge; null otherwise. */
export const hedgeBoundText = (hedge: HedgeModel): string | null =>
  hedge.kind === 'hedged' && hedge.chosen.limitedBy === 'budget'
    ? `The target requires ${counted(hedge.chosen.lotsRequired, 'lot')}; the hedge reserve covers ${hedge.chosen.lots}.`
    : null;
