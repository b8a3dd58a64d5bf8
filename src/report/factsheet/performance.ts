import type { PeriodReturn, PeriodRisk } from '../../sleeves/levels/performance.ts';
import { sleeveLevelChart } from './sleeve-levels-chart.ts';
import { dateText } from '../page/dates.ts';
import { grouped, orNone, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { SleeveSheet } from './factsheet.ts';
import { table } from '../page/table.ts';

/** What a sleeve brought and how it varied, beside all shares by market value. */
export function performance({ sheet, levels }: SleeveSheet): Markup {
  const chart = sleeveLevelChart(levels, sheet.id);
  return html`${
      chart &&
      html`<figure>
        ${chart}
        <figcaption>
          Dark: the sleeve. Grey: all shares of the store by market value, reviewed quarterly. Before costs
          and taxes.
        </figcaption>
      </figure>`
    }
    <h3>Returns</h3>
    ${
      sheet.returns.length === 0
        ? html`<p>No period is over yet.</p>`
        : table<PeriodReturn>({
            label: `Returns of ${sheet.definition.title}`,
            rows: sheet.returns,
            columns: [
              {
                head: 'Percent',
                cell: (r) => (r.isAnnual ? `${capital(r.period)}, a year` : capital(r.period)),
              },
              { head: 'From', kind: 'unbroken', cell: (r) => dateText(r.from) },
              { head: 'Price', kind: 'number', cell: (r) => points(r.price) },
              { head: 'With dividends', kind: 'number', cell: (r) => points(r.total) },
              { head: 'All shares', kind: 'number', cell: (r) => orNone(r.market, points) },
              {
                head: 'Difference',
                kind: 'number',
                cell: (r) => orNone(r.market, (m) => points(r.total - m)),
              },
            ],
          })
    }
    <h3>Risk</h3>
    ${
      sheet.risk.length === 0
        ? html`<p>There are too few sessions to tell.</p>`
        : table<PeriodRisk>({
            label: `Risk of ${sheet.definition.title}`,
            rows: sheet.risk,
            columns: [
              { head: 'Of daily returns with dividends', cell: (r) => capital(r.period) },
              {
                head: 'Std. deviation, % a year',
                kind: 'number',
                cell: (r) => grouped(100 * r.volatility, 1),
              },
              { head: 'Beta', kind: 'number', cell: (r) => grouped(r.beta, 2) },
              { head: 'Correlation', kind: 'number', cell: (r) => grouped(r.correlation, 2) },
              { head: 'R²', kind: 'number', cell: (r) => grouped(r.rSquared, 2) },
              { head: 'Deepest fall, %', kind: 'number', cell: (r) => grouped(100 * r.drawdown, 1) },
            ],
          })
    }`;
}

const points = (fraction: number): string => signed(100 * fraction, 1);
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
