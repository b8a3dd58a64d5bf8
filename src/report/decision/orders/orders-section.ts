import { hurdleText } from './orders-text.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { OrdersModel } from './orders.ts';
import { chargeTable } from './charge-table.ts';
import { orderTable } from './order-table.ts';
import { orderSummary } from './summary.ts';
import { taxPart } from './tax-tables.ts';
import { waitingPart } from './long-term-deferral.ts';

/** How the weights are reached, what that costs and how it is taxed. */
export const ordersSection = (orders: OrdersModel): Markup =>
  html`<section id="orders" class="${orders.kind === 'planned' && orders.all.count > 0 && 'new-page'}">
    <h2>Orders, charges and tax</h2>
    ${
      orders.kind === 'unavailable'
        ? html`<p>Not available. ${orders.why}</p>`
        : html`<p>${hurdleText(orders)}</p>
            ${orderSummary(orders)} ${orders.all.count > 0 && details(orders)}`
    }
  </section>`;

const details = (orders: Extract<OrdersModel, { kind: 'planned' }>): Markup =>
  html`${
      orders.sells.count > 0 &&
      html`<h3>Sales</h3>
        ${orderTable(orders.sells, 'sale', orders.byShare)}`
    }
    ${
      orders.buys.count > 0 &&
      html`<h3>Purchases</h3>
        ${orderTable(orders.buys, 'purchase', orders.byShare)}`
    }
    <p class="quiet">
      Every order with every charge is in orders.csv and in decision.json.
      ${
        orders.byShare
          ? 'Shares are brought to the weights of their sleeves, so orders can come to more than the trades between sleeves. Days of trading: the amount in days of the share’s median turnover.'
          : 'The portfolio tells what whole positions are worth, so these are amounts, those of sleeves costed as if in shares.'
      }
    </p>
    <h3>Charges by kind</h3>
    ${chargeTable(orders)}
    <h3>Tax of the sales</h3>
    ${taxPart(orders.tax)}
    ${
      orders.tax.kind === 'computed' &&
      html`<h3>What waiting would save</h3>
        ${waitingPart(orders)}`
    }`;
