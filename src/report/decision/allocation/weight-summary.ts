import { weightBar } from './weight-bar.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { counted, grouped, NONE, percent, signed } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { hedgeBoundText, hedgeText, taxText } from '../orders/orders-text.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { ReportModel } from '../model.ts';
import type { AllocationModel } from './allocation.ts';
import type { OrdersModel } from '../orders/orders.ts';
import { beforeText } from './opening-holdings.ts';
import { relaxedText } from './relaxed-constraints.ts';
import { riskPairs } from '../risk/risk-table.ts';
import { table } from '../../page/table.ts';
import { METHOD_NAMES, notHeldText } from './allocation-method.ts';

type Summary = Pick<ReportModel, 'allocation' | 'orders' | 'hedge'>;

/** Limits that are told in full on the decision page; further ones are counted. */
const TOLD = 2;

/** What is to be held, beside what it takes to get there. */
export function weightSummary(summary: Summary): Markup {
  const { allocation: a, hedge, orders } = summary;
  const held = a.before.kind !== 'none';
  const full = Math.max(...a.positions.map((p) => Math.max(p.after, p.drifted)));
  return html`<div class="columns">
      ${table({
        label: 'Weights',
        rows: a.positions,
        columns: [
          {
            head: 'Percent of portfolio',
            cell: (p) =>
              p.sleeve ? POSITION_NAMES[p.id] : html`<span class="strategic">${POSITION_NAMES[p.id]}</span>`,
          },
          {
            head: held ? 'bar after, tick before' : '',
            kind: 'figure',
            cell: (p) => weightBar(p.after, held ? p.drifted : null, full),
          },
          { head: 'Before', kind: 'number', cell: (p) => (held ? grouped(p.drifted, 1) : NONE) },
          { head: 'After', kind: 'number', cell: (p) => grouped(p.after, 1) },
          { head: 'Change', kind: 'number', cell: (p) => (held ? signed(p.change, 1) : NONE) },
        ],
      })}
      <dl class="facts">
        ${fact('Weighed by', METHOD_NAMES[a.method])}
        ${fact('Turnover, one way', `${percent(a.turnover)}, limit ${percent(a.turnoverLimit, 0)}`)}
        ${dealings(a, orders).map(([name, text]) => fact(name, text))} ${fact('Hedge', hedgeText(hedge))}
        ${riskPairs(a.risk).map(({ name, text }) => fact(name, text))}
      </dl>
    </div>
    <p class="quiet">${sentences(summary)}</p>`;
}

/** What is dealt and what that takes; by position where there are no orders. */
function dealings(a: AllocationModel, orders: OrdersModel): [string, string][] {
  if (orders.kind === 'unavailable') {
    return [
      ['Trades', a.trades.length === 0 ? 'none' : grouped(a.trades.length, 0)],
      ...(a.bought === null ? [] : [['To buy', rupeesInWords(a.bought)] as [string, string]]),
      ...(a.sold === null ? [] : [['To sell', rupeesInWords(a.sold)] as [string, string]]),
      ['Orders, cost and tax', 'not available'],
    ];
  }
  const { all, sells, buys, tax, cost } = orders;
  if (all.count === 0) return [['Orders', 'none']];
  return [
    ['Orders', grouped(all.count, 0)],
    ['Bought', rupeesInWords(buys.amount)],
    ['Sold', rupeesInWords(sells.amount)],
    ['Charges and impact', rupeesInWords(all.paid + all.impact)],
    ['Tax', taxText(tax)],
    ['Hurdle', `${percent(cost.hurdle, 2)}, ${percent(cost.hurdleAYear, 2)} a year`],
  ];
}

function sentences({ allocation: a, orders, hedge }: Summary): string {
  const more = a.binding.length - TOLD;
  return [
    ...(a.scores?.relaxed ?? []).map((r) => `A limit gave way: ${relaxedText(r)}`),
    beforeText(a.before),
    orders.kind === 'unavailable' && orders.why,
    orders.kind === 'planned' && orders.tax.kind === 'unavailable' && `Tax is not known: ${orders.tax.why}`,
    hedge.kind === 'hedged' ? hedgeBoundText(hedge) : `Hedge: ${hedge.why}`,
    ...a.binding.slice(0, TOLD),
    more > 0 && `${counted(more, 'more limit')} held something back; see Allocation.`,
    notHeldText(a),
  ]
    .filter(Boolean)
    .join(' ');
}

const fact = (name: string, text: Piece): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${text}</dd>
  </div>`;
