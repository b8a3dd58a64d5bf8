import type { ResearchedFactor } from '../../validation/factors/result.ts';
import type { Rolling, Window } from '../../validation/factors/rolling.ts';
import { alphaPanels } from './rolling-alpha-chart.ts';
import { monthText } from '../page/dates.ts';
import { grouped, NONE, orNone, share, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** Alpha and return above the market over every stretch of three and of five years. */
export function rollingSection(factors: readonly ResearchedFactor[]): Markup {
  const rows = factors.flatMap(({ title, research }) =>
    research.rolling.map((rolling, k) => ({ title: k === 0 ? title : '', rolling })),
  );
  const drawn = factors.flatMap(({ id, title, research }) => {
    const windows = research.rolling[0]!.windows;
    return windows.length > 1 ? [{ id, title, windows }] : [];
  });
  return html`<section id="rolling">
    <h2>Is it consistent?</h2>
    <p>
      Stretches overlap, so they are far fewer witnesses than their number: at most as many as stand apart.
    </p>
    ${
      drawn.length > 0 &&
      html`<figure>
        ${alphaPanels(drawn)}
        <figcaption>
          Alpha of the three years to each month, percent a year, all on one scale; the rule is at nought.
        </figcaption>
      </figure>`
    }
    ${table<Row>({
      label: 'Rolling stretches',
      rows,
      columns: [
        { head: 'Factor', cell: (r) => r.title },
        { head: 'Years', kind: 'number', cell: (r) => grouped(r.rolling.years, 0) },
        {
          head: 'Stretches',
          kind: 'number',
          cell: ({ rolling }): Piece =>
            html`${grouped(rolling.windows.length, 0)}<small>${grouped(rolling.apart, 0)} apart</small>`,
        },
        {
          head: 'Alpha above 0',
          kind: 'number',
          cell: (r) => orNone(r.rolling.shares, (s) => share(s.alpha)),
        },
        {
          head: 'Above the market',
          kind: 'number',
          cell: (r) => orNone(r.rolling.shares, (s) => share(s.excess)),
        },
        { head: 'Worst alpha', kind: 'number', cell: (r) => windowCell(r.rolling.worst) },
        { head: 'Best alpha', kind: 'number', cell: (r) => windowCell(r.rolling.best) },
      ],
      look: 'long',
    })}
  </section>`;
}

interface Row {
  readonly title: string;
  readonly rolling: Rolling;
}

const windowCell = (window: Window | null): Piece =>
  window === null ? NONE : html`${signed(window.alpha, 1)}<small>to ${monthText(window.end)}</small>`;
