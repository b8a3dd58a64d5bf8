import type { Evidence, JitterRecord } from '../../validation/regimes/result.ts';
import { flipSharePanel } from './charts/label-change-frequency.ts';
import { SIGNAL_NAMES } from '../page/names.ts';
import { counted, grouped, orNone, share } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import type { EvidenceModel } from './evidence.ts';
import { table } from '../page/table.ts';
import { switchColumns } from './challengers.ts';
import { ribbonFigure } from './labels.ts';

/** How much of the record hangs on one signal, on the exact thresholds, or on trading at once. */
export const stabilitySection = (model: EvidenceModel): Markup =>
  html`<section id="stability">
    <h2>Stability</h2>
    ${withoutOne(model)} ${jittered(model)} ${delayed(model.evidence)}
  </section>`;

const withoutOne = ({ evidence, withoutOne: rows, period }: EvidenceModel): Markup =>
  html`<h3>Without one signal</h3>
    ${
      evidence.stability.dropOne.length === 0
        ? html`<p>The rules rest on a single signal, so there is none to leave out.</p>`
        : html`<p>
              The rules with one signal left out and its weight shared among the others. What changes much
              hangs on that signal.
            </p>
            ${withoutTable(evidence)}
            ${ribbonFigure(rows, period, 'without-one', 'Labels by month without each signal')}`
    }`;

const withoutTable = ({ stability, classifiers, months }: Evidence): Markup =>
  table({
    label: 'Without one signal',
    rows: [
      { name: 'None: TRRM as it is', changed: 0, kappa: classifiers[0]?.kappa ?? null },
      ...stability.dropOne.map((d) => ({ ...d, name: SIGNAL_NAMES[d.signal] })),
    ],
    columns: [
      { head: 'Left out', cell: (d) => d.name },
      {
        head: 'Months with another label',
        kind: 'number',
        cell: (d) => `${grouped(d.changed, 0)} of ${grouped(months.length, 0)}`,
      },
      { head: 'Share', kind: 'number', cell: (d) => share(d.changed / months.length) },
      { head: 'κ', kind: 'number', cell: (d) => orNone(d.kappa, (k) => grouped(k, 2)) },
    ],
  });

const jittered = ({ evidence: { stability, months }, period }: EvidenceModel): Markup => {
  const { jitter } = stability;
  return html`<h3>Every threshold and weight jittered at once</h3>
    <p>
      ${counted(jitter.draws, 'draw')}, in each of which every one of ${grouped(jitter.parameters.length, 0)}
      thresholds, scales and weights is multiplied by a number of its own between
      ${grouped(1 - jitter.size, 1)} and ${grouped(1 + jitter.size, 1)}. On average
      ${share(jitter.meanFlipped, 1)} of the months have another label. ${kappaText(jitter)}
    </p>
    <figure>
      ${flipSharePanel(jitter, months, period)}
      <figcaption>
        Where the bars are high, the call hung on the exact parameters. Grey: bear phases dated afterwards.
      </figcaption>
    </figure>`;
};

const kappaText = ({ kappa }: JitterRecord): string =>
  kappa === null
    ? 'κ cannot be measured on them.'
    : `κ is ${grouped(kappa.median, 2)} in the middle draw and lies between ${grouped(kappa.low, 2)} and ${grouped(kappa.high, 2)} in nine draws out of ten.`;

const delayed = ({ stability: { delays, buyAndHold, cost, cashFrom } }: Evidence): Markup => {
  const held = buyAndHold ? [{ name: 'Nifty 50 held throughout', test: buyAndHold }] : [];
  const rows = [
    ...delays.map((test) => ({ name: `${counted(test.delay, 'session')} after the month-end`, test })),
    ...held,
  ];
  return html`<h3>Trading later</h3>
    ${
      rows.length === 0
        ? html`<p>The period is too short for the switch test.</p>`
        : html`<p>
              The switch test of TRRM’s labels with later and later trades, at ${share(cost, 2)} one way; cash
              earns ${cashFrom}.
            </p>
            ${table({
              label: 'Switch test by delay',
              rows,
              columns: [
                { head: 'Traded at the close', cell: (r) => r.name },
                ...switchColumns<(typeof rows)[number]>((r) => r.test),
              ],
            })}`
    }`;
};
