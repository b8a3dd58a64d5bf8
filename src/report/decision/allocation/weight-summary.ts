import { weightBar } from './weight-bar.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { counted, grouped, NONE, percent, signed } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { hedgeBoundText, hedgeText, heldFuturesText, taxText } from '../orders/orders-text.ts';
import { html, type Markup, type Piece, unseen } from '../../page/markup.ts';
import type { ReportModel } from '../page-model.ts';
import { type AllocationModel, positionsShown } from './allocation-model.ts';
import type { OrdersModel } from '../orders/orders-model.ts';

import { figureLink } from '../explanations/explanation-section.ts';
import { riskPairs } from '../risk/risk-table.ts';
import { table } from '../../page/table.ts';
import {
  METHOD_NAMES,
  notHeldText,
  notRepresentedText,
  turnoverText,
  openingHoldingsText,
  relaxedConstraintText,
  samplingText,
  unintendedBetText,
} from './allocation-text.ts';

type Summary = Pick<ReportModel, 'allocation' | 'orders' | 'hedge' | 'call' | 'explanations'>;

const PLAN = '/execution/plan';
const PAISA = 0.01;

/** Binding constraints printed on the front page; the others are counted. */
const CONSTRAINTS_SHOWN = 2;

/** Final weights, beside the cost and risk of reaching them. */
export function weightSummary(summary: Summary): Markup {
  const { allocation: a, hedge, orders, call, explanations } = summary;
  const link = (pointer: string | null, text: Piece): Piece =>
    pointer === null ? text : figureLink(explanations, pointer, text);
  const held = a.openingSource.kind !== 'none';
  const full = Math.max(...a.positions.map((p) => Math.max(p.final, p.opening)));
  const warning = notRepresentedText(a);
  return html`${warning && html`<p class="notice"><strong>Not the rule book’s portfolio.</strong> ${warning}</p>`}
    <div class="columns">
      ${table({
        label: 'Weights',
        narrow: 'fit',
        rows: positionsShown(a),
        columns: [
          {
            head: 'Percent of portfolio',
            cell: (p) =>
              p.sleeve ? POSITION_NAMES[p.id] : html`<span class="strategic">${POSITION_NAMES[p.id]}</span>`,
          },
          {
            head: held ? 'bar: final, tick: opening' : unseen('Weight as a bar'),
            kind: 'figure',
            cell: (p) => weightBar(p.final, held ? p.opening : null, full),
          },
          { head: 'Opening', kind: 'number', cell: (p) => (held ? grouped(p.opening, 1) : NONE) },
          {
            head: 'Final',
            kind: 'number',
            cell: (p) => link(`/allocation/final/${p.id}`, grouped(p.final, 1)),
          },
          { head: 'Change', kind: 'number', cell: (p) => (held ? signed(p.change, 1) : NONE) },
        ],
      })}
      <dl class="facts">
        ${fact('Weighting method', METHOD_NAMES[a.method])}
        ${fact('Bouquet represented', percent(a.represented, 0))}
        ${fact('One-way turnover', link('/allocation/turnover', turnoverText(a)))}
        ${orderFacts(a, orders).map(([name, text, pointer = null]) => fact(name, link(pointer, text)))}
        ${largestOrder(summary)}
        ${fact('Hedge', link(hedge.kind === 'hedged' ? '/hedge/beta' : '/hedge/reason', hedgeText(hedge)))}
        ${riskPairs(a.risk, hedge).map(({ name, pointer, text }) => fact(name, link(pointer, text)))}
        ${a.scores?.sampling && fact('Stocks held', samplingText(a.scores.sampling))}
        ${a.scores?.unintendedBet && fact('Largest unintended bet', unintendedBetText(a.scores.unintendedBet))}
        ${call.switches && fact('Past regime changes', switchesText(call.switches))}
      </dl>
    </div>
    <p class="quiet">${sentences(summary)}</p>`;
}

/** Name and text, and the pointer of the figure that it opens. */
type Fact = readonly [name: string, text: string, pointer?: string];

/** Orders with their cost and tax; trades by position where orders are not available. */
function orderFacts(a: AllocationModel, orders: OrdersModel): Fact[] {
  if (orders.kind === 'unavailable') {
    return [
      ['Trades', a.trades.length === 0 ? 'none' : grouped(a.trades.length, 0)],
      ...(a.bought === null ? [] : [['To buy', rupeesInWords(a.bought)] satisfies Fact]),
      ...(a.sold === null ? [] : [['To sell', rupeesInWords(a.sold)] satisfies Fact]),
      ['Orders, cost and tax', 'not available'],
    ];
  }
  const { all, sells, buys, tax, cost } = orders;
  if (all.count === 0) return [['Orders', 'none']];
  const charged = all.paid + all.impact;
  const charges = ['Charges and impact', rupeesInWords(charged)] as const;
  const isTotal = Math.abs(charged - cost.total) < PAISA / 2;
  return [
    ['Orders', grouped(all.count, 0)],
    ['Bought, sold', `${rupeesInWords(buys.amount)}, ${rupeesInWords(sells.amount)}`],
    // The total also has the tax; where there is none, it is the same figure.
    isTotal ? [...charges, `${PLAN}/cost/total`] : charges,
    ['Tax', taxText(tax), `${PLAN}/tax/total`],
    [
      'Break-even return',
      `${percent(cost.breakEvenReturn, 2)}, ${percent(cost.annualBreakEvenReturn, 2)} a year`,
      `${PLAN}/cost/breakEvenReturn`,
    ],
  ];
}

/** The largest order, where the page explains it: its amount, and the way there. */
function largestOrder({ explanations }: Summary): Markup | null {
  const explained = explanations.find(({ pointer }) => /\/orders\/\d+\/amount$/.test(pointer));
  return explained
    ? fact('Largest order', figureLink(explanations, explained.pointer, explained.value))
    : null;
}

function sentences({ allocation: a, orders, hedge }: Summary): string {
  const more = a.bindingConstraints.length - CONSTRAINTS_SHOWN;
  return [
    ...(a.scores?.relaxedConstraints ?? []).map((r) => `Constraint relaxed: ${relaxedConstraintText(r)}`),
    openingHoldingsText(a.openingSource),
    orders.kind === 'unavailable' && orders.reason,
    orders.kind === 'planned' &&
      orders.tax.kind === 'unavailable' &&
      `Tax is not available: ${orders.tax.reason}`,
    heldFuturesText(hedge),
    hedge.kind === 'hedged' ? hedgeBoundText(hedge) : `Hedge: ${hedge.reason}`,
    ...a.bindingConstraints.slice(0, CONSTRAINTS_SHOWN),
    more > 0 &&
      `${counted(more, 'further constraint')} ${more === 1 ? 'is' : 'are'} binding; see Allocation.`,
    notHeldText(a),
  ]
    .filter(Boolean)
    .join(' ');
}

const switchesText = ({ agreed, months }: { readonly agreed: number; readonly months: number }): string =>
  months === 0 ? 'none dated at such |S|' : `${agreed} of ${months} right at such |S|`;

const fact = (name: string, text: Piece): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${text}</dd>
  </div>`;
