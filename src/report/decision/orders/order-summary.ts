import { grouped, percent } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import { ordersText, taxText } from './orders-text.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import type { OrdersModel } from './orders-model.ts';
import { terms } from '../../page/terms.ts';

/** Orders, cost, tax and cash, one line each. */
export function orderSummary(orders: Extract<OrdersModel, { kind: 'planned' }>, opens: Opens): Markup {
  const { all, tax, cost, cash, belowMinimum, reached, value } = orders;
  const shareOf = (amount: number) => percent((100 * amount) / value, 2);
  const plan = (figure: string, text: string) => opens(`/execution/plan/${figure}`, text);
  const tradeTerms: [string, Piece][] = [
    ['Orders', `${ordersText(orders)}, at the prices of the as-of date`],
    ['Charges', `${rupees(all.paid)}, ${shareOf(all.paid)} of the portfolio`],
    ['Market impact', `${rupees(all.impact)}, ${shareOf(all.impact)}; an estimate, not a payment`],
    [
      'Tax',
      tax.kind === 'unavailable'
        ? `Not available. ${tax.reason}`
        : html`${plan('tax/total', taxText(tax))} for ${tax.year}`,
    ],
    [
      'Total cost',
      html`${plan('cost/total', rupees(cost.total))},
      ${plan('cost/breakEvenReturn', percent(cost.breakEvenReturn, 2))} of the portfolio`,
    ],
  ];
  const forTax = cash.taxReserve > 0 ? `, and ${rupees(cash.taxReserve)} reserved for tax` : '';
  const small: [string, string][] =
    belowMinimum.length > 0
      ? [['Below the minimum order', `${grouped(belowMinimum.length, 0)}: ${namesOf(belowMinimum)}`]]
      : [];
  return terms([
    ['Portfolio', `${rupeesInWords(value)} opening value, cash included`],
    ...(all.count > 0 ? tradeTerms : [['Orders', 'None: all holdings stay unchanged.'] as const]),
    ['Cash', html`${rupees(cash.opening)} opening; ${plan('cash/final', rupees(cash.final))} final${forTax}`],
    ...small,
    [
      'Difference from target',
      `${percent(100 * reached.gapToPlan, 1)} of the portfolio (half the sum of absolute weight differences)`,
    ],
  ]);
}

const NAMED = 8;

const namesOf = (names: readonly string[]): string =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${grouped(names.length - NAMED, 0)} more`
    : names.join(', ');
