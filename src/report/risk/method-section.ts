import { html, type Markup } from '../page/markup.ts';
import { terms } from '../page/terms.ts';

/** Method of the figures on the page, and their limitations. */
export const methodSection = (): Markup =>
  html`<section id="method">
    <h2>Method and caveats</h2>
    ${terms([
      [
        'INEC-1',
        'A model of Indian stock returns with 39 factors: the market, 12 styles and 26 industries. Every stock has an exposure of 1 to the market and to its industry, and an exposure to each style from prices, volumes and accounts as known on the date.',
      ],
      [
        'Exposures',
        'In standard deviations across the estimation universe, the sufficiently traded stocks; the cap-weighted mean is 0. Descriptors are winsorised at 3 standard deviations before they are combined.',
      ],
      [
        'Factor returns',
        'Each session’s returns are regressed on the exposures at the previous close, all factors jointly, weighted by the square root of market value unless the rule book sets other weights. Industry returns are relative to the market.',
      ],
      [
        'Factor risk',
        'From exponentially weighted past factor returns, corrected for serial correlation; correlations use a longer half-life than volatilities, are shrunk towards a simple structure, and volatilities are scaled to recent market volatility.',
      ],
      [
        'Specific risk',
        'Residual volatility by stock, blended with that of similar stocks where the history is short or irregular.',
      ],
      [
        'Units',
        'The model is daily. Volatilities are annualised by √252, which assumes independent daily returns; annual risk may be larger.',
      ],
      [
        'Contributions',
        'Factor: exposure × covariance with the portfolio, divided by volatility. Stock: weight × marginal contribution. Each set sums to the volatility.',
      ],
      [
        'Test portfolios',
        'Single factors; eigenfactors, combinations of factors with uncorrelated forecasts; random portfolios minus the equal-weighted universe; the equal-weighted universe and its quintiles of highest and lowest beta; and minimum-risk portfolios, alone and with unit exposure to each style. Each is held to its horizon and compared with the forecast made at the start. With b the return divided by forecast risk, the bias is the standard deviation of b, and Q the mean of b²\u00a0−\u00a0ln\u00a0b² (Patton 2011).',
      ],
      [
        'Correlated factors',
        'Industries and styles are correlated. A contribution allocates risk but is not a cause; removing one exposure changes the contributions of the others.',
      ],
      [
        'Not shown',
        'Whether or when a factor earns a premium. Unprecedented jumps, trading halts, gaps between quoted and achievable prices, and crises that change all correlations are beyond a model of past returns.',
      ],
    ])}
  </section>`;
