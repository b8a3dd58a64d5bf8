import { type FilterRules, TWENTY_FIFTEEN, TWENTY_TWENTY } from '../../../regimes/dating/lunde-timmermann.ts';
import { MONTHLY_DATING } from '../../../regimes/dating/pagan-sossounov.ts';
import { BLOCK_MONTHS, DRAWS } from '../../validation/regimes/measures/volatility-ratio.ts';
import type { RegimeValidation } from '../../validation/regimes/result.ts';
import { grouped, fractionAsPercent } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';

/** Method and limitations of the validation. */
export const caveatsSection = ({ stability: { perturbation } }: RegimeValidation): Markup => {
  const { window, censor, minPhase, minCycle, bigMove } = MONTHLY_DATING;
  return html`<section id="caveats">
    <h2>Method and caveats</h2>
    ${terms([
      [
        'Dating of phases',
        `Pagan and Sossounov (2003) on month-end closes of the Nifty 50: a turning point is the extreme of ${window} months on either side; none in the first and last ${censor} months; phases shorter than ${minPhase} and cycles shorter than ${minCycle} months are dropped unless a phase in them moves by more than ${fractionAsPercent(bigMove)}. It uses future data by design: it serves as the benchmark and is never an input to a rule.`,
      ],
      [
        'Filters',
        `Lunde and Timmermann (2004): a bear market begins at the peak from which the price has fallen by ${thresholdsText('fall')}, a bull market at the trough from which it has risen by ${thresholdsText('rise')}.`,
      ],
      [
        'Labels',
        'TRRM’s labels are those of the model without overrides, each from the data known on its date. Challengers are evaluated walk-forward; fitted models are refitted each year on past data. Their prices, and the phases and premia used for all comparisons, are the latest vintage in the store. No label looks ahead.',
      ],
      [
        'κ, entry and exit',
        'Label of a month compared with the phase of the same month, bear or not. Two-state models have no consolidation, so only bear or not is compared.',
      ],
      [
        'Following month',
        `Returns and premia are those of the month after the label. Means are monthly means times twelve, with Student t-statistics, and Welch t-statistics for differences; intervals are ±1.96 standard errors. The interval of the volatility ratio uses a block bootstrap with ${grouped(DRAWS, 0)} draws of ${BLOCK_MONTHS}-month blocks.`,
      ],
      ['Calibration', 'All scored months that can be dated, independent of the validation period.'],
      [
        'Few independent events',
        'Any history contains few bear markets. Months within one are not independent, so intervals are too narrow and t-statistics too large.',
      ],
      [
        'Back-tested histories',
        'Index histories before launch are back-tests by the vendor. Factor libraries and indices are used as published, before costs; the short side of a factor may not have been tradable.',
      ],
      [
        'Random numbers',
        `Perturbations and bootstraps use the seed ${perturbation.seed}; repeated runs give identical figures.`,
      ],
      [
        'Perturbed parameters',
        html`${perturbation.parameters.map((path, i) => [i > 0 && ', ', html`<code>${path}</code>`])}`,
      ],
      [
        'Not shown',
        'That labels predict returns, or that the switching test is an investable strategy. The validation shows how far labels were associated with risk and with differences between factor returns in the past.',
      ],
    ])}
  </section>`;
};

const thresholdsText = (side: keyof FilterRules): string =>
  [...new Set([TWENTY_TWENTY, TWENTY_FIFTEEN].map((rules) => fractionAsPercent(rules[side])))].join(' or ');
