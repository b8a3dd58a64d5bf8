import type { ValidatedFactor } from '../../validation/factors/result.ts';
import { HALVES } from '../../validation/factors/sub-universes.ts';
import { html, type Markup } from '../page/markup.ts';
import { estimateCell } from '../validation/estimate-figures.ts';
import { type Column, table } from '../page/table.ts';

const THIRDS = ['First third', 'Middle third', 'Last third'];

/** Replication in other periods and in other companies. */
export function replicationSection(factors: readonly ValidatedFactor[]): Markup {
  const halved = factors.filter((f) => f.results.subUniverses.some((s) => s.alpha));
  return html`<section id="replication">
    <h2>Replication in sub-periods and sub-universes</h2>
    ${table<ValidatedFactor>({
      label: 'Alpha by thirds of the history',
      rows: factors,
      columns: [
        { head: 'Percent a year', cell: (f) => f.title },
        ...THIRDS.map((head, k): Column<ValidatedFactor> => ({
          head,
          kind: 'number',
          cell: (f) => estimateCell(f.results.thirdsOfTime.groups[k]!.alpha),
        })),
      ],
      look: 'long',
    })}
    ${
      halved.length > 0 &&
      html`<p>
          The same rules in the larger and in the smaller half of a sleeve’s universe, each with as many
          constituents as the full sleeve, so selection within each half is less strict.
        </p>
        ${table<ValidatedFactor>({
          label: 'Alpha in halves of the universe',
          rows: halved,
          columns: [
            { head: 'Percent a year', cell: (f) => f.title },
            ...HALVES.map((name): Column<ValidatedFactor> => ({
              head: `${name[0]!.toUpperCase()}${name.slice(1)}`,
              kind: 'number',
              cell: (f) => estimateCell(f.results.subUniverses.find((s) => s.name === name)?.alpha ?? null),
            })),
          ],
          look: 'long',
        })}`
    }
  </section>`;
}
