import { displayDay } from '../../market/day.ts';
import type { BiasTable } from '../../risk/diagnostics/bias-tests.ts';
import type { CovarianceCheck } from '../../risk/diagnostics/covariance-check.ts';
import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import { biasChart, type BiasRow } from './charts/bias-chart.ts';
import { TEST_PORTFOLIO_NAMES, testPortfolioName, horizonText } from './test-portfolio-names.ts';
import { counted, grouped, NO_BREAK, NONE, orNone, fractionAsPercent, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { specificRiskTable } from './specific-risk-table.ts';

/** Risk forecasts compared with realised risk. */
export const forecastSection = ({ bias, specific, covariance }: RiskDiagnostics): Markup =>
  html`<section id="forecasts">
    <h2>Forecast and realised risk</h2>
    ${biasFigure(bias)} ${biasTable(bias)}
    <h3>Specific risk by market value</h3>
    ${specificRiskTable(specific)}
    <h3>Covariance matrices</h3>
    ${covarianceText(covariance)}
  </section>`;

function biasFigure(tables: readonly BiasTable[]): Markup {
  const rows = tables.flatMap(rowOf);
  if (rows.length === 0)
    return html`<p>There are too few sessions since the first forecast to measure accuracy.</p>`;
  const description = `${rows.map((r) => `${r.name} over ${r.horizon}: ${r.text.join(', ')}`).join('; ')}.`;
  return html`<figure>
    ${biasChart(rows, { id: 'bias', title: 'Bias of risk forecasts by family of test portfolios', description })}
    <figcaption>
      Each dot is a test portfolio: realised over forecast risk, 1 if forecasts are correct, above 1 if risk
      was underestimated. Band: 95 % of dots if all forecasts were correct and returns normal. Hollow: outside
      the band for its number of observations.
    </figcaption>
  </figure>`;
}

function rowOf({ family, horizon, tests, summary }: BiasTable): BiasRow[] {
  const longest = tests.reduce<BiasTable['tests'][number] | null>(
    (most, t) => (most && most.observations >= t.observations ? most : t),
    null,
  );
  if (!longest || !summary) return [];
  return [
    {
      name: TEST_PORTFOLIO_NAMES[family],
      horizon: `over ${horizonText(horizon)}`,
      band: longest.band,
      portfolios: tests.map(({ name, bias, inBand }) => ({ name: testPortfolioName(name), bias, inBand })),
      text: [`mean ${grouped(summary.bias, 2)}`, `${fractionAsPercent(summary.fractionInBand)} in band`],
    },
  ];
}

const biasTable = (tables: readonly BiasTable[]): Markup =>
  html`${table<BiasTable>({
      label: 'Bias of risk forecasts',
      rows: tables,
      columns: [
        { head: 'Test portfolios', cell: (b) => TEST_PORTFOLIO_NAMES[b.family] },
        { head: 'Horizon', kind: 'unbroken', cell: (b) => horizonText(b.horizon) },
        { head: 'Tested', kind: 'number', cell: (b) => grouped(b.tests.length, 0) },
        { head: 'Bias', kind: 'number', cell: (b) => orNone(b.summary, (s) => grouped(s.bias, 2)) },
        {
          head: 'In band',
          kind: 'number',
          cell: (b) => orNone(b.summary, (s) => fractionAsPercent(s.fractionInBand)),
        },
        { head: 'MRAD', kind: 'number', cell: (b) => orNone(b.summary?.mrad, (x) => grouped(x, 2)) },
        { head: 'Q', kind: 'number', cell: (b) => orNone(b.summary, (s) => grouped(s.q, 2)) },
        { head: 'QLIKE', kind: 'number', cell: (b) => orNone(b.summary, (s) => signed(s.qlike, 2)) },
        { head: 'Furthest from 1', cell: furthest },
      ],
    })}
    <p class="quiet">
      With correct forecasts and normal returns: bias 1, 95 % in band, MRAD 0.17, Q 2.27. MRAD: mean absolute
      deviation of the bias from 1 over rolling windows of 12 observations. Q: a loss that is minimal for
      correct forecasts. QLIKE: the same loss at the level of returns, for comparing forecasts of the same
      portfolios; lower is better. Fat tails raise MRAD and Q and scatter the dots even if the mean is
      correct.
    </p>`;

function furthest({ tests }: BiasTable): string {
  const [first] = [...tests].sort((a, b) => Math.abs(b.bias - 1) - Math.abs(a.bias - 1));
  return first ? `${testPortfolioName(first.name)}${NO_BREAK}${grouped(first.bias, 2)}` : NONE;
}

const covarianceText = ({ forecasts, withEmptyIndustry, invalid }: CovarianceCheck): Markup => {
  if (forecasts === 0) return html`<p>There are no forecasts yet.</p>`;
  const empty =
    withEmptyIndustry > 0 &&
    ` On ${grouped(withEmptyIndustry, 0)} of these sessions an industry had no return.`;
  const [first] = invalid;
  return first === undefined
    ? html`<p>
        All ${counted(forecasts, 'matrix', 'matrices')} forecast so far are symmetric and positive
        definite.${empty}
      </p>`
    : html`<p class="notice">
        <strong>Invalid.</strong> ${counted(invalid.length, 'matrix', 'matrices')} of ${grouped(forecasts, 0)}
        are not symmetric and positive definite, the first on ${displayDay(first)}. Do not use risk figures of
        those sessions.${empty}
      </p>`;
};
