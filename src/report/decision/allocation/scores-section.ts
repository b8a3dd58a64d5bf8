import { dateText } from '../../page/dates.ts';
import { counted } from '../../../format/numbers.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { ScoresModel } from './scores.ts';
import { correlationTable } from './correlations.ts';
import { exposureTable } from './exposures.ts';
import { scoreTable } from './score-table.ts';

/** How the risk model sees the sleeves under the regime in force. */
export const scoreSection = (scores: ScoresModel, regime: string): Markup =>
  html`<section id="scores">
    <h2>Sleeves by the risk model</h2>
    <p>
      INEC-1 of ${dateText(scores.day)}, against the market portfolio of
      ${counted(scores.marketNames, 'share')}. A sleeve’s score tells how well its exposures line up with what
      a ${regime} market asks for, less what of its risk has nothing to do with that. It is no forecast of its
      return.
    </p>
    ${scoreTable(scores.sleeves)}
    <h3>Exposures that the regime asks for</h3>
    ${exposureTable(scores, regime)}
    <h3>Correlations of the sleeves</h3>
    ${correlationTable(scores)}
  </section>`;
