import type { ResearchedFactor } from '../../validation/factors/result.ts';
import { orNone, percent, share } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { estimateCell } from '../validation/estimates.ts';
import { table } from '../page/table.ts';

/** What reviews cost, and what they leave; `sleeves` are those built here, whose turnover is known. */
export const costSection = (sleeves: readonly ResearchedFactor[], costs: string): Markup =>
  html`<section id="costs">
    <h2>What is left after costs?</h2>
    <p>
      Charged: ${costs}. The market is charged nothing, so the comparison leans against the sleeves. What an
      index turned over is not known, and its alpha is before costs.
    </p>
    ${table<ResearchedFactor>({
      label: 'Costs',
      rows: sleeves,
      columns: [
        { head: 'Percent a year', cell: (f) => f.title },
        {
          head: 'Turnover, one way',
          kind: 'number',
          cell: (f) => orNone(f.research.costs, (c) => share(c.turnover)),
        },
        { head: 'Cost', kind: 'number', cell: (f) => orNone(f.research.costs, (c) => percent(c.cost, 2)) },
        { head: 'Alpha before', kind: 'number', cell: (f) => estimateCell(f.research.model?.alpha ?? null) },
        { head: 'Alpha after', kind: 'number', cell: (f) => estimateCell(f.research.costs?.alpha ?? null) },
      ],
      look: 'long',
    })}
  </section>`;
