import { holdingName } from '../decision/orders/holding-text.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { terms } from '../page/terms.ts';
import { hedgeTerms } from './hedge-comparison.ts';
import { differenceText, differingText, type OrderDifference, orderText } from './order-differences.ts';
import type { ScenarioSideModel, WhatIfModel } from './page-model.ts';
import { AS_ASSUMED, AS_IT_IS } from './titles.ts';

/** The hedge of both sides, and the orders that differ. */
export const ordersSection = ({ orders, before, after, prices }: WhatIfModel): Markup =>
  html`<section id="orders">
    <h2>Hedge${prices !== null && `, ${prices}`}</h2>
    ${hedge(AS_IT_IS, before)} ${hedge(AS_ASSUMED, after)}
    <h2>Orders that differ${prices !== null && `, ${prices}`}</h2>
    <p>${differingText(orders)}</p>
    ${orders.kind === 'compared' && orders.largest.length > 0 && differenceTable(orders.largest)}
  </section>`;

const differenceTable = (differences: readonly OrderDifference[]): Markup =>
  table<OrderDifference>({
    label: 'Orders that differ',
    look: 'wide',
    narrow: 'stack',
    rows: differences,
    columns: [
      { head: 'Holding', cell: holdingName },
      { head: AS_IT_IS, cell: (d) => orderText(d.before) },
      { head: AS_ASSUMED, cell: (d) => orderText(d.after) },
      { head: 'Difference', kind: 'number', cell: (d) => differenceText(d.difference) },
    ],
  });

function hedge(title: string, side: ScenarioSideModel): Markup {
  const { text, terms: rows } = hedgeTerms(side.hedge);
  return html`<p><strong>${title}:</strong> ${text}</p>
    ${rows.length > 0 && terms(rows)}`;
}
