import { change } from '../../../math/linear-algebra/columns.ts';
import { MONTH, YEAR } from '../../../market/stocks/sessions.ts';
import type { StyleDefinition } from './descriptor.ts';

/**
 * LTMOM: 12–1 momentum, the total return from twelve months ago (252 sessions) to one month ago (21). The latest
 * month is skipped because short-term returns tend to reverse (Jegadeesh and Titman 1993).
 */
export const ltmom: StyleDefinition = {
  style: 'LTMOM',
  descriptors: [
    {
      kind: 'market',
      name: 'twelve-less-one-month-return',
      sign: 1,
      measure: (market, out) => change(market.indexAgo(MONTH), market.indexAgo(YEAR), out),
    },
  ],
};
