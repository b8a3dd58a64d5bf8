import { LEAST_IN_GROUP } from '../../validation/factors/alpha-by-group.ts';
import { LEAST_MONTHS } from '../../validation/factors/market-model.ts';
import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';

/** How the figures were made, and what they cannot show. */
export const limitSection = (): Markup =>
  html`<section id="limits">
    <h2>Method and limits</h2>
    ${terms([
      [
        'Alpha',
        `Twelve times the constant of a regression of monthly returns above the riskless rate on the market’s (Jensen 1968); at least ${LEAST_MONTHS} months.`,
      ],
      [
        't and intervals',
        'By Newey and West (1987) with ⌊4·(n/100)^(2/9)⌋ lags, times n/(n − k); intervals are ±1.96 errors. In short records they are somewhat too narrow.',
      ],
      [
        'Parts of the record',
        `One regression with an alpha and a beta for each part; parts of fewer than ${LEAST_IN_GROUP} months are not told.`,
      ],
      [
        'By regime',
        'A month counts under the label known when it began, by TRRM’s model from the data of that day. The rules of TRRM themselves were chosen on this history.',
      ],
      [
        'By age',
        'Each review’s members, unchanged, in calendar time: the mean of all that are of that age in a month (Jegadeesh and Titman 1993).',
      ],
      [
        'The search',
        'Deflated Sharpe ratio of Bailey and López de Prado (2014) on returns with the market’s part taken off. Of an index nobody knows how many rules its maker tried; where nothing else is owned up to, 20 are counted (our choice), and not those of the other indices on this page.',
      ],
      [
        'One factor',
        'The market alone is taken off. What is called alpha here may be a premium for another known factor, size or value for instance.',
      ],
      [
        'Two markets',
        'Sleeves are measured against all shares of the store by market value, indices against the Nifty 50. A sleeve or an index of small companies may owe its alpha to the second being one of large ones.',
      ],
      [
        'Levels without dividends',
        'Where only price levels reach back far enough, both sides are without dividends; an index that pays more than the market then looks worse than it was, one that pays less better.',
      ],
      [
        'Survivors',
        'Sleeves choose among the shares in the store. Where those are today’s index members, both sleeve and market look better than they were, and a sleeve that holds the risky may gain more by it.',
      ],
      [
        'What it does not show',
        'That a factor will earn anything from now on. Published factors have tended to earn less once they were known.',
      ],
    ])}
  </section>`;
