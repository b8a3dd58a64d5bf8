import { MIN_GROUP_MONTHS } from '../../validation/factors/alpha-by-group.ts';
import { MIN_MONTHS } from '../../validation/factors/market-model.ts';
import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';

/** Method and limitations of the figures. */
export const caveatsSection = (): Markup =>
  html`<section id="caveats">
    <h2>Method and caveats</h2>
    ${terms([
      [
        'Alpha',
        `Twelve times the intercept of a regression of monthly excess returns on those of the market (Jensen 1968); requires at least ${MIN_MONTHS} months.`,
      ],
      [
        't and intervals',
        'Newey and West (1987) with ⌊4·(n/100)^(2/9)⌋ lags, scaled by n/(n − k); intervals are ±1.96 standard errors. In short samples they are somewhat too narrow.',
      ],
      [
        'Sub-samples',
        `One regression with a separate alpha and beta for each sub-sample; sub-samples of fewer than ${MIN_GROUP_MONTHS} months are not reported.`,
      ],
      [
        'By regime',
        'A month counts under the regime known at its start, from TRRM’s model with the data of that date. The rules of TRRM were selected on this history.',
      ],
      [
        'By age',
        'The constituents of each review held unchanged, in calendar time: the mean over all cohorts of that age in a month (Jegadeesh and Titman 1993).',
      ],
      [
        'Multiple testing',
        'Deflated Sharpe ratio (Bailey and López de Prado 2014) of market-hedged returns. The number of rules that an index vendor tried is unknown; unless declared otherwise, 20 are assumed (our choice), excluding those of the other indices on this page.',
      ],
      [
        'Single-factor model',
        'Only the market is controlled for. Alpha may be a premium for another known factor, such as size or value.',
      ],
      [
        'Two market benchmarks',
        'Sleeves are measured against the cap-weighted market of all stocks in the store, indices against the Nifty 50. The alpha of a small-cap index may reflect that the Nifty 50 holds large companies.',
      ],
      [
        'Price indices',
        'If only price levels reach back far enough, both sides exclude dividends; this understates indices with a higher dividend yield than the market and overstates those with a lower one.',
      ],
      [
        'Survivorship bias',
        'Sleeves select from the stocks in the store. If those are today’s index constituents, the returns of both sleeve and market are overstated, possibly more so for sleeves of risky stocks.',
      ],
      [
        'Not shown',
        'That a factor will earn a premium in future. Published factors have tended to earn less after publication.',
      ],
    ])}
  </section>`;
