import { holdingExposures } from '../../../allocations/risk-model/sleeve-exposures.ts';
import { annualPercent } from '../../math/annualise.ts';
import { FACTOR_COUNT, FACTORS, type Style } from '../../risk/factors.ts';
import {
  type At,
  beside,
  each,
  entryOf,
  formula,
  madeAgain,
  named,
  parameter,
  type Rule,
  stage,
  sum,
  valueOf,
} from '../rule.ts';

import { STOCKS, MODEL, model, styleTarget } from './risk-model-inputs.ts';

/** The volatility of a style's factor, percent a year. */
const styleVolatility = (at: At, style: Style): number => {
  const k = FACTORS.indexOf(style);
  return annualPercent(Math.sqrt(at.made.stocks!.riskModel.covariance[k * FACTOR_COUNT + k]!));
};

/** The pointer of a factor's exposure in the volatility of a portfolio; none where its risk is not available. */
const exposureOf = (at: At, portfolio: string, factor: string): string[] => {
  const entry = entryOf(
    at,
    `/allocation/risk/${portfolio}/volatilityContributions/factors`,
    'factor',
    factor,
  );
  return entry === null ? [] : [`${entry}/exposure`];
};

/** An industry's or a style's figure, from the exposures behind the risk of a portfolio. */
const fromExposure = (
  pattern: string,
  factor: (at: At) => string,
  words: string,
  minusMarket: boolean,
): Rule => ({
  ...stage(pattern, minusMarket ? 'deviations' : 'fraction', words, {
    symbols: minusMarket ? 'xₖ − mₖ' : 'xₖ',
    inputs: (at) => exposureOf(at, at.keys[1]!, factor(at)),
    rows: STOCKS,
  }),
  recompute: ([exposure], at) => {
    if (exposure === undefined) return madeAgain(at);
    const { riskModel, market } = at.made.stocks!;
    const of = FACTORS.findIndex((f) => f === factor(at));
    return (exposure as number) - (minusMarket ? holdingExposures(riskModel, market)[of]! : 0);
  },
});

/** `/allocation/riskModel`: the portfolio by style, industry and stock. */
export const LOOK_THROUGH_RULES: readonly Rule[] = [
  stage(`${MODEL}/session`, 'day', 'The last session of INEC-1 on or before the as-of date.', {
    rows: STOCKS,
  }),
  stage(
    `${MODEL}/marketStocks`,
    'count',
    'Stocks in the market portfolio: covered members of the estimation universe.',
    { rows: STOCKS },
  ),
  named(`${MODEL}/styles/*/style`, 'The style.'),
  parameter(
    `${MODEL}/styles/*/target`,
    'deviations',
    'The regime’s target for the portfolio’s active exposure.',
    (at) => styleTarget(at, model(at).styles[Number(at.keys[0])]!.style),
  ),
  fromExposure(
    `${MODEL}/styles/*/(opening|final)`,
    (at) => model(at).styles[Number(at.keys[0])]!.style,
    'The portfolio’s exposure to the style less the market portfolio’s.',
    true,
  ),
  stage(
    `${MODEL}/unintendedBet/style`,
    'words',
    'The style with the largest tracking error of its own among those that the regime does not ask for.',
    {
      inputs: (at) => each(at, `${MODEL}/styles`, 'final'),
    },
  ),
  ...(['target', 'exposure'] as const).map((field) =>
    formula(
      `${MODEL}/unintendedBet/${field}`,
      'deviations',
      field === 'target' ? 'The regime’s target for that style.' : 'The portfolio’s active exposure to it.',
      {
        inputs: (at) => [
          `${entryOf(at, `${MODEL}/styles`, 'style', model(at).unintendedBet!.style) ?? ''}/${field === 'target' ? 'target' : 'final'}`,
        ],
      },
      ([x]) => x,
    ),
  ),
  formula(
    `${MODEL}/unintendedBet/trackingError`,
    'percent',
    'The size of the exposure times the volatility of the style’s factor.',
    { symbols: '|x| σₖ', inputs: (at) => [beside(at, 'exposure')], rows: STOCKS },
    ([x], at) => Math.abs(x as number) * styleVolatility(at, model(at).unintendedBet!.style),
  ),
  named(`${MODEL}/industries/*/industry`, 'The industry.'),
  stage(`${MODEL}/industries/*/market`, 'fraction', 'The weight of the industry in the market portfolio.', {
    rows: STOCKS,
  }),
  stage(`${MODEL}/industries/*/bouquet`, 'fraction', 'The weight of the industry in the regime’s bouquet.', {
    inputs: (at) => each(at, '/allocation/sleeves', 'base'),
    rows: STOCKS,
  }),
  fromExposure(
    `${MODEL}/industries/*/(opening|final)`,
    (at) => model(at).industries[Number(at.keys[0])]!.industry,
    'The weight of the industry in the portfolio, look-through.',
    false,
  ),
  named(`${MODEL}/stocks/*/(isin|symbol|name|industry)`, 'The stock, as company lists name it.'),
  stage(
    `${MODEL}/stocks/*/opening`,
    'fraction',
    'The value of the stock in the portfolio file over that of the whole; without a file, look-through from the opening weights.',
    {
      rows: (at) => [{ kind: 'portfolio', of: [String(valueOf(at, beside(at, 'isin')))] }],
    },
  ),
  formula(
    `${MODEL}/stocks/*/final`,
    'fraction',
    'The sum of the weights that the sleeves give the stock.',
    { symbols: 'Σ over the sleeves', inputs: (at) => each(at, beside(at, 'bySleeve')) },
    sum,
  ),
  stage(
    `${MODEL}/stocks/*/market`,
    'fraction',
    'The weight of the stock in the market portfolio, by market value.',
    { rows: STOCKS },
  ),
  stage(
    `${MODEL}/stocks/*/bySleeve/*`,
    'fraction',
    'The final weight of the sleeve times the weight of the stock in what the sleeve then holds.',
    {
      inputs: (at) => [`/allocation/final/${at.keys[1]}`, '/allocation/completion'],
      rows: (at) => [
        { kind: 'portfolio', of: [String(valueOf(at, beside(at, '..', 'isin')))] },
        { kind: 'stocks' },
      ],
    },
  ),
];
