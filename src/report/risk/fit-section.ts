import type { FitOfYear } from '../../risk/diagnostics/fit-by-year.ts';
import { fitChart } from './charts/fit-chart.ts';
import { grouped, orNone, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** Fraction of daily return variance explained by the factors, by year. */
export const fitSection = (fit: readonly FitOfYear[]): Markup =>
  html`<section id="fit">
    <h2>Fit of the daily regression</h2>
    ${fit.length === 0 ? html`<p>No session has enough stocks for a regression.</p>` : [figure(fit), years(fit)]}
  </section>`;

const figure = (fit: readonly FitOfYear[]): Markup =>
  html`<figure>
    ${fitChart(fit, {
      id: 'fit-years',
      title: 'R² by year',
      description: `${fit.map((f) => `${f.year}: ${fractionAsPercent(f.rSquared)}, adjusted ${fractionAsPercent(f.adjustedRSquared)}`).join('; ')}.`,
    })}
    <figcaption>
      Dot: R², the fraction of the weighted cross-sectional return variance explained by the factors, as an
      annual mean of sessions. Ring: adjusted for the number of factors.
    </figcaption>
  </figure>`;

const years = (fit: readonly FitOfYear[]): Markup =>
  html`${table<FitOfYear>({
      label: 'Fit by year',
      look: 'long',
      rows: fit,
      columns: [
        { head: 'Year', cell: (f) => String(f.year) },
        { head: 'Sessions', kind: 'number', cell: (f) => grouped(f.sessions, 0) },
        { head: 'Stocks', kind: 'number', cell: (f) => grouped(f.stocks, 0) },
        { head: 'R²', kind: 'number', cell: (f) => grouped(f.rSquared, 3) },
        { head: 'Adjusted', kind: 'number', cell: (f) => grouped(f.adjustedRSquared, 3) },
        {
          head: 'Condition number',
          kind: 'number',
          cell: (f) => orNone(f.condition, (c) => grouped(c.mean, 0)),
        },
        { head: 'Maximum', kind: 'number', cell: (f) => orNone(f.condition, (c) => grouped(c.worst, 0)) },
      ],
    })}
    <p class="quiet">
      Stocks: average number in the regression. Condition number: of the style correlations within industries;
      larger values mean more collinear styles.
    </p>`;
