import type { Decision } from '../../decision/decision.ts';
import { percent } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import {
  formText,
  hedgeBoundText,
  hurdleText,
  ordersText,
  taxText,
} from '../../report/decision/orders/orders-text.ts';
import { carriedOutModel } from '../../report/decision/orders/implementation.ts';
import type { HedgeModel } from '../../report/decision/hedge/hedge.ts';
import type { OrdersModel } from '../../report/decision/orders/orders.ts';
import type { TaxModel } from '../../report/decision/orders/tax.ts';

/** Orders, cost, tax and hedge, a line each. */
export function carriedOutText(decision: Decision): string {
  const { orders, hedge } = carriedOutModel(decision);
  return [...ordersLines(orders), hedgeLine(hedge)].join('\n');
}

function ordersLines(orders: OrdersModel): string[] {
  if (orders.kind === 'unavailable') return [`Orders: not available. ${orders.why}`];
  const { all, tax, value, waiting, moreWaiting, waitingTogether, tooSmall } = orders;
  if (all.count === 0) return ['Orders: none; what is held stays.'];
  const cost = all.paid + all.impact;
  return [
    `Orders: ${ordersText(orders)}.${tooSmall.length > 0 ? ` ${tooSmall.length} would have been too small.` : ''}`,
    `Charges and impact: ${rupeesInWords(cost)}, ${percent((100 * cost) / value, 2)} of the portfolio.`,
    tax.kind === 'unavailable'
      ? `Tax: not known. ${tax.why}`
      : `Tax: ${taxText(tax)} for ${tax.year}, ${hasBefore(tax) ? 'on top of what the rule book tells of the year' : 'of this switch alone'}.`,
    hurdleText(orders),
    ...waiting
      .slice(0, 1)
      .map(
        (w) =>
          `Waiting saves most on ${w.name}: ${rupeesInWords(w.saving)} in ${w.days} days, when its lot is long term.${waiting.length > 1 ? ` With all ${waiting.length + moreWaiting} such lots: ${rupeesInWords(waitingTogether)}.` : ''}`,
      ),
  ];
}

const hasBefore = ({ counted }: Extract<TaxModel, { kind: 'computed' }>): boolean =>
  counted.realised.length + counted.broughtForward.length > 0;

function hedgeLine(hedge: HedgeModel): string {
  if (hedge.kind === 'unavailable') return `Hedge: not available. ${hedge.why}`;
  if (hedge.kind === 'none') return `Hedge: none. ${hedge.why}`;
  const { chosen } = hedge;
  const tied =
    chosen.kind === 'futures'
      ? `margin ${rupeesInWords(chosen.margin)}`
      : `premium and charges ${rupeesInWords(chosen.cost)}`;
  return [`Hedge: ${formText(chosen)}, ${tied}.`, hedgeBoundText(hedge), hedge.why]
    .filter((part) => part !== null)
    .join(' ');
}
