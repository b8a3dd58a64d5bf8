import { change } from '../../../math/linear-algebra/columns.ts';
import { MONTH, YEAR } from '../../../market/stocks/sessions.ts';
import type { StyleDefinition } from './descriptor.ts';

/** 12–1 momentum: the total return from twelve months ago (252 sessions) to one month ago (21). */
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
