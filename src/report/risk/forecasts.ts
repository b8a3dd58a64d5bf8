import { displayDay } from '../../market/day.ts';
import type { BiasTable } from '../../risk/diagnostics/bias.ts';
import type { CovarianceCheck } from '../../risk/diagnostics/covariance-check.ts';
import type { RiskDiagnostics } from '../../risk/diagnostics/diagnose.ts';
import { biasChart, type BiasRow } from './charts/bias-dots.ts';
import { BET_NAMES, betName, horizonText } from './test-portfolios.ts';
import { counted, grouped, NO_BREAK, NONE, orNone, share, signed } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { table } from '../page/table.ts';
import { specificTable } from './specific.ts';

/** Forecasts of risk held against what followed. */
export const forecastSection = ({ bias, specific, covariance }: RiskDiagnostics): Markup =>
  html`<section id="forecasts" class="new-page">
    <h2>Forecasts against what followed</h2>
    ${biasFigure(bias)} ${biasTable(bias)}
    <h3>Specific risk by size of company</h3>
    ${specificTable(specific)}
    <h3>Covariance matrices</h3>
    ${covarianceText(covariance)}
  </section>`;

function biasFigure(tables: readonly BiasTable[]): Markup {
  const rows = tables.flatMap(rowOf);
  if (rows.length === 0)
    return html`<p>There are too few sessions since the first forecast to judge any.</p>`;
  const description = `${rows.map((r) => `${r.name} over ${r.horizon}: ${r.text.join(', ')}`).join('; ')}.`;
  return html`<figure>
    ${biasChart(rows, { id: 'bias', title: 'Bias of risk forecasts by family of bets', description })}
    <figcaption>
      A dot a bet: the deviation of its returns over their forecasts, 1 where forecasts are right, above where
      risk was underforecast. Band: where 95 % of the dots would lie if every forecast were right and returns
      were normal. Hollow: outside, by the bet’s own number of observations.
    </figcaption>
  </figure>`;
}

function rowOf({ bets, horizon, tests, summary }: BiasTable): BiasRow[] {
  const longest = tests.reduce<BiasTable['tests'][number] | null>(
    (most, t) => (most && most.observations >= t.observations ? most : t),
    null,
  );
  if (!longest || !summary) return [];
  return [
    {
      name: BET_NAMES[bets],
      horizon: `over ${horizonText(horizon)}`,
      band: longest.band,
      bets: tests.map(({ name, bias, inBand }) => ({ name: betName(name), bias, inBand })),
      text: [`mean ${grouped(summary.bias, 2)}`, `${share(summary.shareInBand)} inside`],
    },
  ];
}

const biasTable = (tables: readonly BiasTable[]): Markup =>
  html`${table<BiasTable>({
      label: 'Bias of risk forecasts',
      rows: tables,
      columns: [
        { head: 'Bets', cell: (b) => BET_NAMES[b.bets] },
        { head: 'Held', kind: 'unbroken', cell: (b) => horizonText(b.horizon) },
        { head: 'Tested', kind: 'number', cell: (b) => grouped(b.tests.length, 0) },
        { head: 'Bias', kind: 'number', cell: (b) => orNone(b.summary, (s) => grouped(s.bias, 2)) },
        { head: 'In band', kind: 'number', cell: (b) => orNone(b.summary, (s) => share(s.shareInBand)) },
        { head: 'MRAD', kind: 'number', cell: (b) => orNone(b.summary?.mrad, (x) => grouped(x, 2)) },
        { head: 'Q', kind: 'number', cell: (b) => orNone(b.summary, (s) => grouped(s.q, 2)) },
        { head: 'QLIKE', kind: 'number', cell: (b) => orNone(b.summary, (s) => signed(s.qlike, 2)) },
        { head: 'Furthest from 1', cell: furthest },
      ],
    })}
    <p class="quiet">
      If every forecast were right and returns were normal: bias 1, 95 % in their bands, MRAD 0.17, Q 2.27.
      MRAD: mean distance of the bias from 1 over 12 observations in a row. Q: a loss that is least where
      forecasts are right. QLIKE: the same loss at the level of the returns, for comparing forecasts of the
      same bets; lower is better. Fat tails raise MRAD and Q and scatter the dots even where the mean is
      right.
    </p>`;

function furthest({ tests }: BiasTable): string {
  const [first] = [...tests].sort((a, b) => Math.abs(b.bias - 1) - Math.abs(a.bias - 1));
  return first ? `${betName(first.name)}${NO_BREAK}${grouped(first.bias, 2)}` : NONE;
}

const covarianceText = ({ forecasts, withEmptyIndustry, unsound }: CovarianceCheck): Markup => {
  if (forecasts === 0) return html`<p>None has been forecast yet.</p>`;
  const empty =
    withEmptyIndustry > 0 && ` On ${grouped(withEmptyIndustry, 0)} of these days an industry had no return.`;
  const [first] = unsound;
  return first === undefined
    ? html`<p>
        All ${counted(forecasts, 'matrix', 'matrices')} forecast so far are symmetric and positive
        definite.${empty}
      </p>`
    : html`<p class="notice">
        <strong>Unsound.</strong> ${counted(unsound.length, 'matrix', 'matrices')} of ${grouped(forecasts, 0)}
        are not symmetric and positive definite, the first on ${displayDay(first)}: risk of those days is not
        to be trusted.${empty}
      </p>`;
};
