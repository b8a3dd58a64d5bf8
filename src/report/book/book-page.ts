import type { BookResult } from '../../book/results/book-result.ts';
import type { ClientSummary } from '../../book/client/client-summary.ts';
import { counted, fractionAsPercent, grouped, NONE, orNone, percent } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import { quantileSeven } from '../../math/statistics/quantile-seven.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { cashSection, listsSection } from './cash-and-lists.ts';
import { leftOutTable } from './left-out.ts';
import { problemSection } from '../page/problems.ts';
import { table } from '../page/table.ts';

/** Rows shown of a table whose whole is in a CSV file. */
const SHOWN = 20;

/** Renders a run over a book of clients as one HTML file. */
export function renderBook(book: BookResult): string {
  const dated = dateText(book.asOf);
  return renderDocument({
    title: `Book of clients, ${dated}`,
    running: {
      title: 'Book of clients',
      dated: dated.replaceAll('\u00a0', ' '),
      caution: 'Internal: not to be shown to clients',
      simulated: book.simulated,
    },
    contents: [
      ['book', 'Book'],
      ['left-out', 'Left out'],
      ['dispersion', 'Dispersion'],
      ['pool', 'Pooled orders'],
      ['cash', 'Cash'],
      ['lists', 'Lists'],
      ['problems', 'Problems'],
    ],
    body: [
      html`<section id="book" class="opening">
        ${masthead({
          title: 'Book of clients',
          dateline: `As of ${dated}; ${counted(book.clients.length, 'client')} decided, ${grouped(book.failed.length, 0)} left out`,
          simulated: book.simulated,
        })}
        ${approachTable(book)} ${attention(book)}
        <p class="quiet">
          Each client’s folder has its own report, orders and tax. clients.csv has a row for each. Root of all
          decisions: <code>${book.root}</code>
        </p>
      </section>`,
      leftOutSection(book),
      dispersionSection(book),
      poolSection(book),
      cashSection(book),
      listsSection(book),
      problemSection(book.problems),
    ],
  });
}

/** What somebody has to look at before the orders go out. */
function attention({ clients, failed, pool, problems }: BookResult): Markup | false {
  const proposals = clients.filter((c) => c.status === 'proposals');
  const traded = (c: ClientSummary): number => c.bought + c.sold;
  const ofProposals = sumOf(proposals, traded);
  const notPooled = sumOf(clients, traded) - ofProposals - amountOf(pool, 'buy') - amountOf(pool, 'sell');
  const points: Piece[] = [
    failed.length > 0 &&
      html`<a href="#left-out">${counted(failed.length, 'client')}</a> left out, and not in the pool`,
    proposals.length > 0 &&
      html`${counted(proposals.length, 'client')} without a discretionary agreement: orders of
      ${rupeesInWords(ofProposals)}, above among those of all clients, are proposals and not in the pool`,
    notPooled >= 1 &&
      html`${rupeesInWords(notPooled)} of orders are not in the pool because they are not in whole units on
      the exchange, such as fund units: they are placed account by account`,
    problems.length > 0 && html`<a href="#problems">${counted(problems.length, 'problem')}</a> of the book`,
  ].filter((point) => point !== false);
  return (
    points.length > 0 &&
    html`<ul>
      ${points.map((point) => html`<li>${point}.</li>`)}
    </ul>`
  );
}

const sumOf = (clients: readonly ClientSummary[], of: (c: ClientSummary) => number): number =>
  clients.reduce((sum, c) => sum + of(c), 0);

function approachTable({ clients, models }: BookResult): Markup {
  const rows = models.map(({ approach }) => ({
    name: approach,
    of: clients.filter((c) => c.approach === approach),
  }));
  const cells = (of: readonly ClientSummary[]) => [
    grouped(of.length, 0),
    rupeesInWords(sumOf(of, (c) => c.value)),
    grouped(of.filter((c) => c.orders > 0).length, 0),
    rupeesInWords(sumOf(of, (c) => c.bought)),
    rupeesInWords(sumOf(of, (c) => c.sold)),
    rupeesInWords(sumOf(of, (c) => c.charges)),
    rupeesInWords(sumOf(of, (c) => c.tax ?? 0)),
  ];
  const heads = ['Clients', 'Value', 'With orders', 'Bought', 'Sold', 'Charges', 'Tax'];
  return table({
    label: 'By approach',
    rows,
    columns: [
      { head: 'Approach', cell: (r) => r.name },
      ...heads.map((head, i) => ({
        head,
        kind: 'number' as const,
        cell: (r: (typeof rows)[number]) => cells(r.of)[i],
      })),
    ],
    totals: rows.length > 1 ? [['All', ...cells(clients)]] : [],
  });
}

const leftOutSection = ({ failed, closed }: BookResult): Markup =>
  html`<section id="left-out">
    <h2>Left out</h2>
    ${failed.length === 0 ? html`<p>No client failed.</p>` : leftOutTable(failed)}
    ${closed.length > 0 && html`<p>${counted(closed.length, 'account')} closed.</p>`}
  </section>`;

const QUANTILES = [0, 0.25, 0.5, 0.75, 0.95, 1] as const;
const QUANTILE_NAMES = ['Least', '25 %', 'Median', '75 %', '95 %', 'Most'];

function dispersionSection({ clients }: BookResult): Markup {
  const tracking = clients.flatMap((c) => c.trackingDifference ?? []);
  const rows = [
    {
      name: 'Active share of the account after its orders',
      values: clients.map((c) => c.activeShare),
      text: (x: number) => fractionAsPercent(x, 1),
    },
    {
      name: 'Tracking difference of the restricted target, a year',
      values: tracking,
      text: (x: number) => percent(x, 2),
    },
    {
      name: 'Cash after orders, of the value',
      values: clients.map((c) => c.cash / c.value),
      text: (x: number) => fractionAsPercent(x, 1),
    },
  ].map((r) => ({ ...r, sorted: Float64Array.from(r.values).sort() }));
  const furthest = [...clients]
    .sort((a, b) => b.activeShare - a.activeShare || (a.client < b.client ? -1 : 1))
    .slice(0, SHOWN);
  return html`<section id="dispersion">
    <h2>Dispersion against the model</h2>
    ${
      clients.length > 0 &&
      table({
        label: 'Distribution over clients',
        rows,
        columns: [
          { head: 'Figure', cell: (r) => r.name },
          ...QUANTILES.map((q, i) => ({
            head: QUANTILE_NAMES[i]!,
            kind: 'number' as const,
            cell: (r: (typeof rows)[number]) =>
              r.sorted.length === 0 ? NONE : r.text(quantileSeven(r.sorted, q)),
          })),
        ],
      })
    }
    <p class="quiet">
      Active share: half the sum of absolute differences between the weights that an account aims at and the
      model’s, without cash. Tracking difference: of the target under restrictions to the model, ex-ante by
      INEC-1.
    </p>
    <h3>Furthest from the model</h3>
    ${table({
      label: 'Clients with the largest active share',
      look: 'long',
      breaks: true,
      rows: furthest,
      columns: [
        { head: 'Client', cell: (c) => html`<a href="${c.client}/report.html">${c.client}</a>` },
        { head: 'Active share', kind: 'number', cell: (c) => fractionAsPercent(c.activeShare, 1) },
        {
          head: 'Tracking difference',
          kind: 'number',
          cell: (c) => orNone(c.trackingDifference, (x) => percent(x, 2)),
        },
        { head: 'Restrictions', kind: 'number', cell: (c) => grouped(c.restrictions, 0) },
        { head: 'Status', cell: (c) => c.status },
      ],
    })}
  </section>`;
}

function poolSection({ pool }: BookResult): Markup {
  const firstDays = pool.filter((o) => o.day === 1);
  const spread = firstDays.filter((o) => o.days > 1);
  const largest = [...firstDays]
    .map((o) => ({ ...o, amount: o.price * sumQuantity(pool, o) }))
    .sort((a, b) => b.amount - a.amount)
    .slice(0, SHOWN);
  return html`<section id="pool">
    <h2>Pooled orders</h2>
    <p>
      ${counted(firstDays.length, 'order')} for the market, in ${counted(pool.length, 'line')} of pool.csv;
      ${spread.length === 0 ? 'none is above the participation limit' : `${grouped(spread.length, 0)} above the participation limit ${spread.length === 1 ? 'is' : 'are'} spread over several days, the same fraction for every client`}.
      Purchases of ${rupeesInWords(amountOf(pool, 'buy'))} and sales of
      ${rupeesInWords(amountOf(pool, 'sell'))} are not netted between clients.
    </p>
    ${
      largest.length > 0 &&
      table({
        label: 'Largest pooled orders',
        look: 'long',
        breaks: true,
        rows: largest,
        columns: [
          { head: 'Security', cell: (o) => html`${o.name}<small>${o.id}</small>` },
          { head: 'Side', cell: (o) => o.side },
          { head: 'Quantity', kind: 'number', cell: (o) => grouped(sumQuantity(pool, o), 0) },
          { head: 'Amount', kind: 'number', cell: (o) => rupeesInWords(o.amount) },
          { head: 'Clients', kind: 'number', cell: (o) => grouped(o.parts.length, 0) },
          {
            head: 'Days of trading',
            kind: 'number',
            cell: (o) => orNone(o.daysOfTrading, daysText),
          },
          { head: 'Spread over', kind: 'number', cell: (o) => counted(o.days, 'day') },
        ],
      })
    }
    ${largest.length > 0 && html`<p class="quiet">Days of trading: the order in median days’ traded value of the stock.</p>`}
  </section>`;
}

/** Days of trading; an order is never shown as none. */
const daysText = (days: number): string => (days < 0.01 ? `under ${grouped(0.01, 2)}` : grouped(days, 2));

const amountOf = (pool: BookResult['pool'], side: 'buy' | 'sell'): number =>
  pool.reduce((sum, o) => (o.side === side ? sum + o.quantity * o.price : sum), 0);

const sumQuantity = (pool: BookResult['pool'], { id, side }: BookResult['pool'][number]): number =>
  pool.reduce((sum, o) => (o.id === id && o.side === side ? sum + o.quantity : sum), 0);
