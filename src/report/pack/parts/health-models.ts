import type { HealthCheck, HealthLight, Light } from '../../../pack/health/health-light.ts';
import type { PackValidation } from '../../../pack/health/model-health.ts';
import type { ModelAccuracy } from '../../../pack/health/model-accuracy.ts';
import { WINDOW_MONTHS, type WindowAgreement } from '../../../validation/regimes/rolling-agreement.ts';
import { counted, fractionAsPercent, grouped, orNone } from '../../../format/numbers.ts';
import { dateText } from '../../page/dates.ts';
import { html, type Markup } from '../../page/markup.ts';
import type { Opens } from '../../page/opens.ts';
import { type Column, table } from '../../page/table.ts';
import { terms } from '../../page/terms.ts';
import { TEST_PORTFOLIO_NAMES } from '../../risk/test-portfolio-names.ts';

const MARKS: Readonly<Record<Light, string>> = {
  green: '● green',
  amber: '▲ amber',
  red: '■ red',
  'not judged': '○ not judged',
};

const lightMark = (light: Light): Markup =>
  html`<strong class="light-${light.replace(' ', '-')}">${MARKS[light]}</strong>`;

/** The light with every check behind it and its rule. */
export const lightSection = ({ light, checks }: HealthLight): Markup =>
  html`<section id="health-light">
    <h2>Health: ${lightMark(light)}</h2>
    ${table<HealthCheck>({
      label: 'Checks behind the health light',
      rows: checks,
      columns: [
        { head: 'Check', cell: (c) => c.name },
        { head: 'Found', cell: (c) => c.found },
        { head: 'Rule', cell: (c) => html`<small class="remark">${c.rule}</small>` },
        { head: 'Light', kind: 'unbroken', cell: (c) => lightMark(c.light) },
      ],
    })}
    <p class="quiet">
      The light is that of the worst check. A check whose data are missing is not judged and does not count.
      The thresholds are our choices.
    </p>
  </section>`;

const NOISE = [
  ['market', 'market'],
  ['styles', 'styles'],
  ['industries', 'industries'],
] as const;

/** How accurate INEC-1 was over the year. */
export const accuracyTables = (a: ModelAccuracy, opens: Opens): Markup =>
  html`${terms([
      [
        'Regressions',
        html`${counted(a.sessions, 'session')}, ${dateText(a.from)} to ${dateText(a.to)};
        ${grouped(a.stocks, 0)} stocks on average; mean R²
        ${opens('/parts/health/accuracy/data/rSquared', grouped(a.rSquared, 2))}, adjusted
        ${grouped(a.adjustedRSquared, 2)}`,
      ],
      [
        'Estimation error',
        a.noise === null
          ? 'not estimated: the rule book does not remove it'
          : `${fractionAsPercent(a.noise.all)} of the variance of estimated factor returns is noise of the regressions (${NOISE.map(([id, name]) => `${name} ${fractionAsPercent(a.noise![id])}`).join(', ')}); the forecasts are without it`,
      ],
    ])}
    ${table<ModelAccuracy['bias'][number]>({
      label: 'Bias of the risk forecasts over the year, by test portfolios',
      rows: a.bias,
      columns: [
        { head: 'Test portfolios', cell: (b) => TEST_PORTFOLIO_NAMES[b.family] },
        { head: 'Tested', kind: 'number', cell: (b) => grouped(b.portfolios, 0) },
        {
          head: 'Bias',
          kind: 'number',
          cell: (b) =>
            opens(`/parts/health/accuracy/data/bias/${a.bias.indexOf(b)}/bias`, grouped(b.bias, 2)),
        },
        { head: 'In band', kind: 'number', cell: (b) => fractionAsPercent(b.fractionInBand) },
        { head: 'MRAD', kind: 'number', cell: (b) => orNone(b.mrad, (m) => grouped(m, 2)) },
      ],
    })}
    <p class="quiet">
      Forecasts of one session. Bias: mean over the portfolios, 1 if forecasts are right. In band: within 1 ±
      √(2/T), where 95 % of right forecasts are. MRAD: mean distance of the bias from 1 over twelve sessions;
      0.17 for right forecasts of normal returns. Specific risk, by size of stock:
      ${a.specific.map(({ bucket, bias }) => `${bucket} ${orNone(bias, (b) => grouped(b, 2))}`).join(', ')}.
    </p>`;

/** Rolling agreement of TRRM and challengers with the dated bear markets. */
export const rollingTable = ({ classifiers, agreement, perturbation }: PackValidation): Markup =>
  html`<section id="rolling-agreement">
    <h2>Agreement over rolling windows of five years</h2>
    ${
      agreement.length === 0
        ? html`<p>The validated history is shorter than five years of dated months.</p>`
        : table<WindowAgreement>({
            label: 'κ of TRRM and challengers over windows of five years',
            rows: agreement,
            look: 'wide',
            columns: [
              { head: 'Five years to', kind: 'unbroken', cell: (w) => dateText(w.to) },
              ...classifiers.map((title, k): Column<WindowAgreement> => ({
                head: title,
                kind: 'number',
                cell: (w) => orNone(w.kappa[k], (x) => grouped(x, 2)),
              })),
            ],
          })
    }
    <p class="quiet">
      Cohen’s κ of bear against not bear, ${WINDOW_MONTHS} months each; a dash where no bear market lies in
      the window or too few months are labelled. Perturbing every threshold, scale and weight by up to
      ±${fractionAsPercent(perturbation.size)} at once changes
      ${fractionAsPercent(perturbation.labelsChanged, 1)} of the month labels on average
      (${counted(perturbation.draws, 'draw')}).
    </p>
  </section>`;
