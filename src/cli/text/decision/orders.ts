import type { Decision } from '../../../decision/document/decision.ts';
import { percent } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import {
  formText,
  hedgeBoundText,
  hedgedRiskText,
  heldFuturesText,
  breakEvenText,
  ordersText,
  taxText,
} from '../../../report/decision/orders/orders-text.ts';
import { implementationModel } from '../../../report/decision/orders/implementation-model.ts';
import type { HedgeModel } from '../../../report/decision/hedge/hedge-model.ts';
import type { OrdersModel } from '../../../report/decision/orders/orders-model.ts';
import type { TaxModel } from '../../../report/decision/orders/tax-model.ts';

/** Orders, cost, tax and hedge, a line each. */
export function implementationText(decision: Decision): string {
  const { orders, hedge } = implementationModel(decision);
  return [...ordersLines(orders), hedgeLine(hedge)].join('\n');
}

function ordersLines(orders: OrdersModel): string[] {
  if (orders.kind === 'unavailable') return [`Orders: not available. ${orders.reason}`];
  const { all, tax, value, deferrals, moreDeferrals, deferralSaving, belowMinimum } = orders;
  if (all.count === 0) return ['Orders: none; the holdings are unchanged.'];
  const cost = all.paid + all.impact;
  return [
    `Orders: ${ordersText(orders)}.${belowMinimum.length > 0 ? ` ${belowMinimum.length} below the minimum order are omitted.` : ''}`,
    `Charges and impact: ${rupeesInWords(cost)}, ${percent((100 * cost) / value, 2)} of the portfolio.`,
    tax.kind === 'unavailable'
      ? `Tax: not available. ${tax.reason}`
      : `Tax: ${taxText(tax)} for ${tax.year}, ${hasOpeningPosition(tax) ? 'in addition to the gains and losses in the rule book' : 'on this switch alone'}.`,
    breakEvenText(orders),
    ...deferrals
      .slice(0, 1)
      .map(
        (d) =>
          `Largest long-term deferral: ${d.name} saves ${rupeesInWords(d.saving)} of tax if sold after ${d.days} more days.${deferrals.length > 1 ? ` All ${deferrals.length + moreDeferrals} deferrals together save ${rupeesInWords(deferralSaving)}.` : ''}`,
      ),
  ];
}

const hasOpeningPosition = ({ counted }: Extract<TaxModel, { kind: 'computed' }>): boolean =>
  counted.realised.length + counted.broughtForward.length > 0;

function hedgeLine(hedge: HedgeModel): string {
  if (hedge.kind === 'unavailable') return `Hedge: not available. ${hedge.reason}`;
  if (hedge.kind === 'none')
    return [`Hedge: none. ${hedge.reason}`, heldFuturesText(hedge), hedgedRiskText(hedge)]
      .filter((part) => part !== null)
      .join(' ');
  const { chosen } = hedge;
  const funding =
    chosen.kind === 'futures'
      ? `margin ${rupeesInWords(chosen.margin)}`
      : `premium and charges ${rupeesInWords(chosen.cost)}`;
  return [
    `Hedge: ${formText(chosen)}, ${funding}.`,
    heldFuturesText(hedge),
    hedgedRiskText(hedge),
    hedgeBoundText(hedge),
    hedge.reason,
  ]
    .filter((part) => part !== null)
    .join(' ');
}
