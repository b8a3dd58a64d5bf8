import { dateText } from '../../page/dates.ts';
import { counted } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ScoresModel } from './scores-model.ts';
import { correlationTable } from './correlation-table.ts';
import { exposureTable } from './exposure-table.ts';
import { scoreTable } from './score-table.ts';

/** Sleeve scores, exposures and correlations from the risk model under the current regime. */
export const scoresSection = (scores: ScoresModel, regime: string): Markup =>
  html`<section id="scores">
    <h2>Sleeve scores</h2>
    <p>
      INEC-1 as of ${dateText(scores.day)}, relative to the market portfolio of
      ${counted(scores.marketStocks, 'stock')}. A sleeve’s score measures how well its exposures match the
      targets for a ${regime} market, minus a penalty for risk unrelated to the targets. It is not a return
      forecast.
    </p>
    ${scoreTable(scores.sleeves)}
    <h3>Exposures to targeted styles</h3>
    ${exposureTable(scores, regime)}
    <h3>Correlations of the sleeves</h3>
    ${correlationTable(scores)}
  </section>`;
