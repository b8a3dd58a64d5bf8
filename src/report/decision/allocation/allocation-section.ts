import { weightChart } from './weights-chart.ts';
import { dateText } from '../../page/dates.ts';
import { POSITION_NAMES } from '../../page/names.ts';
import { grouped } from '../../../format/numbers.ts';
import { html, type Markup, type Piece } from '../../page/markup.ts';
import type { ReportModel } from '../page-model.ts';
import type { AllocationModel } from './allocation-model.ts';

import { positionTable } from './position-table.ts';
import { openingHoldingsText, relaxedConstraintText, samplingSentences } from './allocation-text.ts';
import { table } from '../../page/table.ts';
import { tradeTable } from './trade-table.ts';
import { limitTables } from './limit-table.ts';
import { untiltedPart } from './untilted-part.ts';

/** From the opening holdings to the final weights, with every step between. */
export const allocationSection = ({ allocation: a, orders, asOf }: ReportModel): Markup =>
  html` <section id="allocation">
    <h2>Allocation</h2>
    <p>
      Target: the ${a.regime} bouquet, within its bands. ${methodText(a)}
      ${openingHoldingsText(a.openingSource)}
    </p>
    <figure>
      ${weightChart(a, 'weights')}
      <figcaption>
        Percent of the portfolio.
        ${a.openingSource.kind !== 'none' && 'Hollow: opening weights, at current prices. '}Solid: final
        weights. Grey: the band allowed for a sleeve’s target.
      </figcaption>
    </figure>
    <h3>From bouquet to final weights</h3>
    ${positionTable(a, asOf)} ${a.untilted && untiltedPart(a.untilted)}
    ${a.scores && limitTables(a.scores.limits)}
    ${
      a.scores?.sampling &&
      html`<h3>Stocks held</h3>
        <p>${samplingSentences(a.scores.sampling)}</p>`
    }
    <h3>Strategic allocation and hedge reserve</h3>
    ${strategicTable(a)}
    <div class="sides">
      <div>
        <h3>Trades</h3>
        ${tradeTable(a, orders)}
      </div>
      <div>
        ${
          a.scores &&
          a.scores.relaxedConstraints.length > 0 &&
          html`<h3>Relaxed constraints</h3>
            ${listOf(a.scores.relaxedConstraints.map(relaxedConstraintText))}`
        }
        <h3>Binding constraints</h3>
        ${a.bindingConstraints.length === 0 ? html`<p>None: every weight is at its target.</p>` : listOf(a.bindingConstraints)}
      </div>
    </div>
  </section>`;

const methodText = ({ scores }: AllocationModel): Piece =>
  scores
    ? html`<strong>Weights by the risk model</strong>, INEC-1 as of ${dateText(scores.day)}: sleeves are
        scored and weighted stock by stock, within the limits of the rule book.`
    : html`<strong>Weights by inverse one-year volatility</strong>, the method used without stock-level data:
        no scores, no look-through, no stock-level orders.`;

const listOf = (texts: readonly string[]): Markup =>
  html`<ul>
    ${texts.map((text) => html`<li>${text}</li>`)}
  </ul>`;

const strategicTable = ({ strategic }: AllocationModel): Markup =>
  table({
    label: 'Strategic allocation and hedge reserve',
    narrow: 'stack',
    rows: strategic,
    columns: [
      { head: 'Purpose', kind: 'unbroken', cell: (s) => POSITION_NAMES[s.id] },
      { head: 'Held in', kind: 'unbroken', cell: (s) => POSITION_NAMES[s.heldIn] },
      { head: 'Weight, %', kind: 'number', cell: (s) => grouped(s.target, 1) },
      { head: 'Note', cell: (s) => s.note },
    ],
  });
