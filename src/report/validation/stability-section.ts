import type { RegimeValidation, PerturbationResult } from '../../validation/regimes/result.ts';
import { labelChangePanel } from './charts/label-change-frequency.ts';
import { SIGNAL_NAMES } from '../page/names.ts';
import { counted, grouped, orNone, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ValidationModel } from './page-model.ts';
import { table } from '../page/table.ts';
import { switchColumns } from './challengers-section.ts';
import { ribbonFigure } from './labels-section.ts';

/** Sensitivity of the results to single signals, to parameter values and to trading delays. */
export const stabilitySection = (model: ValidationModel): Markup =>
  html`<section id="stability">
    <h2>Stability</h2>
    ${withoutOne(model)} ${perturbed(model)} ${delayed(model.result)}
  </section>`;

const withoutOne = ({ result, withoutOne: rows, period }: ValidationModel): Markup =>
  html`<h3>Without one signal</h3>
    ${
      result.stability.dropOne.length === 0
        ? html`<p>The rules use a single signal, so none can be left out.</p>`
        : html`<p>
              The rules with one signal left out and its weight redistributed among the others. Large changes
              indicate dependence on that signal.
            </p>
            ${withoutTable(result)}
            ${ribbonFigure(rows, period, 'without-one', 'Labels by month without one signal')}`
    }`;

const withoutTable = ({ stability, classifiers, months }: RegimeValidation): Markup =>
  table({
    label: 'Without one signal',
    rows: [
      { name: 'None: TRRM with all signals', changed: 0, kappa: classifiers[0]?.kappa ?? null },
      ...stability.dropOne.map((d) => ({ ...d, name: SIGNAL_NAMES[d.signal] })),
    ],
    columns: [
      { head: 'Left out', cell: (d) => d.name },
      {
        head: 'Months with another label',
        kind: 'number',
        cell: (d) => `${grouped(d.changed, 0)} of ${grouped(months.length, 0)}`,
      },
      {
        head: 'Fraction of months',
        kind: 'number',
        cell: (d) => fractionAsPercent(d.changed / months.length),
      },
      { head: 'κ', kind: 'number', cell: (d) => orNone(d.kappa, (k) => grouped(k, 2)) },
    ],
  });

const perturbed = ({ result: { stability, months }, period }: ValidationModel): Markup => {
  const { perturbation } = stability;
  return html`<h3>Parameter perturbation</h3>
    <p>
      ${counted(perturbation.draws, 'draw')}, each of which multiplies every one of
      ${grouped(perturbation.parameters.length, 0)} thresholds, scales and weights by an independent random
      factor between ${grouped(1 - perturbation.size, 1)} and ${grouped(1 + perturbation.size, 1)}. On average
      ${fractionAsPercent(perturbation.meanChanged, 1)} of months have another label.
      ${kappaText(perturbation)}
    </p>
    <figure>
      ${labelChangePanel(perturbation, months, period)}
      <figcaption>
        High bars: the call depends on the exact parameter values. Grey: bear markets dated ex post.
      </figcaption>
    </figure>`;
};

const kappaText = ({ kappa }: PerturbationResult): string =>
  kappa === null
    ? 'κ is not available for the draws.'
    : `The median of κ is ${grouped(kappa.median, 2)}; 90 % of draws are between ${grouped(kappa.low, 2)} and ${grouped(kappa.high, 2)}.`;

const delayed = ({ stability: { delays, buyAndHold, cost, cashSource } }: RegimeValidation): Markup => {
  const held = buyAndHold ? [{ name: 'Nifty 50, buy and hold', test: buyAndHold }] : [];
  const rows = [
    ...delays.map((test) => ({ name: `${counted(test.delay, 'session')} after the month-end`, test })),
    ...held,
  ];
  return html`<h3>Trading delay</h3>
    ${
      rows.length === 0
        ? html`<p>The period is too short for the switching test.</p>`
        : html`<p>
              The switching test of TRRM’s labels with increasing trading delays, at
              ${fractionAsPercent(cost, 2)} one-way cost; cash earns ${cashSource}.
            </p>
            ${table({
              label: 'Switching test by delay',
              rows,
              columns: [
                { head: 'Traded at the close', cell: (r) => r.name },
                ...switchColumns<(typeof rows)[number]>((r) => r.test),
              ],
            })}`
    }`;
};
