import { logarithm } from '../../../math/linear-algebra/columns.ts';
import type { StyleDefinition } from './descriptor.ts';

/** SIZE: minus log market capitalisation. Positive is small (INEC-1; USE4 has the opposite sign). */
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
