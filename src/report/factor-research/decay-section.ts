import type { ValidatedFactor } from '../../validation/factors/result.ts';
import { AGES } from '../../validation/factors/cohorts.ts';
import { html, type Markup } from '../page/markup.ts';
import { estimateCell } from '../validation/estimate-figures.ts';
import { type Column, table } from '../page/table.ts';

/** Decay of alpha over time and with the age of a review. */
export function decaySection(factors: readonly ValidatedFactor[]): Markup {
  const aged = factors.filter((f) => f.results.byAge.some((a) => a.alpha));
  return html`<section id="decay">
    <h2>Alpha decay</h2>
    <h3>Over time</h3>
    ${table<ValidatedFactor>({
      label: 'Alpha over time',
      rows: factors,
      columns: [
        { head: 'Percent a year', cell: (f) => f.title },
        ...[0, 1].map((half): Column<ValidatedFactor> => ({
          head: half === 0 ? 'First half' : 'Second half',
          kind: 'number',
          cell: (f) => estimateCell(f.results.halvesOfTime.groups[half]!.alpha),
        })),
        {
          head: 'Second − first',
          kind: 'number',
          cell: (f) => estimateCell(f.results.halvesOfTime.lastMinusFirst),
        },
        { head: 'Trend per year', kind: 'number', cell: (f) => estimateCell(f.results.trend) },
      ],
      look: 'long',
    })}
    ${
      aged.length > 0 &&
      html`<h3>By age of the review</h3>
        <p>
          The constituents of each review, held without further changes. If alpha disappears within half a
          year, frequent reviews, and hence turnover, are necessary.
        </p>
        ${table<ValidatedFactor>({
          label: 'Alpha by age of the review',
          rows: aged,
          columns: [
            { head: 'Percent a year', cell: (f) => f.title },
            ...AGES.map(({ from, to }, k): Column<ValidatedFactor> => ({
              head: `Months ${from} to ${to}`,
              kind: 'number',
              cell: (f) => estimateCell(f.results.byAge[k]!.alpha),
            })),
          ],
          look: 'long',
        })}`
    }
  </section>`;
}
