import { dateText } from '../page/dates.ts';
import { renderDocument } from '../page/document.ts';
import { html, type Markup } from '../page/markup.ts';
import { masthead } from '../page/masthead.ts';
import { REGIME_NAMES } from '../page/names.ts';
import { assumedProblemSection } from './problem-section.ts';
import { assumptionList } from './assumption-list.ts';
import { basisSection, type WhatIfBasis } from './basis-section.ts';
import { callSection } from './call-section.ts';
import { ordersSection } from './orders-section.ts';
import type { WhatIfModel } from './page-model.ts';
import { portfolioSection } from './portfolio-section.ts';
import { SIMULATION_LINE } from './titles.ts';

export interface WhatIfPage extends WhatIfBasis {
  readonly model: WhatIfModel;
}

/** Renders a what-if as one HTML file that cannot be taken for a decision: its own title, margins and no sign-off. */
export const renderWhatIf = (page: WhatIfPage): string => {
  const { model } = page;
  return renderDocument({
    title: `TRRM what-if, ${dateText(model.asOf)}: ${REGIME_NAMES[model.before.call.regime]} → ${REGIME_NAMES[model.after.call.regime]}`,
    running: {
      title: 'What-if',
      dated: `As of ${dateText(model.asOf)}`,
      caution: SIMULATION_LINE,
      simulated: model.simulated,
      simulation: SIMULATION_LINE,
    },
    contents: [
      ['what-if', 'Assumptions and regime'],
      ['portfolio', 'Portfolio'],
      ['orders', 'Hedge and orders'],
      ['problems', 'Problems as assumed'],
      ['basis', 'Basis'],
    ],
    body: [
      openingSection(model),
      portfolioSection(model),
      ordersSection(model),
      assumedProblemSection(model.problems),
      basisSection(page),
    ],
  });
};

const openingSection = (model: WhatIfModel): Markup =>
  html`<section id="what-if" class="opening">
    ${masthead({
      title: `What if, ${dateText(model.asOf)}`,
      dateline:
        'A scenario compared with the month as it is. It is hypothetical and not recorded in the ledger.',
      simulated: model.simulated,
    })}
    ${assumptionList(model)} ${callSection(model)}
  </section>`;
