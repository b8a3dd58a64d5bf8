import { grouped, percent } from '../format/numbers.ts';
import { rupeesInWords } from '../format/rupees.ts';
import { hedgeText, taxText } from '../format/switch-words.ts';
import type { SideModel } from '../model/what-if.ts';
import { riskPairs } from './risk-table.ts';

/** What a side of a comparison takes and leads to, a line each; what is not known of it is left out. */
export const consequencesOf = ({ allocation: a, orders, hedge }: SideModel): ReadonlyMap<string, string> =>
  new Map([
    ['Trades', grouped(a.trades.length, 0)],
    ['Turnover, one way', percent(a.turnover)],
    ...(orders.kind === 'planned'
      ? ([
          ['Orders', grouped(orders.all.count, 0)],
          ['Charges and impact', rupeesInWords(orders.all.paid + orders.all.impact)],
          ['Tax', taxText(orders.tax)],
          ['Hurdle', percent(orders.cost.hurdle, 2)],
        ] as const)
      : []),
    ...riskPairs(a.risk).map(({ name, text }) => [name, text] as const),
    ['Hedge', hedgeText(hedge)],
  ]);
