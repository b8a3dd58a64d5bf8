import { periodText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import type { EvidenceModel } from './evidence.ts';
import { agreementTable } from './challengers.ts';
import { ribbonFigure } from './labels.ts';
import { premiumFigure } from './premia.ts';
import { backTestNotice, findings } from './summary.ts';
import { contradictions } from './tilts.ts';

/** The record in brief, for the monthly report: what it comes to, its challengers, its premia, what speaks against a tilt. */
export const evidenceInReport = ({ evidence, labels, period, tilts }: EvidenceModel): Markup =>
  html`<section id="evidence" class="new-page">
    <h2>The rules on trial, ${periodText(evidence.from, evidence.to)}</h2>
    ${backTestNotice(evidence)} ${findings(evidence)}
    ${ribbonFigure(labels, period, 'evidence-labels', 'Labels by month over the dated bear phases')}
    <h3>Tilts that the record speaks against</h3>
    ${contradictions(tilts)}
    <h3>TRRM and its challengers</h3>
    ${agreementTable(evidence.classifiers)}
    <p class="quiet">
      κ: agreement on bear or not beyond chance. p: share of shifts of the labels that agree as well. Entry
      and exit: months from the peak to the first bearish label, from the trough to the first other. Changes:
      of label, a year. Volatility ratio: how much the next month varied after bearish labels over after
      bullish ones.
    </p>
    <h3>Premia by regime</h3>
    ${
      evidence.premia.length === 0
        ? html`<p>None could be measured with the series in the store.</p>`
        : premiumFigure(evidence.premia)
    }
  </section>`;
