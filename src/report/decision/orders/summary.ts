import { grouped, percent } from '../../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../../format/rupees.ts';
import { ordersText, taxText } from './orders-text.ts';
import type { Markup } from '../../page/markup.ts';
import type { OrdersModel } from './orders.ts';
import { terms } from '../../page/terms.ts';

/** What the switch comes to, a line each. */
export function orderSummary(orders: Extract<OrdersModel, { kind: 'planned' }>): Markup {
  const { all, tax, cost, cash, tooSmall, reached, value } = orders;
  const shareOf = (amount: number) => percent((100 * amount) / value, 2);
  const dealt: [string, string][] = [
    ['Orders', `${ordersText(orders)}, at the prices of the as-of date`],
    ['Charges', `${rupees(all.paid)}, ${shareOf(all.paid)} of the portfolio`],
    ['Impact on prices', `${rupees(all.impact)}, ${shareOf(all.impact)}; an estimate, and no payment`],
    ['Tax', tax.kind === 'unavailable' ? `Not known. ${tax.why}` : `${taxText(tax)} for ${tax.year}`],
    ['Together', `${rupees(cost.total)}, ${percent(cost.hurdle, 2)} of the portfolio`],
  ];
  const forTax = cash.forTax > 0 ? `, and ${rupees(cash.forTax)} set aside for the tax` : '';
  const small: [string, string][] =
    tooSmall.length > 0
      ? [['Too small to deal', `${grouped(tooSmall.length, 0)}: ${namesOf(tooSmall)}`]]
      : [];
  return terms([
    ['Portfolio', `${rupeesInWords(value)} before, cash included`],
    ...(all.count > 0 ? dealt : [['Orders', 'None: what is held stays.'] as const]),
    ['Cash', `${rupees(cash.before)} before; ${rupees(cash.after)} after${forTax}`],
    ...small,
    [
      'Away from the plan',
      `${percent(100 * reached.distance, 1)} of the portfolio is held otherwise than planned`,
    ],
  ]);
}

const NAMED = 8;

const namesOf = (names: readonly string[]): string =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${grouped(names.length - NAMED, 0)} more`
    : names.join(', ');
