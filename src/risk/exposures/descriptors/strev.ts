import { change } from '../../../math/linear-algebra/columns.ts';
import { QUARTER } from '../../../market/stocks/sessions.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * Short-term reversal: minus the total return of the last three months (63 sessions). It shares two of its months with
 * LTMOM, with the opposite sign; `styleOverlaps` reports what that comes to.
 */
export const strev: StyleDefinition = {
  style: 'STREV',
  descriptors: [
    {
      kind: 'market',
      name: 'three-month-return',
      sign: -1,
      measure: (market, out) => change(market.indexAgo(0), market.indexAgo(QUARTER), out),
    },
  ],
};
