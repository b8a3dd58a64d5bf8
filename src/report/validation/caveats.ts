import {
  type FilterRules,
  TWENTY_FIFTEEN,
  TWENTY_TWENTY,
} from '../../../regimes/dating/lunde-timmermann.ts';
import { MONTHLY_DATING } from '../../../regimes/dating/pagan-sossounov.ts';
import { BLOCK_MONTHS, DRAWS } from '../../validation/regimes/measures/volatility-ratio.ts';
import type { Evidence } from '../../validation/regimes/result.ts';
import { grouped, share } from '../../format/numbers.ts';
import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';

/** How the record was made and what it cannot show. */
export const limitSection = ({ stability: { jitter } }: Evidence): Markup => {
  const { window, censor, minPhase, minCycle, bigMove } = MONTHLY_DATING;
  return html`<section id="limits">
    <h2>Method and limits</h2>
    ${terms([
      [
        'Dating of phases',
        `Pagan and Sossounov (2003) on month-end closes of the Nifty 50: a turn is the extreme of ${window} months on either side; none in the first and last ${censor} months; phases under ${minPhase} and cycles under ${minCycle} months are dropped unless a phase in them moved more than ${share(bigMove)}. It knows the future by design: it judges, and never feeds a rule.`,
      ],
      [
        'Filters',
        `Lunde and Timmermann (2004): a bear market begins at the peak from which the price has fallen by ${fallsText('fall')}, a bull market at the trough from which it has risen by ${fallsText('rise')}.`,
      ],
      [
        'Labels',
        'TRRM’s are the model’s own, without overrides, each from the data as they were known on its day. Those of the challengers are made walking forward, models that are fitted being refitted each year on what came before; their prices are in the latest version known to this record, as are the phases and premia by which all are judged. None looks ahead.',
      ],
      [
        'κ, entry and exit',
        'Label of a month against the phase of that same month, bear or not. Models of two states never say consolidation, which is why only bear or not is compared.',
      ],
      [
        'Months after',
        `Returns and premia are those of the month after the label. Means are monthly means times twelve; t by Student, of a difference by Welch; intervals are ±1.96 errors. The interval of the volatility ratio is by ${grouped(DRAWS, 0)} draws of blocks of ${BLOCK_MONTHS} months.`,
      ],
      ['Calibration', 'Over every scored month that can be dated, whatever the period of the record.'],
      [
        'Few independent events',
        'Bear markets are few in any record. Months within one are no independent witnesses, so intervals are narrower and t larger than they should be.',
      ],
      [
        'Survivors',
        'Index histories before launch are back-tests by the vendor. Factor libraries and indices are as their makers publish them, before costs; the short side of a factor may not have been tradable.',
      ],
      [
        'Chance',
        `Jitters and bootstraps draw from the seed ${jitter.seed}; the same run gives the same figures.`,
      ],
      [
        'Jittered parameters',
        html`${jitter.parameters.map((path, i) => [i > 0 && ', ', html`<code>${path}</code>`])}`,
      ],
      [
        'What it does not show',
        'That the labels foretell returns, or that the switch test is worth following. It shows how far the labels went with risk and with differences between factors in the past.',
      ],
    ])}
  </section>`;
};

const fallsText = (side: keyof FilterRules): string =>
  [...new Set([TWENTY_TWENTY, TWENTY_FIFTEEN].map((rules) => share(rules[side])))].join(' or ');
