import type { ClientPlan, PlannedFund } from '../../../decision/client-plan/plan-document.ts';
import type { CategoryChoice } from '../../../../allocations/fund-plan/categories.ts';
import { fractionAsPercent, orNone } from '../../../format/numbers.ts';
import { rupees } from '../../../format/rupees.ts';
import { categoryTitle } from '../../../market/funds/categories.ts';
import { html, type Markup } from '../../page/markup.ts';
import { table } from '../../page/table.ts';
import { metricText } from '../metric-text.ts';
import { CLASS_NAMES } from './names.ts';

/** The second page: categories, funds and why. */
export const fundsSection = (plan: ClientPlan): Markup =>
  html`<section id="funds" class="new-page">
    <h2>Funds and reasons</h2>
    ${plan.funds.length === 0 ? html`<p>No fund was chosen.</p>` : fundTable(plan)} ${riskLine(plan)}
    <h3>Categories</h3>
    ${categoryTable(plan.categories)} ${passedOver(plan)}
  </section>`;

const fundTable = ({ funds, orders }: ClientPlan): Markup =>
  table<PlannedFund>({
    label: 'Funds of the plan',
    rows: funds,
    columns: [
      {
        head: 'Fund',
        kind: 'ample',
        cell: ({ fund, category, reason }) =>
          html`${fund.scheme.name || fund.code}<small
              >${fund.code} · ${categoryTitle(category)} ·
              ${[reason, ...fund.flags.map((flag) => flag.text)].join('; ')}</small
            >`,
      },
      { head: 'Weight', kind: 'number', cell: ({ weight }) => fractionAsPercent(weight, 1) },
      { head: 'Amount', kind: 'number', cell: ({ weight }) => rupees(weight * orders.total) },
      { head: '3 years', kind: 'number', cell: ({ fund }) => metricText('return3y', fund.measures.return3y) },
      { head: 'Sharpe', kind: 'number', cell: ({ fund }) => metricText('sharpe', fund.measures.sharpe) },
      {
        head: 'Drawdown',
        kind: 'number',
        cell: ({ fund }) => metricText('maxDrawdown', fund.measures.maxDrawdown),
      },
      { head: 'Expense', kind: 'number', cell: ({ fund }) => orNone(fund.facts.ter, (ter) => `${ter} %`) },
    ],
  });

const riskLine = ({ weights }: ClientPlan): Markup =>
  html`<p>
    Weights are those of a mean-variance optimisation over three years of months, each class at its weight
    above, with at most two funds of a category and of a house.
    ${
      weights.volatility !== null &&
      html`Volatility of the funds together: ${fractionAsPercent(weights.volatility, 1)} a year. Expected
      returns are shrunk to the mean of their class, so that past winners are not extrapolated.`
    }
  </p>`;

const categoryTable = (categories: readonly CategoryChoice[]): Markup =>
  table<CategoryChoice>({
    label: 'Categories by profile and regime',
    look: 'long',
    rows: categories,
    columns: [
      { head: 'Category', cell: (c) => categoryTitle(c.category) },
      { head: 'Class', cell: (c) => CLASS_NAMES[c.class] },
      { head: 'Open', cell: (c) => (c.chosen ? 'yes' : 'no') },
      { head: 'Reason', kind: 'ample', cell: (c) => c.reason },
    ],
  });

const passedOver = ({ passedOver: list }: ClientPlan): Markup =>
  html`${
    list.length > 0 &&
    html`<h3>Passed over</h3>
      <ul>
        ${list.map((fund) => html`<li><strong>${fund.name || fund.code}</strong> (${categoryTitle(fund.category)}): ${fund.reason}.</li>`)}
      </ul>`
  }`;
