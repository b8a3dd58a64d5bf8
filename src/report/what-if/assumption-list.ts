import type { Assumption } from '../../whatif/what-if.ts';
import { html, type Markup } from '../page/markup.ts';
import { assumptionText, isCarried, ownHistoryText } from './assumption-text.ts';
import type { WhatIfModel } from './page-model.ts';

/** What is assumed: first what was asked, then the levels that it carries, then the limits of the comparison. */
export function assumptionList({ assumptions, limits }: WhatIfModel): Markup {
  const asked = assumptions.filter((a) => !isCarried(a));
  const carried = assumptions.filter(isCarried);
  return html`<h2>Assumptions</h2>
    ${asked.length === 0 ? html`<p>None: both sides are the same.</p>` : listOf(asked)}
    ${
      carried.length > 0 &&
      html`<p class="quiet">Carried by the Nifty, with earnings, book value and dividends unchanged:</p>
        ${listOf(carried)}`
    }
    ${limits.map((p) => html`<p class="notice">${p.message} ${p.remedy}</p>`)}`;
}

const listOf = (assumptions: readonly Assumption[]): Markup =>
  html`<ul>
    ${assumptions.map((a) => {
      const history = ownHistoryText(a);
      return html`<li>${assumptionText(a)}${history && html` <span class="quiet">(${history})</span>`}</li>`;
    })}
  </ul>`;
