import type { ValidatedFactor } from '../../validation/factors/result.ts';
import type { RollingAlpha, RollingWindow } from '../../validation/factors/rolling.ts';
import { alphaPanels } from './rolling-alpha-chart.ts';
import { monthText } from '../page/dates.ts';
import { grouped, NONE, orNone, fractionAsPercent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece, unseen } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** Alpha and excess return over the market in rolling windows of three and five years. */
export function rollingSection(factors: readonly ValidatedFactor[]): Markup {
  const rows = factors.flatMap(({ title, results }) =>
    results.rolling.map((rolling, k) => ({ title: k === 0 ? title : unseen(title), rolling })),
  );
  const drawn = factors.flatMap(({ id, title, results }) => {
    const windows = results.rolling[0]!.windows;
    return windows.length > 1 ? [{ id, title, windows }] : [];
  });
  return html`<section id="rolling">
    <h2>Consistency over rolling windows</h2>
    <p>
      Windows overlap, so the number of independent observations is at most the number of non-overlapping
      windows.
    </p>
    ${
      drawn.length > 0 &&
      html`<figure>
        ${alphaPanels(drawn)}
        <figcaption>
          Alpha over the three years to each month, percent a year, on a common scale; the rule marks zero.
        </figcaption>
      </figure>`
    }
    ${table<Row>({
      label: 'Rolling windows',
      rows,
      columns: [
        { head: 'Factor', cell: (r) => r.title },
        { head: 'Years', kind: 'number', cell: (r) => grouped(r.rolling.years, 0) },
        {
          head: 'Windows',
          kind: 'number',
          cell: ({ rolling }): Piece =>
            html`${grouped(rolling.windows.length, 0)}<small
                >${grouped(rolling.nonOverlapping, 0)} non-overlapping</small
              >`,
        },
        {
          head: 'Positive alpha',
          kind: 'number',
          cell: (r) => orNone(r.rolling.positiveFraction, (s) => fractionAsPercent(s.alpha)),
        },
        {
          head: 'Return above market',
          kind: 'number',
          cell: (r) => orNone(r.rolling.positiveFraction, (s) => fractionAsPercent(s.excess)),
        },
        { head: 'Worst alpha', kind: 'number', cell: (r) => windowCell(r.rolling.worst) },
        { head: 'Best alpha', kind: 'number', cell: (r) => windowCell(r.rolling.best) },
      ],
      look: 'long',
    })}
  </section>`;
}

interface Row {
  readonly title: Piece;
  readonly rolling: RollingAlpha;
}

const windowCell = (window: RollingWindow | null): Piece =>
  window === null ? NONE : html`${signed(window.alpha, 1)}<small>to ${monthText(window.end)}</small>`;
