import { breakEvenText } from './orders-text.ts';
import { html, type Markup } from '../../page/markup.ts';
import { AS_TEXT, type Opens } from '../../page/opens.ts';
import type { OrdersModel } from './orders-model.ts';
import { chargeTable } from './charge-table.ts';
import { orderTable } from './order-table.ts';
import { orderSummary } from './order-summary.ts';
import { taxLots, taxSummary } from './tax-tables.ts';
import { deferralTable } from './long-term-deferral-table.ts';

/**
 * Orders, their cost and their tax.
 *
 * @param opens writes figures of the decision.
 */
export const ordersSection = (orders: OrdersModel, opens: Opens = AS_TEXT): Markup =>
  html`<section id="orders">
    <h2>Orders, charges and tax</h2>
    ${
      orders.kind === 'unavailable'
        ? html`<p>Not available. ${orders.reason}</p>`
        : html`<p>${breakEvenText(orders)}</p>
            ${orderSummary(orders, opens)} ${orders.all.count > 0 && details(orders)}`
    }
  </section>`;

const details = (orders: Extract<OrdersModel, { kind: 'planned' }>): Markup =>
  html`${
      orders.sells.count > 0 &&
      html`<h3>Sales</h3>
        ${orderTable(orders.sells, 'sale', orders.hasQuantities)}`
    }
    ${
      orders.buys.count > 0 &&
      html`<h3>Purchases</h3>
        ${orderTable(orders.buys, 'purchase', orders.hasQuantities)}`
    }
    <p class="quiet">
      orders.csv and decision.json list every order with every charge.
      ${
        orders.hasQuantities
          ? 'Orders are placed stock by stock, so their total differs from the trades between sleeves: rebalancing within a sleeve adds to it; a stock held by both a sold and a bought sleeve, and orders below the minimum, reduce it. Days of trading: the amount divided by the stock’s median daily turnover.'
          : 'The portfolio file gives the value of whole positions, so orders are amounts; the cost of sleeves is estimated as for stocks.'
      }
    </p>
    <div class="charges-and-tax">
      <div>
        <h3>Charges by kind</h3>
        ${chargeTable(orders)}
      </div>
      <div>
        <h3>Tax on sales</h3>
        ${taxSummary(orders.tax)}
      </div>
    </div>
    ${taxLots(orders.tax)}
    ${
      orders.tax.kind === 'computed' &&
      html`<h3>Long-term deferral</h3>
        ${deferralTable(orders)}`
    }`;
