import { logarithm, logRatio, rootTimes } from '../../../math/linear-algebra/columns.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * Low volatility: positive is defensive. Every descriptor but one measures volatility and enters with its sign turned.
 * The exception is the logarithm of the price, as low-priced shares are the volatile ones (USE3 weighs it negatively
 * in its Volatility). As beta times residual volatility contains beta, BETA is taken out of the composite.
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
      measure: (market, out) => logarithm(market.close, out),
    },
    {
      // The range of the cumulative log returns of the last 1, 2 … 12 months (USE4's CMRA).
      kind: 'market',
      name: 'cumulative-range',
      sign: -1,
      measure: (market, out) => logRatio(market.indexHigh, market.indexLow, out),
    },
    {
      // Slope of daily changes in the share's turnover on those of the market's (USE3's VOLBT).
      kind: 'market',
      name: 'volume-sensitivity',
      sign: -1,
      measure: (market, out) => out.set(market.volumeBeta),
    },
  ],
};
