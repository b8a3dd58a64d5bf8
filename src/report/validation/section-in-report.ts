import { periodText } from '../page/dates.ts';
import { html, type Markup } from '../page/markup.ts';
import type { ValidationModel } from './page-model.ts';
import { agreementTable } from './challengers-section.ts';
import { ribbonFigure } from './labels-section.ts';
import { premiumFigure } from './premia-section.ts';
import { backTestNotice, findings } from './summary-section.ts';
import { contradictions } from './tilts-section.ts';

/** Findings of the validation, and TRRM beside its challengers. */
export const validationSummary = ({ result }: ValidationModel): Markup =>
  html`<section id="validation">
    <h2>Model validation, ${periodText(result.from, result.to)}</h2>
    ${backTestNotice(result)} ${findings(result)}
    <h3>TRRM and challengers</h3>
    ${agreement(result)}
  </section>`;

/** Summary of the validation for the monthly report: findings, contradicted tilts, challengers and premia. */
export const validationInReport = ({ result, labels, period, tilts }: ValidationModel): Markup =>
  html`<section id="validation">
    <h2>Model validation, ${periodText(result.from, result.to)}</h2>
    ${backTestNotice(result)} ${findings(result)}
    ${ribbonFigure(labels, period, 'validation-labels', 'Labels by month and dated bear markets')}
    <h3>Contradicted tilts</h3>
    ${contradictions(tilts)}
    <h3>TRRM and challengers</h3>
    ${agreement(result)}
    <h3>Premia by regime</h3>
    ${
      result.premia.length === 0
        ? html`<p>Not available with the series in the store.</p>`
        : premiumFigure(result.premia)
    }
  </section>`;

const agreement = ({ classifiers }: ValidationModel['result']): Markup =>
  html`${agreementTable(classifiers)}
    <p class="quiet">
      κ: agreement on bear or not beyond chance. p: fraction of circular shifts of the labels with at least
      the same agreement. Entry and exit: months from the peak to the first bearish label, and from the trough
      to the first other label. Changes: label changes a year. Volatility ratio: volatility of the following
      month after bearish labels divided by that after bullish labels.
    </p>`;
