import type { ClientDecision } from '../../book/client/client-decision.ts';
import { counted, fractionAsPercent, grouped, NONE, orNone, percent } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import { ordersModel } from '../decision/orders/orders-model.ts';
import { ordersSection } from '../decision/orders/orders-section.ts';
import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { positionName } from '../page/names.ts';
import { problemSection } from '../page/problems.ts';
import { table } from '../page/table.ts';
import { effectInWords, overrideInWords, TAX_STATUS } from './client-words.ts';

/** Renders one client's decision as an HTML file, for the house's own use. */
export function renderClient(decision: ClientDecision): string {
  const { client, asOf, simulated, approach, lines, execution, problems } = decision;
  const dated = dateText(asOf);
  const names = new Map(lines.map((line) => [line.id, line.name]));
  return renderDocument({
    title: `${client}: orders of ${dated}`,
    running: {
      title: 'Client of the book',
      dated: dated.replaceAll('\u00a0', ' '),
      caution: 'Internal: not to be shown to clients',
      simulated,
    },
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
        ${accountTable(decision)}
      </section>`,
      ordersSection(ordersModel(execution, asOf, names)),
      restrictionsSection(decision),
      holdingsSection(decision),
      problemSection(problems),
    ],
  });
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

const holdingsSection = ({ lines }: ClientDecision): Markup =>
  html`<section id="holdings">
    <h2>Holdings</h2>
    <p>
      ${grouped(lines.length, 0)} lines, by target, in percent of the account’s value. Target: the model’s
      weight under the client’s restrictions. Goal: what the orders aim at, after the no-trade band and money
      in or out; charges and whole shares move what is reached slightly from it. Not traded: the order would
      be below the minimum, or below one share.
    </p>
    ${table({
      label: 'Everything held or targeted',
      look: 'long',
      rows: lines,
      columns: [
        { head: 'Holding', cell: (l) => html`${positionName(l.name)}<small>${l.id}</small>` },
        { head: 'Held', kind: 'number', cell: (l) => fractionAsPercent(l.held, 2) },
        { head: 'Model', kind: 'number', cell: (l) => fractionAsPercent(l.model, 2) },
        { head: 'Target', kind: 'number', cell: (l) => fractionAsPercent(l.target, 2) },
        { head: 'Goal', kind: 'number', cell: (l) => fractionAsPercent(l.goal, 2) },
        { head: 'Why', cell: (l) => l.reason },
      ],
    })}
  </section>`;
