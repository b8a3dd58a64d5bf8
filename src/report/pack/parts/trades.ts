import type { Order } from '../../../../allocations/orders/result.ts';
import type { Turnovers } from '../../../pack/turnovers.ts';
import { counted, fractionAsPercent, grouped, orNone } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { holdingName, quantityText } from '../../decision/orders/holding-text.ts';
import { ordersSection } from '../../decision/orders/orders-section.ts';
import { html, type Markup, type Piece, withoutHeading } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import type { PackPages } from '../pages-model.ts';
import { part } from '../part.ts';

/** Part 5: orders, charges and tax; why the turnovers differ; and a list for the dealer to fill in. */
export function tradesPart({ pack: { document, run }, report, opens }: PackPages): Markup {
  const { execution } = run.decision;
  return part(
    'trades',
    html`${withoutHeading(ordersSection(report.orders, opens))}
    ${turnoverSection(document.parts.trades, opens)}
    ${execution.kind === 'planned' && execution.plan.orders.length > 0 && dealingSection(execution.plan.orders)}`,
  );
}

function turnoverSection(t: Turnovers, opens: Opens): Markup {
  const share = (id: keyof Turnovers): Piece =>
    opens(
      `/parts/trades/${id}`,
      orNone(t[id], (v) => fractionAsPercent(v, 2)),
    );
  const rows: readonly (readonly [string, Piece, string])[] = [
    ['Between positions', share('betweenPositions'), 'half the sum of absolute changes of sleeve weights'],
    ['By stock', share('byStock'), 'the same by stock, without new money: what the turnover limit counts'],
    ['Purchases ordered', share('bought'), 'by whole shares, above the minimum order, of stocks that trade'],
    ['Sales ordered', share('sold'), 'the same'],
    ['New money', share('newMoney'), 'cash invested or raised, which is not turnover'],
    ['Gap to plan', share('gapToPlan'), 'what orders cannot reach: too small, not trading, whole shares'],
  ];
  return html`<section id="turnovers">
    <h2>One move, several turnovers</h2>
    ${table({
      label: 'Turnovers of the month and why they differ',
      rows,
      columns: [
        { head: 'Turnover', cell: ([name]) => name },
        { head: 'Of the portfolio', kind: 'number', cell: ([, value]) => value },
        { head: 'What it counts', cell: ([, , text]) => html`<small class="remark">${text}</small>` },
      ],
    })}
    <p class="quiet">
      Trades by stock exceed those between positions where a sleeve changes within itself, and fall short
      where a sold and a bought sleeve hold the same stock. Purchases exceed sales by new money and what cash
      gives.
    </p>
  </section>`;
}

/** Orders that take longer than this to trade are highlighted. */
const LONG = 1;
/** Orders listed for the dealer; orders.csv has all. */
const LISTED = 12;

function dealingSection(orders: readonly Order[]): Markup {
  const largest = orders.toSorted((a, b) => b.amount - a.amount).slice(0, LISTED);
  const slow = orders.filter((o) => (o.daysOfTrading ?? 0) > LONG).length;
  return html`<section id="trading">
    <h2>Dealing list</h2>
    <p>
      The ${counted(largest.length, 'largest order')} of ${grouped(orders.length, 0)}; orders.csv lists all.
      ${
        slow === 0
          ? 'None needs more than a day of median trading.'
          : `${counted(slow, 'order needs', 'orders need')} more than a day of median trading and ${slow === 1 ? 'is' : 'are'} marked ▲.`
      }
    </p>
    ${table<Order>({
      label: 'Dealing list, with columns to fill in by hand',
      look: 'wide',
      rows: largest,
      columns: [
        { head: 'Holding', cell: holdingName },
        { head: 'Side', cell: (o) => o.side },
        { head: 'Quantity', kind: 'number', cell: (o) => orNone(o.quantity, quantityText) },
        { head: 'Amount', kind: 'number', cell: (o) => rupees(o.amount) },
        {
          head: 'Days',
          kind: 'number',
          cell: (o) =>
            orNone(o.daysOfTrading, (d) => `${d > LONG ? '▲ ' : ''}${d < 0.005 ? '< 0.01' : grouped(d, 2)}`),
        },
        { head: 'Executed by', cell: () => html`<span class="blank"> </span>` },
        { head: 'When, price', cell: () => html`<span class="blank"> </span>` },
      ],
    })}
  </section>`;
}
