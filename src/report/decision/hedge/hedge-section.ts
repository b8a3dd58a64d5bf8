import type { Allocation } from '../../../../allocations/allocation.ts';
import { payoffChart } from './payoff-chart.ts';
import { orNone } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { formText } from '../orders/orders-text.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { HedgeModel } from './hedge.ts';
import { terms } from '../../page/terms.ts';
import { formTerms } from './form.ts';
import { payoffTable } from './payoff-table.ts';
import { betaText, sizingTerms } from './sizing.ts';

/** The month's hedge: how it was sized, what it ties up and costs, and what it pays. */
export const hedgeSection = (hedge: HedgeModel, method: Method): Markup =>
  html`<section id="hedge" class="${hedge.kind === 'hedged' && 'new-page'}">
    <h2>Hedge</h2>
    ${stateOf(hedge, method)}
  </section>`;

/** Which beta it is: of the risk model to the market, or of index returns to the Nifty itself. */
type Method = Allocation['method'];
type Hedged = Extract<HedgeModel, { kind: 'hedged' }>;

function stateOf(hedge: HedgeModel, method: Method): Markup {
  switch (hedge.kind) {
    case 'unavailable':
      return html`<p>Not available. ${hedge.why}</p>`;
    case 'none':
      return html`<p>
        No hedge. ${hedge.why}
        ${hedge.beta !== null && `Beta of what is to be held: ${betaText(hedge.beta)}; target ${orNone(hedge.targetBeta, betaText)}.`}
      </p>`;
    case 'hedged':
      return hedged(hedge, method);
  }
}

const hedged = (hedge: Hedged, method: Method): Markup =>
  html`<p><strong>${formText(hedge.chosen)}.</strong> ${hedge.why}</p>
    ${terms([...sizingTerms(hedge), ...formTerms(hedge.chosen, hedge.asOf)])}
    ${
      hedge.instead &&
      html`<h3>Not chosen: ${formText(hedge.instead)}</h3>
        ${terms(formTerms(hedge.instead, hedge.asOf))}`
    }
    <h3>Payoff</h3>
    <figure>
      ${payoffChart(hedge.chosen.payoff, 'payoff')}
      <figcaption>
        What portfolio, hedge and both bring when the Nifty has moved by so much at expiry. The portfolio is
        taken to move by its beta, without its own noise; what the hedge costs is counted.
      </figcaption>
    </figure>
    ${payoffTable(hedge.chosen.payoff, hedge.value)}
    <p class="quiet">
      ${method === 'risk-model' && 'Beta to the market portfolio of the risk model is taken for beta to the Nifty.'}
      The hedge’s own charges are not among those of the orders. Its budget, ${rupees(hedge.budget)}, is the
      hedge reserve.
    </p>`;
