import type { ForecastFigure } from '../../backtest/account/forecast-outcome.ts';
import type { MeasuredRecord } from '../../backtest/account/measure-record.ts';
import { fractionAsPercent, grouped, NONE } from '../../format/numbers.ts';
import { dateText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { figureText, returnText } from '../performance/figure-text.ts';

/** The last decision's forecast of risk beside what the account did afterwards. */
export function outcomeSection(
  outcome: NonNullable<MeasuredRecord['outcome']>,
  title = 'The last decision and what followed',
): Markup {
  const rows: readonly (readonly [string, ForecastFigure, 'fraction' | 'number'])[] = [
    ['Volatility, a year', outcome.volatility, 'fraction'],
    ['Beta', outcome.beta, 'number'],
    ['Tracking error, a year', outcome.trackingError, 'fraction'],
  ];
  return html`<section id="outcome">
    <h2>${title}</h2>
    <p>
      Ledger entry ${outcome.entry}, decided on ${dateText(outcome.asOf)}; measured from
      ${dateText(outcome.from)} to ${dateText(outcome.to)}, ${grouped(outcome.sessions, 0)} sessions. The
      account returned
      ${returnText(outcome.own)}${outcome.benchmark !== null && `, the benchmark ${returnText(outcome.benchmark)}`};
      one standard deviation of the forecast over so many sessions is
      ${outcome.band === null ? NONE : `± ${figureText(outcome.band, 'fraction')}`}.
    </p>
    ${table({
      label: 'Forecast and realised risk',
      rows,
      columns: [
        { head: 'Risk', cell: ([name]) => name },
        { head: 'Forecast', kind: 'number', cell: ([, f, unit]) => figureText(f.forecast, unit) },
        { head: 'Realised', kind: 'number', cell: ([, f, unit]) => figureText(f.realised, unit) },
      ],
    })}
    <p class="quiet">
      A deviation realised over so many sessions has a relative standard error of
      ${fractionAsPercent(outcome.error)}. Forecast beta and tracking error are to the market portfolio of the
      risk model, realised ones to the benchmark.
    </p>
  </section>`;
}
