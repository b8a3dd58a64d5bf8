import { weightChart } from './weights-chart.ts';
import { dateText } from '../../page/dates.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { grouped } from '../../../format/numbers.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { ReportModel } from '../model.ts';
import type { AllocationModel } from './allocation.ts';
import { beforeText } from './opening-holdings.ts';
import { positionTable } from './position-table.ts';
import { relaxedText } from './relaxed-constraints.ts';
import { table } from '../../page/table.ts';
import { tradeTable } from './trade-table.ts';

/** From what is held to what is to be held, with every step between. */
export const allocationSection = ({ allocation: a, asOf }: ReportModel): Markup =>
  html` <section id="allocation">
    <h2>Allocation</h2>
    <p>The ${a.regime} bouquet, inside its bands. ${methodText(a)} ${beforeText(a.before)}</p>
    <figure>
      ${weightChart(a, 'weights')}
      <figcaption>
        Percent of the portfolio.
        ${a.before.kind !== 'none' && 'Hollow: before, after the market’s own moves. '}Solid: after this run.
        Grey: the band in which a sleeve’s target may lie.
      </figcaption>
    </figure>
    <h3>How each weight came about</h3>
    ${positionTable(a, asOf)}
    <h3>The strategic part and the hedge reserve</h3>
    ${strategicTable(a)}
    <div class="sides">
      <div>
        <h3>Trades</h3>
        ${tradeTable(a)}
      </div>
      <div>
        ${
          a.scores &&
          a.scores.relaxed.length > 0 &&
          html`<h3>Limits that gave way</h3>
            ${listOf(a.scores.relaxed.map(relaxedText))}`
        }
        <h3>What limits held back</h3>
        ${a.binding.length === 0 ? html`<p>Nothing: every weight is where the rules want it.</p>` : listOf(a.binding)}
      </div>
    </div>
  </section>`;

const methodText = ({ scores }: AllocationModel): Piece =>
  scores
    ? html`<strong>Weights by the risk model</strong>, INEC-1 of ${dateText(scores.day)}: the sleeves are
        scored and weighed share by share, within the limits of the rule book.`
    : html`<strong>Weights by inverse one-year volatility</strong>, the form without single shares: no scores,
        no look-through, no orders share by share.`;

const listOf = (texts: readonly string[]): Markup =>
  html`<ul>
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;

const strategicTable = ({ strategic }: AllocationModel): Markup =>
  table({
    label: 'The strategic part',
    rows: strategic,
    columns: [
      { head: 'Purpose', kind: 'unbroken', cell: (s) => POSITION_NAMES[s.id] },
      { head: 'Held in', kind: 'unbroken', cell: (s) => POSITION_NAMES[s.heldIn] },
      { head: 'Percent', kind: 'number', cell: (s) => grouped(s.target, 1) },
      { head: 'Note', cell: (s) => s.note },
    ],
  });
