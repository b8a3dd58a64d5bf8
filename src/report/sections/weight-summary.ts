import { weightBar } from '../charts/weight-bar.ts';
import { POSITION_NAMES } from '../format/names.ts';
import { counted, grouped, NONE, percent, signed } from '../format/numbers.ts';
import { rupeesInWords } from '../format/rupees.ts';
import { html, type Markup, type Piece } from '../markup.ts';
import type { AllocationModel } from '../model/allocation.ts';
import { beforeText } from './holdings-before.ts';
import { riskPairs } from './risk-table.ts';
import { table } from './table.ts';

/** Limits that are told in full on the decision page; further ones are counted. */
const TOLD = 2;

/** What is to be held, beside what it takes to get there. */
export function weightSummary(a: AllocationModel): Markup {
  const held = a.before.kind !== 'none';
  const full = Math.max(...a.positions.map((p) => Math.max(p.after, p.drifted)));
  const without = a.withoutInstrument.map((id) => POSITION_NAMES[id].toLowerCase()).join(', ');
  const more = a.binding.length - TOLD;
  const sentences = [
    beforeText(a.before),
    ...a.binding.slice(0, TOLD),
    more > 0 && `${counted(more, 'more limit')} held something back; see Allocation.`,
    without && `No index stands for ${without}; their weight is shared out.`,
  ];
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
        ${fact('Trades', a.trades.length === 0 ? 'none' : grouped(a.trades.length, 0))}
        ${fact('Turnover, one way', percent(a.turnover))}
        ${fact('Turnover limit', percent(a.turnoverLimit, 0))}
        ${a.bought !== null && fact('To buy', rupeesInWords(a.bought))}
        ${a.sold !== null && fact('To sell', rupeesInWords(a.sold))}
        ${riskPairs(a.risk).map(({ name, text }) => fact(name, text))}
      </dl>
    </div>
    <p class="quiet">${sentences.filter(Boolean).join(' ')}</p>`;
}

const fact = (name: string, text: Piece): Markup =>
  html`<div>
    <dt>${name}</dt>
    <dd>${text}</dd>
  </div>`;
