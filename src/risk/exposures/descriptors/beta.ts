import type { StyleDefinition } from './descriptor.ts';

/**
 * BETA: CAPM beta of the stock's daily total returns on the market portfolio, the capitalisation-weighted estimation
 * universe (USE4). High-beta stocks amplify market moves beyond the unit exposure that all stocks have to MARKET.
 */
export const beta: StyleDefinition = {
  style: 'BETA',
  descriptors: [{ kind: 'market', name: 'beta', sign: 1, measure: (market, out) => out.set(market.beta) }],
};
