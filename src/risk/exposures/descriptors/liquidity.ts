import { logarithm, logRatio } from '../../../math/linear-algebra/columns.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * Ease of trading. Turnover is shares traded over shares outstanding, annualised, and enters by its logarithm, as it
 * spans orders of magnitude (USE4); so does the ratio of traded value to the variance that CAPM leaves (USE3's VLVR).
 */
export const liquidity: StyleDefinition = {
  style: 'LIQUIDITY',
  descriptors: [
    {
      kind: 'market',
      name: 'turnover-year',
      sign: 1,
      measure: (market, out) => logarithm(market.turnoverYear, out),
    },
    {
      kind: 'market',
      name: 'turnover-quarter',
      sign: 1,
      measure: (market, out) => logarithm(market.turnoverQuarter, out),
    },
    {
      kind: 'market',
      name: 'turnover-month',
      sign: 1,
      measure: (market, out) => logarithm(market.turnoverMonth, out),
    },
    {
      kind: 'market',
      name: 'volume-to-variance',
      sign: 1,
      measure: (market, out) => logRatio(market.tradedValue, market.residualVariance, out),
    },
  ],
};
