import type { ResearchedFactor } from '../../validation/factors/result.ts';
import { AGES } from '../../validation/factors/cohorts.ts';
import { html, type Markup } from '../page/markup.ts';
import { estimateCell } from '../validation/estimates.ts';
import { type Column, table } from '../page/table.ts';

/** Whether alpha fades: with the years, and with the age of what was decided. */
export function decaySection(factors: readonly ResearchedFactor[]): Markup {
  const aged = factors.filter((f) => f.research.byAge.some((a) => a.alpha));
  return html`<section id="decay">
    <h2>Does it fade?</h2>
    <h3>With the years</h3>
    ${table<ResearchedFactor>({
      label: 'Alpha with the years',
      rows: factors,
      columns: [
        { head: 'Percent a year', cell: (f) => f.title },
        ...[0, 1].map((half): Column<ResearchedFactor> => ({
          head: half === 0 ? 'First half' : 'Second half',
          kind: 'number',
          cell: (f) => estimateCell(f.research.halvesOfTime.groups[half]!.alpha),
        })),
        {
          head: 'Second − first',
          kind: 'number',
          cell: (f) => estimateCell(f.research.halvesOfTime.lastLessFirst),
        },
        { head: 'Slope, a year', kind: 'number', cell: (f) => estimateCell(f.research.trend) },
      ],
      look: 'long',
    })}
    ${
      aged.length > 0 &&
      html`<h3>With the age of what was decided</h3>
        <p>
          The members of each review, held on without another change. Where alpha is gone after half a year,
          reviews must come soon and turnover with them.
        </p>
        ${table<ResearchedFactor>({
          label: 'Alpha by age of the decision',
          rows: aged,
          columns: [
            { head: 'Percent a year', cell: (f) => f.title },
            ...AGES.map(({ from, to }, k): Column<ResearchedFactor> => ({
              head: `Months ${from} to ${to}`,
              kind: 'number',
              cell: (f) => estimateCell(f.research.byAge[k]!.alpha),
            })),
          ],
          look: 'long',
        })}`
    }
  </section>`;
}
