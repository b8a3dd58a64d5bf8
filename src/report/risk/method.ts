import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';

/** How the figures of the page came about, in plain words, and what they cannot show. */
export const methodSection = (): Markup =>
  html`<section id="method" class="new-page">
    <h2>Method and limits</h2>
    ${terms([
      [
        'INEC-1',
        'A model of the returns of Indian shares by 39 factors: the market, 12 styles and 26 industries. Every company has an exposure of 1 to the market and to its industry, and one to each style from its prices, volumes and accounts as they were known on the day.',
      ],
      [
        'Exposures',
        'In deviations of the estimation universe, the companies that are traded enough to learn from; by capitalisation its mean is 0. Single figures are limited to 3 deviations before they are put together.',
      ],
      [
        'Factor returns',
        'Each session’s returns are regressed on the exposures of the close before, all factors at once, weighted by the root of market value unless the rule book says otherwise. Industry returns are taken against the market.',
      ],
      [
        'Factor risk',
        'From past factor returns, recent ones counting more, with their lags; correlations over a longer time than volatilities, drawn towards a simple structure, and scaled to how volatile the market has been of late.',
      ],
      [
        'Specific risk',
        'What the factors leave over, company by company; blended with that of like companies where the record is short or uneven.',
      ],
      [
        'Units',
        'The model is daily. Volatilities are shown a year, × √252, which takes days to be independent; a year’s risk may be larger.',
      ],
      [
        'Contributions',
        'Of a factor: exposure × its covariance with the portfolio, over volatility. Of a company: weight × what a little more of it adds. Each set adds up to the volatility.',
      ],
      [
        'Test bets',
        'Single factors; eigenfactors, which are bets on all factors that are uncorrelated by forecast; portfolios drawn by lot, less the universe weighted equally; the universe and its fifths of highest and lowest beta, weighted equally; and portfolios of least risk, alone and with a unit of each style. Each is held to the end of its horizon and held against the forecast made before it. With b a return over its forecast, the bias is the deviation of b, and Q the mean of b²\u00a0−\u00a0ln\u00a0b² (Patton 2011).',
      ],
      [
        'Overlap of factors',
        'Industries and styles move together. A contribution is a fair share of risk, not a cause; taking a bet off changes the shares of the others.',
      ],
      [
        'What it does not show',
        'That a factor will pay, or when. Jumps without precedent, halts of trading, gaps between prices shown and prices at which one can sell, and crises in which all correlations change are beyond a model of past returns.',
      ],
    ])}
  </section>`;
