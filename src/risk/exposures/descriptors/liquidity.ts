import { logarithm, logRatio } from '../../../math/linear-algebra/columns.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * LIQUIDITY: log annualised turnover (shares traded over shares outstanding) over a year, a quarter and a month, and
 * log traded value over CAPM residual variance (USE3's VLVR). Logarithms, because turnover spans orders of magnitude
 * (USE4).
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
