import { logarithm } from '../../../math/linear-algebra/columns.ts';
import type { StyleDefinition } from './descriptor.ts';

/** Minus the logarithm of market capitalisation: positive is small. */
export const size: StyleDefinition = {
  style: 'SIZE',
  descriptors: [
    {
      kind: 'market',
      name: 'log-market-cap',
      sign: -1,
      measure: (market, out) => logarithm(market.marketCap, out),
    },
  ],
};
