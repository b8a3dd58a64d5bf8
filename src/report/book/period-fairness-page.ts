import type { ClientPeriodFairness, FairnessFigures } from '../../../allocations/pool/period-fairness.ts';
import type { BooksFairness } from '../../book/verify/recorded-allotments.ts';
import { counted, fractionAsPercent, grouped, orNone, signed } from '../../format/numbers.ts';
import { rupees } from '../../format/rupees.ts';
import { capital } from '../../format/words.ts';
import { dateText, monthText, periodText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { type Column, table } from '../page/table.ts';
import { terms } from '../page/terms.ts';
import { COLUMNS_TEXT, leastLucky, pText, roundingTexts, unusualClients } from './period-fairness-text.ts';

/** Clients shown of a table whose whole is in the CSV file, and of those whose months are shown. */
const SHOWN = 20;
const WITH_MONTHS = 5;

/** Renders how clients fared over the allotments of several books as one HTML file. */
export function renderPeriodFairness(fairness: BooksFairness): string {
  const { from, to, books, simulated, clients } = fairness;
  const period = from === to ? dateText(from) : `${dateText(from)} to ${dateText(to)}`;
  const unusual = unusualClients(clients);
  return renderDocument({
    title: `Fairness of allotments, ${period}`,
    running: {
      title: 'Fairness of allotments',
      dated: period.replaceAll('\u00a0', ' '),
      caution: 'Internal: not to be shown to clients',
      simulated,
    },
    contents: [
      ['fairness', 'Fairness'],
      ...(unusual.length > 0 ? ([['unusual', 'Unusual']] as const) : []),
      ...(clients.length > 0
        ? ([
            ['filled', 'Least filled'],
            ['rounding', 'Rounding'],
            ['months', 'By month'],
          ] as const)
        : []),
      ['books', 'Books'],
    ],
    body: [
      html`<section id="fairness" class="opening">
        ${masthead({
          title: 'Fairness of allotments',
          dateline: `${counted(books, 'book')}, ${periodText(from, to)}, ${counted(clients.length, 'client')}`,
          simulated,
        })}
        ${terms(summaryOf(fairness))}
        <p class="quiet">fairness.csv has a row for each client and month.</p>
      </section>`,
      unusual.length > 0 &&
        html`<section id="unusual">
          <h2>Unusual roundings</h2>
          ${luckTable('Clients whose roundings chance hardly explains', unusual.slice(0, SHOWN))}
          ${more(unusual)}
        </section>`,
      clients.length > 0 && [filledSection(clients), roundingSection(clients), monthSection(clients)],
      bookSection(fairness),
    ],
  });
}

function summaryOf(fairness: BooksFairness) {
  const { orders, deviations, clients } = fairness;
  const rounding = roundingTexts(fairness);
  const least = clients[0];
  const worst = Math.max(0, ...clients.map((c) => Math.abs(c.priceDifference ?? 0)));
  return [
    ['Orders', `${grouped(orders, 0)} pooled, filled or not`],
    [
      'Least filled',
      least
        ? `${least.client}: ${fractionAsPercent(least.fillRatio, 1)} of what it wanted, ${fractionAsPercent(least.proportionalRatio, 1)} in exact proportion`
        : 'No client had an order',
    ],
    ['Price', `At most ${grouped(worst, 2)} basis points from the mean of a client’s orders`],
    ['Rounding, all', `To whole units: ${rounding.all}`],
    ['Rounding, by client', capital(rounding.clients)],
    ['Deviations', deviations === 0 ? 'None' : `${grouped(deviations, 0)}, each approved by two people`],
  ] as const;
}

const more = (of: readonly unknown[]): Markup | false =>
  of.length > SHOWN &&
  html`<p class="quiet">${counted(of.length - SHOWN, 'further client')} in fairness.csv.</p>`;

const FILLED: readonly Column<FairnessFigures>[] = [
  { head: 'Wanted', kind: 'number', cell: (c) => grouped(c.wanted, 0) },
  { head: 'Filled', kind: 'number', cell: (c) => fractionAsPercent(c.fillRatio, 2) },
  { head: 'In proportion', kind: 'number', cell: (c) => fractionAsPercent(c.proportionalRatio, 2) },
  { head: 'Price, bp', kind: 'number', cell: (c) => orNone(c.priceDifference, (bp) => signed(bp, 2)) },
  { head: 'Rounding, units', kind: 'number', cell: (c) => signed(c.rounding, 2) },
  {
    head: 'Deviations',
    kind: 'number',
    cell: (c) => (c.deviations === 0 ? '0' : `${grouped(c.deviations, 0)} (${signed(c.moved, 0)})`),
  },
];

const filledSection = (clients: readonly ClientPeriodFairness[]): Markup =>
  html`<section id="filled">
    <h2>Clients with the least filled</h2>
    ${table({
      label: 'Clients by the fraction filled, least first',
      look: 'long',
      breaks: true,
      rows: clients.slice(0, SHOWN),
      columns: [{ head: 'Client', cell: (c) => c.client }, ...FILLED],
    })}
    ${more(clients)}
    <p class="quiet">
      ${COLUMNS_TEXT.filled} ${COLUMNS_TEXT.price} Deviations: their number, with the units that they gave or
      took.
    </p>
  </section>`;

const luckTable = (label: string, rows: readonly ClientPeriodFairness[]): Markup =>
  table({
    label,
    look: 'long',
    breaks: true,
    rows,
    columns: [
      { head: 'Client', cell: (c) => c.client },
      { head: 'Orders rounded', kind: 'number', cell: (c) => grouped(c.luck!.orders, 0) },
      { head: 'Rounding, units', kind: 'number', cell: (c) => signed(c.rounding, 2) },
      { head: 'Value', kind: 'number', cell: (c) => rupees(c.roundingAmount) },
      { head: 'Score', kind: 'number', cell: (c) => signed(c.luck!.score, 2) },
      { head: 'p, adjusted', kind: 'number', cell: (c) => pText(c.luck!.adjusted) },
    ],
  });

function roundingSection(clients: readonly ClientPeriodFairness[]): Markup {
  const unlucky = leastLucky(clients);
  return html`<section id="rounding">
    <h2>Clients that lost most by rounding</h2>
    ${
      unlucky.length === 0
        ? html`<p>No order left anything to round.</p>`
        : luckTable('Clients by rounding, least lucky first', unlucky.slice(0, SHOWN))
    }
    ${more(unlucky)}
    <p class="quiet">${COLUMNS_TEXT.rounding}</p>
  </section>`;
}

const monthSection = (clients: readonly ClientPeriodFairness[]): Markup =>
  html`<section id="months">
    <h2>By month, of the least filled</h2>
    ${table({
      label: 'Months of the least filled clients',
      look: 'long',
      breaks: true,
      rows: clients
        .slice(0, WITH_MONTHS)
        .flatMap(({ client, months }) => months.map((month) => ({ client, ...month }))),
      columns: [
        {
          head: 'Client, month',
          kind: 'unbroken',
          cell: (m) => `${m.client}, ${monthText(`${m.month}-01`)}`,
        },
        ...FILLED,
      ],
    })}
    <p class="quiet">
      The month of an order is that of its book, also where it was spread over further days.
    </p>
  </section>`;

const bookSection = ({ sources }: BooksFairness): Markup =>
  html`<section id="books">
    <h2>Books compared</h2>
    ${table({
      label: 'Books, by date',
      look: 'long',
      rows: sources,
      columns: [
        { head: 'Date', kind: 'unbroken', cell: (s) => dateText(s.asOf) },
        { head: 'Ledger entry', kind: 'number', cell: (s) => grouped(s.entry, 0) },
        { head: 'Root of all decisions', cell: (s) => html`<code>${s.root.slice(0, 16)}…</code>` },
      ],
    })}
    <p class="quiet">
      Each was checked: decisions, root, and the ledger’s entries of the book and its allotment.
    </p>
  </section>`;
