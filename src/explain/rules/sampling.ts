import { each, named, parameter, type Rule, stage } from '../rule.ts';
import { MODEL, STOCKS } from './risk-model-inputs.ts';

const SAMPLING = `${MODEL}/sampling`;
const RULES = () => ['allocations.model.sampling'];

/** `/allocation/riskModel/sampling`: sleeves held in fewer stocks than their constituents. */
export const SAMPLING_RULES: readonly Rule[] = [
  ...['minimumPosition', 'maximumStocks', 'maximumStocksPerSleeve'].map((field) =>
    parameter(
      `${SAMPLING}/${field}`,
      field === 'minimumPosition' ? 'fraction' : 'count',
      'The limit of the rule book; none for any number.',
      () => `allocations.model.sampling.${field}`,
    ),
  ),
  stage(`${SAMPLING}/stocksBefore`, 'count', 'Constituents of the sleeves held in stocks, each stock once.', {
    rows: STOCKS,
  }),
  stage(`${SAMPLING}/stocks`, 'count', 'Of these, the stocks held after full rebalancing.', {
    parameters: RULES,
    rows: STOCKS,
  }),
  stage(
    `${SAMPLING}/smallest`,
    'fraction',
    'The smallest of these positions, as a fraction of the portfolio.',
    {
      inputs: (at) => each(at, '/allocation/final'),
      parameters: RULES,
    },
  ),
  stage(
    `${SAMPLING}/trackingError`,
    'percent',
    'The volatility of the stocks held against all constituents at the same sleeve weights.',
    {
      symbols: '√(Δw′ V Δw) · √252',
      inputs: (at) => each(at, '/allocation/final'),
      parameters: RULES,
      rows: STOCKS,
    },
  ),
  named(`${SAMPLING}/holdings/*/*/(isin|symbol)`, 'A stock in which the sleeve is held.'),
  stage(
    `${SAMPLING}/holdings/*/*/weight`,
    'fraction',
    'The weight of the stock in what the sleeve is held in.',
    {
      parameters: RULES,
      rows: STOCKS,
    },
  ),
];
