import { change } from '../../../math/linear-algebra/columns.ts';
import { QUARTER } from '../../../market/stocks/sessions.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * STREV: short-term reversal, minus the total return of the last three months (63 sessions). Two of these months also
 * enter LTMOM, with the opposite sign; `styleCorrelations` reports the resulting correlation.
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
