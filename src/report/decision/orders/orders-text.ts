import type { HedgeForm } from '../../../../allocations/hedge/monthly-hedge.ts';
import type { HedgeModel } from '../hedge/hedge.ts';
import type { OrdersModel } from './orders.ts';
import type { TaxModel } from './tax.ts';
import { counted, percent } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';

/* What a switch takes, in a few words each: for the decision page and the terminal alike. */

type Planned = Extract<OrdersModel, { kind: 'planned' }>;

/** `122 sales of ₹ 5.36 crore and 212 purchases of ₹ 5.12 crore`. */
export function ordersText({ sells, buys }: Planned): string {
  const sides = [
    sells.count > 0 && `${counted(sells.count, 'sale')} of ${rupeesInWords(sells.amount)}`,
    buys.count > 0 && `${counted(buys.count, 'purchase')} of ${rupeesInWords(buys.amount)}`,
  ].filter((side) => side !== false);
  return sides.length === 0 ? 'none' : sides.join(' and ');
}

/** `₹ 9.52 lakh`; below 0 a saving; why not where it is not known. */
export const taxText = (tax: TaxModel): string =>
  tax.kind === 'unavailable'
    ? 'not known'
    : tax.total < 0
      ? `saves ${rupeesInWords(-tax.total)}`
      : rupeesInWords(tax.total);

/** What the change must be worth. */
export function hurdleText({ cost, tax }: Planned): string {
  if (cost.total <= 0) return 'The switch costs nothing: there is nothing that it must bring.';
  const beforeTax = tax.kind === 'unavailable' ? ', before its tax, which is not known' : '';
  return `To be worth it, the new portfolio must bring ${percent(cost.hurdle, 2)} more than the old one would, ${percent(cost.hurdleAYear, 2)} a year over ${counted(cost.holdingDays, 'day')}${beforeTax}.`;
}

/** `3 lots of Nifty futures sold`. */
export const formText = (form: HedgeForm): string =>
  form.kind === 'futures'
    ? `${counted(form.lots, 'lot')} of Nifty futures sold`
    : `${counted(form.lots, 'lot')} of Nifty puts bought`;

/** The hedge where there is little room. */
export function hedgeText(hedge: HedgeModel): string {
  if (hedge.kind !== 'hedged') return hedge.kind === 'none' ? 'none' : 'not available';
  const { kind, lots } = hedge.chosen;
  return `${counted(lots, 'lot')} of ${kind}`;
}

/** That the hedge is smaller than asked for, and why; null where it is not. */
export const hedgeBoundText = (hedge: HedgeModel): string | null =>
  hedge.kind === 'hedged' && hedge.chosen.boundBy === 'budget'
    ? `Of ${counted(hedge.chosen.lotsWanted, 'lot')} that the target asks for, the hedge part pays for ${hedge.chosen.lots}.`
    : null;
