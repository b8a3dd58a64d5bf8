import type { StyleDefinition } from './descriptor.ts';

/** Stock-level CAPM beta against the market portfolio: the capitalisation-weighted return of the estimation universe. */
export const beta: StyleDefinition = {
  style: 'BETA',
  descriptors: [{ kind: 'market', name: 'beta', sign: 1, measure: (market, out) => out.set(market.beta) }],
};
