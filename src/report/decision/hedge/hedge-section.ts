import type { Allocation } from '../../../../allocations/allocation.ts';
import { payoffChart } from './payoff-chart.ts';
import { rupees } from '../../../format/rupees.ts';
import { formText } from '../orders/orders-text.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { HedgeModel } from './hedge-model.ts';
import { terms } from '../../page/terms.ts';
import { formTerms } from './form-terms.ts';
import { payoffTable } from './payoff-table.ts';
import { heldTerms, noHedgeText, sizingTerms } from './sizing-terms.ts';

/** The hedge of the month: sizing, margin, cost and payoff. */
export const hedgeSection = (hedge: HedgeModel, method: Method): Markup =>
  html`<section id="hedge">
    <h2>Hedge</h2>
    ${contents(hedge, method)}
  </section>`;

/** Determines the beta: by the risk model to its market portfolio, or by index returns to the Nifty. */
type Method = Allocation['method'];
type Hedged = Extract<HedgeModel, { kind: 'hedged' }>;

function contents(hedge: HedgeModel, method: Method): Markup {
  switch (hedge.kind) {
    case 'unavailable':
      return html`<p>Not available. ${hedge.reason}</p>`;
    case 'none':
      return html`<p>${noHedgeText(hedge)}</p>
        ${hedge.held && terms(heldTerms(hedge.held))}`;
    case 'hedged':
      return hedged(hedge, method);
  }
}

const hedged = (hedge: Hedged, method: Method): Markup =>
  html`<p><strong>${formText(hedge.chosen)}.</strong> ${hedge.reason}</p>
    ${terms([...sizingTerms(hedge), ...heldTerms(hedge.held), ...formTerms(hedge.chosen, hedge.asOf)])}
    ${
      hedge.alternative &&
      html`<h3>Alternative: ${formText(hedge.alternative)}</h3>
        ${terms(formTerms(hedge.alternative, hedge.asOf))}`
    }
    <h3>Payoff</h3>
    <figure>
      ${payoffChart(hedge.chosen.payoff, 'payoff')}
      <figcaption>
        Profit or loss of the portfolio, the hedge and both together, by the move of the Nifty to expiry. The
        portfolio is assumed to move with its beta, without specific risk; the cost of the hedge is included.
      </figcaption>
    </figure>
    ${payoffTable(hedge.chosen.payoff, hedge.value)}
    <p class="quiet">
      ${method === 'risk-model' && 'Beta to the market portfolio of the risk model is used as beta to the Nifty.'}
      Charges of the hedge are not included in those of the orders. The budget, ${rupees(hedge.budget)}, is
      the hedge reserve.
    </p>`;
