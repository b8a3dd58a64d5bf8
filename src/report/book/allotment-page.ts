import type { Allotment } from '../../../allocations/pool/allot-fills.ts';
import type { BookAllotment } from '../../book/results/allocate-book.ts';
import type { BookResult } from '../../book/results/book-result.ts';
import { counted, fractionAsPercent, grouped, NONE, orNone, signed } from '../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../format/rupees.ts';
import { quantileSeven } from '../../math/statistics/quantile-seven.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';
import { roundingText } from './fairness-text.ts';

/** Rows shown of a table whose whole is in a CSV file. */
const SHOWN = 20;

/** A pooled order with what was filled of it. Money in ₹. */
interface FilledOrder {
  readonly id: string;
  readonly name: string;
  readonly side: 'buy' | 'sell';
  readonly wanted: number;
  readonly filled: number;
  readonly price: number | null;
  readonly amount: number;
  readonly charges: number;
  readonly clients: number;
  /** What was not filled, at the price of the as-of date. */
  readonly open: number;
}

/** Renders how the fills of a book were shared out, and whether fairly, as one HTML file. */
export function renderAllotment(allotment: BookAllotment, { pool }: Pick<BookResult, 'pool'>): string {
  const { asOf, simulated, deviations, fairness } = allotment;
  const dated = dateText(asOf);
  const orders = filledOrders(pool, allotment.allotments);
  const partial = orders.filter((o) => o.filled < o.wanted);
  return renderDocument({
    title: `Allotment of fills, ${dated}`,
    running: {
      title: 'Allotment of fills',
      dated: dated.replaceAll('\u00a0', ' '),
      caution: 'Internal: not to be shown to clients',
      simulated,
    },
    contents: [
      ['allotment', 'Allotment'],
      ...(deviations.length > 0 ? ([['deviations', 'Deviations']] as const) : []),
      ['not-filled', 'Not wholly filled'],
      ['clients', 'Clients'],
      ['orders', 'Orders'],
    ],
    body: [
      html`<section id="allotment" class="opening">
        ${masthead({
          title: 'Allotment of fills',
          dateline: `Orders as of ${dated}, shared out among ${counted(fairness.clients.length, 'client')}`,
          simulated,
        })}
        ${terms(summaryOf(allotment, orders))}
        <p class="quiet">
          allotments.csv has a row for each client and order, fairness.csv one for each client. Root of all
          decisions: <code>${allotment.root}</code>
        </p>
      </section>`,
      deviations.length > 0 && deviationSection(deviations, pool),
      notFilledSection(partial),
      clientSection(allotment),
      orderSection(orders.filter((o) => o.filled > 0)),
    ],
  });
}

function filledOrders(pool: BookResult['pool'], allotments: readonly Allotment[]): FilledOrder[] {
  const byOrder = new Map<string, Allotment[]>();
  for (const a of allotments) {
    const of = byOrder.get(a.order) ?? [];
    byOrder.set(a.order, of);
    of.push(a);
  }
  return pool.map(({ order, id, name, side, quantity, price, parts }) => {
    const of = byOrder.get(order) ?? [];
    const sum = (value: (a: Allotment) => number): number => of.reduce((total, a) => total + value(a), 0);
    const filled = sum((a) => a.quantity);
    return {
      id,
      name,
      side,
      wanted: quantity,
      filled,
      price: of[0]?.price ?? null,
      amount: sum((a) => a.paise) / 100,
      charges: sum((a) => a.charges) / 100,
      clients: parts.length,
      open: (quantity - filled) * price,
    };
  });
}

function summaryOf({ fairness, deviations }: BookAllotment, orders: readonly FilledOrder[]) {
  const amount = (side: 'buy' | 'sell'): string =>
    rupeesInWords(orders.reduce((sum, o) => (o.side === side ? sum + o.amount : sum), 0));
  const wholly = orders.filter((o) => o.filled === o.wanted).length;
  const none = orders.filter((o) => o.filled === 0).length;
  const ratios = Float64Array.from(fairness.clients, (c) => c.fillRatio).sort();
  return [
    [
      'Orders',
      `${grouped(wholly, 0)} of ${grouped(orders.length, 0)} wholly filled, ${grouped(orders.length - wholly - none, 0)} in part, ${grouped(none, 0)} not at all`,
    ],
    ['Bought', amount('buy')],
    ['Sold', amount('sell')],
    ['Charges', rupeesInWords(orders.reduce((sum, o) => sum + o.charges, 0))],
    ['Price', 'The quantity-weighted mean of an order’s fills, to four decimals, for each of its clients'],
    ...(ratios.length > 0
      ? [
          [
            'Filled, by client',
            `${fractionAsPercent(ratios[0]!, 1)} at least, ${fractionAsPercent(quantileSeven(ratios, 0.5), 1)} in the median, of what the client wanted of orders with a fill. Clients of one order get the same fraction of it, but for whole shares; they differ in which orders they have`,
          ] as const,
        ]
      : []),
    ['Rounding', `To whole shares: ${roundingText(fairness)}`],
    ['Deviations', deviations.length === 0 ? 'None' : `${grouped(deviations.length, 0)}, listed below`],
  ] as const;
}

function deviationSection(deviations: BookAllotment['deviations'], pool: BookResult['pool']): Markup {
  const names = new Map(pool.map(({ order, name }) => [order, name]));
  return html`<section id="deviations">
    <h2>Deviations</h2>
    <p>Changes of the proportional allotment by hand, each approved by two people.</p>
    ${table({
      label: 'Changes by hand',
      look: 'long',
      rows: deviations,
      columns: [
        { head: 'Order', cell: (d) => html`${names.get(d.order)}<small>${d.order}</small>` },
        { head: 'From', cell: (d) => d.from },
        { head: 'To', cell: (d) => d.to },
        { head: 'Units', kind: 'number', cell: (d) => grouped(d.quantity, 0) },
        { head: 'Reason', kind: 'ample', cell: (d) => d.reason },
        {
          head: 'Approved by',
          cell: (d) =>
            `${d.principalOfficer} (Principal Officer), ${d.complianceOfficer} (Compliance Officer)`,
        },
      ],
    })}
  </section>`;
}

const more = (of: readonly unknown[], file: string): Markup | false =>
  of.length > SHOWN && html`<p class="quiet">${counted(of.length - SHOWN, 'further row')} in ${file}.</p>`;

function notFilledSection(partial: readonly FilledOrder[]): Markup {
  const largest = [...partial].sort((a, b) => b.open - a.open);
  return html`<section id="not-filled">
    <h2>Not wholly filled</h2>
    ${
      largest.length === 0
        ? html`<p>All orders were wholly filled.</p>`
        : table({
            label: 'Orders with an open rest, largest first',
            look: 'long',
            breaks: true,
            rows: largest.slice(0, SHOWN),
            columns: [
              { head: 'Security', cell: (o) => html`${o.name}<small>${o.id}</small>` },
              { head: 'Side', cell: (o) => o.side },
              { head: 'Ordered', kind: 'number', cell: (o) => grouped(o.wanted, 0) },
              { head: 'Filled', kind: 'number', cell: (o) => grouped(o.filled, 0) },
              { head: 'Open amount', kind: 'number', cell: (o) => rupees(o.open) },
              { head: 'Clients', kind: 'number', cell: (o) => grouped(o.clients, 0) },
            ],
          })
    }
    ${more(largest, 'allotments.csv and pool.csv')}
    ${largest.length > 0 && html`<p class="quiet">Open amount: what was not filled, at the price of the as-of date.</p>`}
  </section>`;
}

function clientSection({ fairness: { clients } }: BookAllotment): Markup {
  const least = [...clients].sort((a, b) => a.fillRatio - b.fillRatio || (a.client < b.client ? -1 : 1));
  return html`<section id="clients">
    <h2>Clients with the least filled</h2>
    ${table({
      label: 'Clients by the fraction filled, least first',
      look: 'long',
      breaks: true,
      rows: least.slice(0, SHOWN),
      columns: [
        { head: 'Client', cell: (c) => c.client },
        { head: 'Orders', kind: 'number', cell: (c) => grouped(c.orders, 0) },
        { head: 'Wanted', kind: 'number', cell: (c) => grouped(c.wanted, 0) },
        { head: 'Got', kind: 'number', cell: (c) => grouped(c.filled, 0) },
        { head: 'Filled', kind: 'number', cell: (c) => fractionAsPercent(c.fillRatio, 1) },
        { head: 'Rounding, units', kind: 'number', cell: (c) => signed(c.rounding, 2) },
      ],
    })}
    ${more(least, 'fairness.csv')}
    <p class="quiet">
      Units of all its orders with a fill. Rounding: units got beyond the proportional part, summed over
      orders.
    </p>
  </section>`;
}

const orderSection = (filled: readonly FilledOrder[]): Markup =>
  html`<section id="orders">
    <h2>Largest orders</h2>
    ${
      filled.length === 0
        ? html`<p>No order was filled.</p>`
        : table({
            label: 'Orders with a fill, by amount',
            look: 'long',
            breaks: true,
            rows: [...filled].sort((a, b) => b.amount - a.amount).slice(0, SHOWN),
            columns: [
              { head: 'Security', cell: (o) => html`${o.name}<small>${o.id}</small>` },
              { head: 'Side', cell: (o) => o.side },
              { head: 'Filled', kind: 'number', cell: (o) => grouped(o.filled, 0) },
              { head: 'Mean price, ₹', kind: 'number', cell: (o) => orNone(o.price, (p) => grouped(p, 4)) },
              { head: 'Amount', kind: 'number', cell: (o) => rupees(o.amount) },
              {
                head: 'Charges',
                kind: 'number',
                cell: (o) => (o.charges === 0 ? NONE : rupees(o.charges)),
              },
              { head: 'Clients', kind: 'number', cell: (o) => grouped(o.clients, 0) },
            ],
          })
    }
    ${more(filled, 'allotments.csv')}
  </section>`;
