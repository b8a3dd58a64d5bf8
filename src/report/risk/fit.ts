import type { FitOfYear } from '../../risk/diagnostics/fit-by-year.ts';
import { fitChart } from './charts/fit-by-year.ts';
import { grouped, orNone, share } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';

/** How much of a day's returns the factors account for, year by year. */
export const fitSection = (fit: readonly FitOfYear[]): Markup =>
  html`<section id="fit">
    <h2>Fit of the daily regression</h2>
    ${fit.length === 0 ? html`<p>No session had enough companies for a regression.</p>` : [figure(fit), years(fit)]}
  </section>`;

const figure = (fit: readonly FitOfYear[]): Markup =>
  html`<figure>
    ${fitChart(fit, {
      id: 'fit-years',
      title: 'R² by year',
      description: `${fit.map((f) => `${f.year}: ${share(f.rSquared)}, adjusted ${share(f.adjustedRSquared)}`).join('; ')}.`,
    })}
    <figcaption>
      R², the share of the weighted variance of companies’ returns that the factors account for on a day, as
      the mean of a year (dot); the same allowing for the number of factors (ring).
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
        { head: 'Companies', kind: 'number', cell: (f) => grouped(f.names, 0) },
        { head: 'R²', kind: 'number', cell: (f) => grouped(f.rSquared, 3) },
        { head: 'Adjusted', kind: 'number', cell: (f) => grouped(f.adjustedRSquared, 3) },
        { head: 'Condition', kind: 'number', cell: (f) => orNone(f.condition, (c) => grouped(c.mean, 0)) },
        { head: 'Worst', kind: 'number', cell: (f) => orNone(f.condition, (c) => grouped(c.worst, 0)) },
      ],
    })}
    <p class="quiet">
      Companies: in the regression on a mean day. Condition: of the styles’ correlations within industries;
      the larger, the more alike the styles.
    </p>`;
