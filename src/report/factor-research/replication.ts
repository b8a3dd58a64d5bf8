import type { ResearchedFactor } from '../../validation/factors/result.ts';
import { HALVES } from '../../validation/factors/sub-universes.ts';
import { html, type Markup } from '../page/markup.ts';
import { estimateCell } from '../validation/estimates.ts';
import { type Column, table } from '../page/table.ts';

const THIRDS = ['First third', 'Middle third', 'Last third'];

/** Whether other years and other companies tell the same. */
export function replicationSection(factors: readonly ResearchedFactor[]): Markup {
  const halved = factors.filter((f) => f.research.subUniverses.some((s) => s.alpha));
  return html`<section id="replication">
    <h2>Do other years and other companies tell the same?</h2>
    ${table<ResearchedFactor>({
      label: 'Alpha by thirds of the record',
      rows: factors,
      columns: [
        { head: 'Percent a year', cell: (f) => f.title },
        ...THIRDS.map((head, k): Column<ResearchedFactor> => ({
          head,
          kind: 'number',
          cell: (f) => estimateCell(f.research.thirdsOfTime.groups[k]!.alpha),
        })),
      ],
      look: 'long',
    })}
    ${
      halved.length > 0 &&
      html`<p>
          The same rules in the larger and in the smaller half of a sleeve’s universe, with as many names from
          each as from the whole: each half is less choosy.
        </p>
        ${table<ResearchedFactor>({
          label: 'Alpha in halves of the universe',
          rows: halved,
          columns: [
            { head: 'Percent a year', cell: (f) => f.title },
            ...HALVES.map((name): Column<ResearchedFactor> => ({
              head: `${name[0]!.toUpperCase()}${name.slice(1)}`,
              kind: 'number',
              cell: (f) => estimateCell(f.research.subUniverses.find((s) => s.name === name)?.alpha ?? null),
            })),
          ],
          look: 'long',
        })}`
    }
  </section>`;
}
