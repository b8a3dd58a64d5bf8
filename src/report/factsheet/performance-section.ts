import { capital } from '../../format/words.ts';
import type { PeriodReturn, PeriodRisk } from '../../sleeves/levels/performance.ts';
import { sleeveLevelChart } from './sleeve-levels-chart.ts';
import { dateText } from '../page/dates.ts';
import { grouped, orNone, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { SleeveSheet } from './page-model.ts';
import { table } from '../page/table.ts';

/** Return and risk of a sleeve, beside the cap-weighted market. */
export function performance({ sheet, levels }: SleeveSheet): Markup {
  const chart = sleeveLevelChart(levels, sheet.id);
  return html`${
      chart &&
      html`<figure>
        ${chart}
        <figcaption>
          Solid: the sleeve. Dashed: the market, all stocks of the store weighted by market value, reviewed
          quarterly. Before costs and taxes.
        </figcaption>
      </figure>`
    }
    <h3>Returns</h3>
    ${
      sheet.returns.length === 0
        ? html`<p>No period is complete yet.</p>`
        : table<PeriodReturn>({
            label: `Returns of ${sheet.definition.title}`,
            rows: sheet.returns,
            columns: [
              {
                head: 'Return, %',
                cell: (r) => (r.isAnnual ? `${capital(r.period)}, a year` : capital(r.period)),
              },
              { head: 'From', kind: 'unbroken', cell: (r) => dateText(r.from) },
              { head: 'Price return', kind: 'number', cell: (r) => points(r.price) },
              { head: 'Total return', kind: 'number', cell: (r) => points(r.total) },
              { head: 'Market', kind: 'number', cell: (r) => orNone(r.market, points) },
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
        ? html`<p>Not available: too few sessions.</p>`
        : table<PeriodRisk>({
            label: `Risk of ${sheet.definition.title}`,
            rows: sheet.risk,
            columns: [
              { head: 'Daily total returns', cell: (r) => capital(r.period) },
              {
                head: 'Volatility, % a year',
                kind: 'number',
                cell: (r) => grouped(100 * r.volatility, 1),
              },
              { head: 'Beta', kind: 'number', cell: (r) => grouped(r.beta, 2) },
              { head: 'Correlation', kind: 'number', cell: (r) => grouped(r.correlation, 2) },
              { head: 'R²', kind: 'number', cell: (r) => grouped(r.rSquared, 2) },
              {
                head: 'Maximum drawdown, %',
                kind: 'number',
                cell: (r) => grouped(100 * r.maximumDrawdown, 1),
              },
            ],
          })
    }`;
}

const points = (fraction: number): string => signed(100 * fraction, 1);
