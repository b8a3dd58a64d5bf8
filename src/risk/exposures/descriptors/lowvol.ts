import { logarithm, logRatio, rootTimes } from '../../../math/linear-algebra/columns.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * LOWVOL: positive is defensive. All descriptors but one measure volatility and enter with a negative sign; the
 * exception is log price, because low-priced stocks are more volatile (USE3 gives it a negative weight in
 * Volatility). It is held across splits and bonuses, after which a stock is as volatile as before. One descriptor, beta × residual volatility, contains beta, so the composite is orthogonalised to BETA.
 */
export const lowvol: StyleDefinition = {
  style: 'LOWVOL',
  orthogonalTo: 'BETA',
  descriptors: [
    {
      kind: 'market',
      name: 'beta-times-residual-volatility',
      sign: -1,
      measure: (market, out) => rootTimes(market.residualVariance, market.beta, out),
    },
    {
      kind: 'market',
      name: 'three-month-volatility',
      sign: -1,
      measure: (market, out) => out.set(market.deviation),
    },
    {
      kind: 'market',
      name: 'one-month-high-over-low',
      sign: -1,
      measure: (market, out) => logRatio(market.high, market.low, out),
    },
    {
      kind: 'market',
      name: 'log-price',
      sign: 1,
      measure: (market, out) => logarithm(market.price, out),
    },
    {
      // The range of the cumulative log returns of the last 1, 2 … 12 months (USE4's CMRA).
      kind: 'market',
      name: 'cumulative-range',
      sign: -1,
      measure: (market, out) => logRatio(market.indexHigh, market.indexLow, out),
    },
    {
      // Slope of daily changes in the stock's turnover on those in the market's turnover (USE3's VOLBT).
      kind: 'market',
      name: 'volume-sensitivity',
      sign: -1,
      measure: (market, out) => out.set(market.volumeBeta),
    },
  ],
};
