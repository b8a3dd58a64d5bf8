import type { ValidatedFactor, FactorValidation } from '../../validation/factors/result.ts';
import { monthText } from '../page/dates.ts';
import { grouped, orNone, percent, signed } from '../../format/numbers.ts';
import { html, type Markup, type Piece } from '../page/markup.ts';
import { CHANGE_SCALE, estimateCell, whiskerFigure } from '../validation/estimate-figures.ts';
import { table } from '../page/table.ts';
import { alphaWhiskers, alphaText } from './alpha-whiskers.ts';

/** Alpha and beta of each factor over its full history. */
export const alphaSection = ({ factors, riskFreeRate }: FactorValidation): Markup =>
  html`<section id="alpha">
    <h2>Alpha</h2>
    <p>
      Monthly excess returns over the risk-free rate, regressed on the excess return of the market. Risk-free
      rate:
      ${riskFreeRate}.${
        new Set(factors.map((f) => f.benchmark)).size > 1 &&
        ' The factors use different market benchmarks, shown in the table; compare only alphas with the same benchmark.'
      }
    </p>
    ${whiskerFigure(
      factors.map((f) => ({
        ...alphaWhiskers(f.title, [f.results.model?.alpha ?? null]),
        hollow: (f.results.launch?.groups[0]?.months ?? 0) > 0,
      })),
      CHANGE_SCALE,
      {
        id: 'alpha-chart',
        title: 'Alpha of each factor',
        description: factors.map((f) => alphaText(f.title, f.results.model?.alpha ?? null)).join(' '),
      },
      html`Alpha relative to the market, percent a year, before costs, with 95 % Newey–West confidence
      intervals. Hollow: partly the vendor’s back-test.`,
    )}
    ${table<ValidatedFactor>({
      label: 'Alpha and beta',
      rows: factors,
      columns: [
        { head: 'Factor', cell: (f): Piece => html`${f.title}<small>against ${f.benchmark}</small>` },
        {
          head: 'Period',
          cell: ({ results: { from, to } }) =>
            orNone(from && to, () => `${monthText(from!)} to ${monthText(to!)}`),
        },
        { head: 'Alpha', kind: 'number', cell: (f) => estimateCell(f.results.model?.alpha ?? null) },
        { head: 'Beta', kind: 'number', cell: (f) => orNone(f.results.model, (m) => grouped(m.beta, 2)) },
        {
          head: 'Residual volatility',
          kind: 'number',
          cell: (f) => orNone(f.results.model, (m) => percent(m.residual)),
        },
        {
          head: 'Appraisal ratio',
          kind: 'number',
          cell: (f) => orNone(f.results.multipleTesting, (s) => signed(s.appraisal, 2)),
        },
        { head: 'Lags', kind: 'number', cell: (f) => orNone(f.results.model, (m) => grouped(m.lags, 0)) },
      ],
    })}
  </section>`;
