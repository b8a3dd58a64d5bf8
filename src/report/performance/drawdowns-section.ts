import type { Drawdown } from '../../backtest/statistics/drawdown-table.ts';
import type { TearSheet } from '../../backtest/statistics/tear-sheet.ts';
import { grouped, NONE, percent } from '../../format/numbers.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** The deepest falls with their dates and lengths. */
export const drawdownsSection = ({ drawdowns }: TearSheet): Markup =>
  html`<section id="drawdowns">
    <h2>Drawdowns</h2>
    ${
      drawdowns.length === 0
        ? html`<p>The value never fell below an earlier peak.</p>`
        : table<Drawdown>({
            label: 'Deepest drawdowns',
            rows: drawdowns,
            columns: [
              { head: 'Peak', kind: 'unbroken', cell: (d) => dateText(d.peak) },
              { head: 'Trough', kind: 'unbroken', cell: (d) => dateText(d.trough) },
              {
                head: 'Recovered',
                kind: 'unbroken',
                cell: (d) => (d.to === null ? 'not yet' : dateText(d.to)),
              },
              { head: 'Depth', kind: 'number', cell: (d) => percent(100 * d.depth, 2) },
              { head: 'Days to the trough', kind: 'number', cell: (d) => grouped(d.daysToTrough, 0) },
              {
                head: 'Days to recover',
                kind: 'number',
                cell: (d) => (d.daysToRecovery === null ? NONE : grouped(d.daysToRecovery, 0)),
              },
              { head: 'Days in all', kind: 'number', cell: (d) => grouped(d.days, 0) },
            ],
          })
    }
    <p class="quiet">
      Calendar days, on every value of the series; a fall that has not recovered is counted to the end.
    </p>
  </section>`;
