import { grouped, NONE, signed } from '../../format/numbers.ts';
import { openingHoldingsText } from '../decision/allocation/allocation-text.ts';
import { isShown, type PositionModel } from '../decision/allocation/allocation-model.ts';
import { html, type Markup } from '../page/markup.ts';
import { POSITION_NAMES } from '../page/names.ts';
import { table } from '../page/table.ts';
import { type Consequence, consequences } from './consequences.ts';
import { constraintTexts } from './constraint-texts.ts';
import { LOSS_OF_HOLDINGS, type ScenarioSideModel, startText, type WhatIfModel } from './page-model.ts';
import { AS_ASSUMED, AS_IT_IS, HELD_NOW } from './titles.ts';

/** Weights, trades, cost, risk and constraints: what is held, as it is, and as assumed. */
export const portfolioSection = (model: WhatIfModel): Markup =>
  html`<section id="portfolio">
    <h2>Portfolio</h2>
    <p>${openingHoldingsText(model.openingSource)} ${startText(model)}</p>
    <h3>Weights</h3>
    ${weightTable(model)}
    <h3>Trades, cost and risk</h3>
    ${consequenceTable(model)} ${model.loss !== null && html`<p>${LOSS_OF_HOLDINGS}: ${model.loss}.</p>`}
    <h3>Constraints</h3>
    <div class="sides">
      ${constraintList(AS_IT_IS, model.before)} ${constraintList(AS_ASSUMED, model.after)}
    </div>
  </section>`;

interface Weights {
  readonly actual: PositionModel;
  readonly assumed: PositionModel;
}

function weightTable({ before, after, openingSource }: WhatIfModel): Markup {
  const held = openingSource.kind !== 'none';
  return table<Weights>({
    label: 'Weights held now, as it is and as assumed, percent of the portfolio',
    narrow: 'fit',
    rows: before.allocation.positions
      .map((actual, i) => ({ actual, assumed: after.allocation.positions[i]! }))
      .filter(({ actual, assumed }) => isShown(actual) || isShown(assumed)),
    columns: [
      { head: 'Percent of portfolio', cell: ({ actual }) => POSITION_NAMES[actual.id] },
      { head: HELD_NOW, kind: 'number', cell: ({ actual }) => (held ? grouped(actual.opening, 1) : NONE) },
      { head: AS_IT_IS, kind: 'number', cell: ({ actual }) => grouped(actual.final, 1) },
      { head: AS_ASSUMED, kind: 'number', cell: ({ assumed }) => grouped(assumed.final, 1) },
      {
        head: 'Difference',
        kind: 'number',
        cell: ({ actual, assumed }) => signed(assumed.final - actual.final, 1),
      },
    ],
  });
}

const consequenceTable = ({ before, after, prices }: WhatIfModel): Markup =>
  table<Consequence>({
    label: 'Trades, cost and risk, held now, as it is and as assumed',
    rows: consequences(before, after),
    columns: [
      {
        head: 'Figure',
        cell: (c) => html`${c.name}${prices !== null && c.priced && html`<small>${prices}</small>`}`,
      },
      { head: HELD_NOW, kind: 'number', cell: (c) => c.held },
      { head: AS_IT_IS, kind: 'number', cell: (c) => c.before },
      { head: AS_ASSUMED, kind: 'number', cell: (c) => c.after },
    ],
  });

function constraintList(title: string, side: ScenarioSideModel): Markup {
  const texts = constraintTexts(side);
  return html`<div>
    <p><strong>${title}</strong></p>
    ${
      texts.length === 0
        ? html`<p>None is binding or relaxed.</p>`
        : html`<ul>
            ${texts.map((text) => html`<li>${text}</li>`)}
          </ul>`
    }
  </div>`;
}
