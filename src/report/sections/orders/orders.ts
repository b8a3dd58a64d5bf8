import { grouped, percent } from '../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../format/rupees.ts';
import { hurdleText, ordersText, taxText } from '../../format/switch-words.ts';
import { html, type Markup } from '../../markup.ts';
import type { OrdersModel } from '../../model/orders.ts';
import { terms } from '../terms.ts';
import { chargeTable } from './charge-table.ts';
import { orderTable } from './order-table.ts';
import { taxPart } from './tax.ts';
import { waitingPart } from './waiting.ts';

/** How the weights are reached, what that costs and how it is taxed. */
export const ordersSection = (orders: OrdersModel): Markup =>
  html`<section id="orders">
    <h2>Orders, charges and tax</h2>
    ${orders.kind === 'unavailable' ? html`<p>Not available. ${orders.why}</p>` : planned(orders)}
  </section>`;

type Planned = Extract<OrdersModel, { kind: 'planned' }>;

function planned(orders: Planned): Markup {
  const { sells, buys, tax, cost, cash, tooSmall, value } = orders;
  const none = orders.all.count === 0;
  return html`<p>${hurdleText(orders)}</p>
    ${terms([
      ['Portfolio', `${rupeesInWords(value)} before, cash included`],
      [
        'Orders',
        none ? 'None: what is held stays.' : `${ordersText(orders)}, at the prices of the as-of date`,
      ],
      [
        'Charges',
        none ? 'None' : `${rupees(orders.all.paid)}, ${shareOf(orders.all.paid, value)} of the portfolio`,
      ],
      [
        'Impact on prices',
        none
          ? 'None'
          : `${rupees(orders.all.impact)}, ${shareOf(orders.all.impact, value)}; an estimate, and no payment`,
      ],
      ['Tax', tax.kind === 'unavailable' ? `Not known. ${tax.why}` : `${taxText(tax)} for ${tax.year}`],
      ['Together', `${rupees(cost.total)}, ${percent(cost.hurdle, 2)} of the portfolio`],
      [
        'Cash',
        `${rupees(cash.before)} before; ${rupees(cash.after)} after, with ${rupees(cash.forTax)} set aside for tax beside it`,
      ],
      ...(tooSmall.length > 0
        ? [['Too small to deal', `${grouped(tooSmall.length, 0)}: ${namesOf(tooSmall)}`] as const]
        : []),
    ])}
    ${
      sells.count > 0 &&
      html`<h3>Sales</h3>
        ${orderTable(sells, 'sale')}`
    }
    ${
      buys.count > 0 &&
      html`<h3>Purchases</h3>
        ${orderTable(buys, 'purchase')}`
    }
    ${!none && html`<p class="quiet">Every order with every charge is in orders.csv and in decision.json. Shares are brought to the weights of their sleeves, so orders can come to more than the trades between sleeves. Days of trading: the amount in days of the share’s median turnover.</p>`}
    ${
      !none &&
      html`<h3>Charges by kind</h3>
        ${chargeTable(orders)}`
    }
    ${
      !none &&
      html`<h3>Tax of the sales</h3>
        ${taxPart(tax)}`
    }
    ${
      tax.kind === 'computed' &&
      !none &&
      html`<h3>What waiting would save</h3>
        ${waitingPart(orders)}`
    }`;
}

const shareOf = (amount: number, value: number): string => percent((100 * amount) / value, 2);

const NAMED = 8;

const namesOf = (names: readonly string[]): string =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${grouped(names.length - NAMED, 0)} more`
    : names.join(', ');
