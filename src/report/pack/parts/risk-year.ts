import type { Available } from '../../../pack/document/parts.ts';
import type { ForecastTested, RiskPoint, RiskYear } from '../../../pack/health/risk-year.ts';
import { fractionAsPercent, grouped, percent } from '../../../format/numbers.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { table } from '../../page/table.ts';
import { horizonText } from '../../risk/test-portfolio-names.ts';
import { missingBox } from '../part.ts';

/** The decided stocks through a year of INEC-1’s forecasts, and how accurate these were for them. */
export const yearSection = (year: Available<RiskYear>, opens: Opens): Markup =>
  html`<section id="risk-year">
    <h2>This portfolio through the last year of INEC-1</h2>
    ${year.kind === 'missing' ? missingBox(year) : ofYear(year.data, opens)}
  </section>`;

const YEAR = '/parts/risk/year/data';

const ofYear = ({ path, forecasts, from, to, sessions }: RiskYear, opens: Opens): Markup =>
  html`${table<RiskPoint>({
      label: 'Forecasts for the decided stocks at each month-end',
      rows: path.toReversed(),
      look: 'wide',
      columns: [
        { head: 'Close of', kind: 'unbroken', cell: (p) => dateText(p.day) },
        {
          head: 'Volatility',
          kind: 'number',
          cell: (p) => opens(`${YEAR}/path/${path.indexOf(p)}/volatility`, percent(p.volatility)),
        },
        {
          head: 'Beta',
          kind: 'number',
          cell: (p) => opens(`${YEAR}/path/${path.indexOf(p)}/beta`, grouped(p.beta, 2)),
        },
        {
          head: 'Tracking error',
          kind: 'number',
          cell: (p) => opens(`${YEAR}/path/${path.indexOf(p)}/trackingError`, percent(p.trackingError)),
        },
        { head: 'Market', kind: 'number', cell: (p) => fractionAsPercent(p.variance.market) },
        { head: 'Styles', kind: 'number', cell: (p) => fractionAsPercent(p.variance.styles) },
        { head: 'Industries', kind: 'number', cell: (p) => fractionAsPercent(p.variance.industries) },
        { head: 'Specific', kind: 'number', cell: (p) => fractionAsPercent(p.variance.specific) },
      ],
    })}
    <p class="quiet">
      The decided stock weights, unchanged, by the model’s forecast for a month at each close: how its view of
      this portfolio has moved. Percent a year, beta and tracking error to the market; the last four columns
      are fractions of the variance and sum to 100 %. A group that hedges another is below zero.
    </p>
    <h3>Forecast against realised</h3>
    ${table<ForecastTested>({
      label: 'Bias statistic of the forecasts for these stocks',
      rows: forecasts,
      columns: [
        { head: 'Returns', cell: (f) => (f.of === 'portfolio' ? 'Portfolio' : 'Against the market') },
        { head: 'Horizon', kind: 'unbroken', cell: (f) => horizonText(f.horizon) },
        { head: 'Forecasts', kind: 'number', cell: (f) => grouped(f.observations, 0) },
        {
          head: 'Bias',
          kind: 'number',
          cell: (f) => opens(`${YEAR}/forecasts/${forecasts.indexOf(f)}/bias`, grouped(f.bias, 2)),
        },
        { head: '95 % band', kind: 'number', cell: (f) => `${grouped(f.low, 2)} to ${grouped(f.high, 2)}` },
        { head: 'In band', cell: (f) => (f.isInBand ? 'yes' : html`<strong>▲ no</strong>`) },
      ],
    })}
    <p class="quiet">
      ${dateText(from)} to ${dateText(to)}, ${sessions} sessions. Bias: standard deviation of returns over
      their forecasts; 1 if they are right, above 1 if risk was underestimated. Stocks without a forecast on a
      day are represented by the others. The weights were chosen knowing this year.
    </p>`;
