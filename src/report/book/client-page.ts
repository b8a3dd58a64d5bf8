import type { ClientDecision } from '../../book/client/client-decision.ts';
import { counted, fractionAsPercent, NONE, orNone, percent } from '../../format/numbers.ts';
import { rupees, rupeesInWords } from '../../format/rupees.ts';
import { ordersModel, type OrdersModel } from '../decision/orders/orders-model.ts';
import { ordersSection } from '../decision/orders/orders-section.ts';
import { ordersText, taxText } from '../decision/orders/orders-text.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { positionName } from '../page/names.ts';
import { problemSection } from '../page/problems.ts';
import { table } from '../page/table.ts';
import { effectInWords, overrideInWords, TAX_STATUS } from './client-words.ts';

/** A note that had to stay with the long table before it would send all orders to the second page. */
const STYLE = `
summary { cursor: pointer; color: var(--muted); padding: 0.5rem 0; }
@media print {
  #orders .table + .quiet { break-before: auto; }
  tr:nth-child(-n+3) { break-after: avoid; }
}
`;

/** Renders one client's decision as an HTML file, for the house's own use. */
export function renderClient(decision: ClientDecision): string {
  const { client, asOf, simulated, approach, lines, execution, problems } = decision;
  const dated = dateText(asOf);
  const names = new Map(lines.map((line) => [line.id, line.name]));
  const orders = ordersModel(execution, asOf, names);
  return renderDocument({
    title: `${client}: orders of ${dated}`,
    running: {
      title: 'Client of the book',
      dated: dated.replaceAll('\u00a0', ' '),
      caution: 'Internal: not to be shown to clients',
      simulated,
    },
    style: STYLE,
    contents: [
      ['account', 'Account'],
      ['orders', 'Orders, charges and tax'],
      ['restrictions', 'Restrictions'],
      ['holdings', 'Holdings'],
      ['problems', 'Problems'],
    ],
    body: [
      html`<section id="account" class="opening">
        ${masthead({
          title: `Client ${client}`,
          dateline: `Approach ${approach}, as of ${dated}${decision.profile === '' ? '' : `; profile ${decision.profile}`}; tax status ${TAX_STATUS[decision.taxStatus]}`,
          simulated,
        })}
        ${overrideNotice(decision)}
        ${!decision.discretionary && html`<p class="notice"><strong>Proposals.</strong> The account is not discretionary: these orders await the client’s consent and are not pooled.</p>`}
        <p>${headline(orders)}</p>
        ${accountTable(decision)}
      </section>`,
      ordersSection(orders),
      restrictionsSection(decision),
      holdingsSection(decision),
      problemSection(problems),
    ],
  });
}

/** What the account does, before anything else: orders, their cost and their tax. */
function headline(orders: OrdersModel): Markup {
  if (orders.kind === 'unavailable') return html`<strong>No orders.</strong> ${orders.reason}`;
  if (orders.all.count === 0) return html`<strong>No orders</strong>: all holdings stay unchanged.`;
  const { all, tax } = orders;
  const taxed = tax.kind === 'unavailable' ? 'tax not available' : `tax ${taxText(tax)} for ${tax.year}`;
  return html`<strong>${ordersText(orders)}.</strong> Charges ${rupees(all.paid)}, market impact
    ${rupees(all.impact)} (an estimate), ${taxed}.`;
}

const overrideNotice = ({ overrides }: ClientDecision): Markup | false =>
  overrides.length > 0 &&
  html`${overrides.map(
    ({ what, until, reason, author }) =>
      html`<p class="notice">
        <strong>Override:</strong> ${overrideInWords(what)}, until ${dateText(until)}, by ${author}: ${reason}
      </p>`,
  )}`;

const accountTable = ({ value, managed, cash, trackingDifference }: ClientDecision): Markup =>
  table({
    label: 'The account',
    rows: [
      ['Value: holdings and settled cash', rupeesInWords(value)],
      ['Managed, after money due', rupeesInWords(managed)],
      ['Settled cash', rupeesInWords(cash.settled)],
      ['Unsettled money, not spent', rupeesInWords(cash.unsettled)],
      ['Money due, to be paid out', rupeesInWords(cash.due)],
      ['Cash floor', rupeesInWords(cash.floor)],
      ['Cash after orders, charges and the reserve for tax', rupeesInWords(cash.final)],
      [
        'Tracking difference of the target to the model, ex-ante by INEC-1, a year',
        orNone(trackingDifference, (x) => percent(x, 2)),
      ],
    ],
    columns: [
      { head: 'Figure', cell: ([name]) => name },
      { head: 'Amount', kind: 'number', cell: ([, text]) => text },
    ],
  });

/** Substitutes are many and small; those of the largest weight are shown. */
const SUBSTITUTES_SHOWN = 15;
/** Less would be printed as 0.00 %. */
const LEAST_SHOWN = 0.00005;

const KINDS: Readonly<Record<ClientDecision['restrictions'][number]['kind'], string>> = {
  isin: 'ISIN',
  issuer: 'Issuer',
  industry: 'Industry',
  list: 'List',
};

function restrictionsSection({ restrictions, substitutes, scope }: ClientDecision): Markup {
  const inForce = restrictions.filter((r) => r.stocks.length > 0);
  const shown = substitutes
    .filter((s) => Math.abs(s.weight) >= LEAST_SHOWN)
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, SUBSTITUTES_SHOWN);
  return html`<section id="restrictions">
    <h2>Restrictions</h2>
    ${
      inForce.length === 0
        ? html`<p>None concerns anything that the model or the account holds.</p>`
        : table({
            label: 'Restrictions in force',
            rows: inForce,
            columns: [
              { head: 'About', cell: (r) => html`${KINDS[r.kind]} ${r.value}<small>${r.reason}</small>` },
              { head: 'Effect', kind: 'unbroken', cell: (r) => effectInWords(r.effect) },
              { head: 'Until', kind: 'unbroken', cell: (r) => (r.until === null ? NONE : dateText(r.until)) },
              { head: 'Stocks', kind: 'number', cell: (r) => r.stocks.length },
              {
                head: 'Tracking difference',
                kind: 'number',
                cell: (r) => orNone(r.trackingDifference, (x) => percent(x, 2)),
              },
            ],
          })
    }
    ${
      substitutes.length > 0 &&
      html`<h3>Substitutes</h3>
        <p>
          ${scope === 'named' ? 'The freed weight is in the stocks that the restrictions name.' : `The freed weight is spread such that the active variance by INEC-1 is least, among stocks of the same ${scope}.`}
        </p>
        ${
          shown.length > 0 &&
          table({
            label: 'Where the freed weight goes',
            look: 'long',
            breaks: true,
            rows: shown,
            columns: [
              { head: 'Stock', cell: (s) => html`${s.name}<small>${s.id}</small>` },
              { head: 'Weight', kind: 'number', cell: (s) => fractionAsPercent(s.weight, 2) },
            ],
          })
        }
        ${substitutes.length > shown.length && html`<p class="quiet">${counted(substitutes.length - shown.length, 'further stock')} of less weight in decision.json.</p>`}`
    }
  </section>`;
}

/** Lines shown at once, beside those that orders change: a phone would scroll through hundreds of small holdings that stay. */
const LARGEST = 40;

const UNCHANGED: ReadonlySet<Line['reason']> = new Set(['within the band', 'not traded', 'not tradable']);

type Line = ClientDecision['lines'][number];

function holdingsSection({ lines }: ClientDecision): Markup {
  const isShown = (line: Line, i: number): boolean => i < LARGEST || !UNCHANGED.has(line.reason);
  const further = lines.filter((line, i) => !isShown(line, i));
  const target = further.reduce((sum, line) => sum + line.target, 0);
  return html`<section id="holdings">
    <h2>Holdings</h2>
    <p>
      ${counted(lines.length, 'line')}, by target, in percent of the account’s value. Target: the model’s
      weight under the client’s restrictions. Goal: what the orders aim at, after the no-trade band and money
      in or out; charges and whole shares move what is reached slightly from it. Not traded: the order would
      be below the minimum, or below one share.
    </p>
    ${holdingsTable('Largest holdings, and all that are to change', lines.filter(isShown))}
    ${
      further.length > 0 &&
      html`<details>
        <summary>
          ${counted(further.length, 'smaller line')} without a change, ${fractionAsPercent(target, 1)} of the
          account by target; decision.json has all
        </summary>
        ${holdingsTable('Smaller holdings without a change', further)}
      </details>`
    }
  </section>`;
}

const holdingsTable = (label: string, rows: readonly Line[]): Markup =>
  table({
    label,
    look: 'long',
    rows,
    columns: [
      { head: 'Holding', cell: (l) => html`${positionName(l.name)}<small>${l.id}</small>` },
      { head: 'Held', kind: 'number', cell: (l) => fractionAsPercent(l.held, 2) },
      { head: 'Model', kind: 'number', cell: (l) => fractionAsPercent(l.model, 2) },
      { head: 'Target', kind: 'number', cell: (l) => fractionAsPercent(l.target, 2) },
      { head: 'Goal', kind: 'number', cell: (l) => fractionAsPercent(l.goal, 2) },
      { head: 'Why', cell: (l) => l.reason },
    ],
  });
