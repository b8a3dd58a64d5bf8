import type { ValidatedFactor } from '../../validation/factors/result.ts';
import { orNone, percent, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { estimateCell } from '../validation/estimate-figures.ts';
import { table } from '../page/table.ts';

/** Alpha before and after trading costs; `sleeves` are those built here, whose turnover is known. */
export const costSection = (sleeves: readonly ValidatedFactor[], costs: string): Markup =>
  html`<section id="costs">
    <h2>Alpha after costs</h2>
    <p>
      Costs: ${costs}. No costs are charged to the market, so the comparison is conservative for the sleeves.
      The turnover of indices is not known, so their alphas are before costs.
    </p>
    ${table<ValidatedFactor>({
      label: 'Costs',
      rows: sleeves,
      columns: [
        { head: 'Percent a year', cell: (f) => f.title },
        {
          head: 'One-way turnover',
          kind: 'number',
          cell: (f) => orNone(f.results.costs, (c) => fractionAsPercent(c.turnover)),
        },
        { head: 'Cost', kind: 'number', cell: (f) => orNone(f.results.costs, (c) => percent(c.cost, 2)) },
        {
          head: 'Alpha before costs',
          kind: 'number',
          cell: (f) => estimateCell(f.results.model?.alpha ?? null),
        },
        {
          head: 'Alpha after costs',
          kind: 'number',
          cell: (f) => estimateCell(f.results.costs?.alpha ?? null),
        },
      ],
      look: 'long',
    })}
  </section>`;
