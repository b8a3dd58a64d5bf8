/** Terms of the pack’s headings and tables, as docs/glossary.md has them. */
export const GLOSSARY: readonly (readonly [term: string, meaning: string])[] = [
  [
    'Beta',
    'Sensitivity to the market portfolio of the risk model; to the benchmark in results of an account.',
  ],
  [
    'Bias statistic',
    'Standard deviation of returns over their forecast volatilities; 1 if forecasts of risk are right.',
  ],
  [
    'Bouquet',
    'The mix of sleeves that a regime holds, as fractions of the factor part (95 %) of the portfolio.',
  ],
  ['Break-even return', 'Charges, impact and tax of the move, as a fraction of the portfolio.'],
  [
    'Capacity',
    'Portfolio value up to which 90 % of the stocks can be sold within 20 days at a fifth of median trading.',
  ],
  ['Effective stocks', '1/Σw²: as many stocks of equal weight would be as concentrated.'],
  [
    'Estimation error',
    'Part of estimated factor returns that is specific returns of the stocks; taken out of the forecasts.',
  ],
  ['Headroom', 'Distance of what is used from its limit; below zero outside.'],
  [
    'Override',
    'A label set by hand, with author, reason and expiry; shown with the model’s own wherever it applies.',
  ],
  ['Passive breach', 'A holding that prices alone have carried across a limit since it was decided.'],
  [
    'Regime, label',
    'Bullish, consolidation or bearish: risk and factor premia differ between them; no forecast of returns.',
  ],
  ['Risk of a group', 'Its contribution to the variance; below zero where it hedges the others.'],
  ['Sleeve', 'A rule-based portfolio of stocks with one characteristic, such as momentum or quality.'],
  ['Strategic part', 'The 5 % outside the sleeves: gold, cash and G-secs, hedge reserve.'],
  [
    'Tracking error',
    'Standard deviation of the difference of returns to the market portfolio, percent a year.',
  ],
  ['Turnover, one-way', 'Half the sum of absolute weight changes, without new money.'],
];
