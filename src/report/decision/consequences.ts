import { grouped, NONE, percent } from '../../format/numbers.ts';
import { rupeesInWords } from '../../format/rupees.ts';
import { hedgeText, taxText } from './orders/orders-text.ts';
import type { SideModel } from './what-if/what-if.ts';
import { riskPairs } from './risk/risk-table.ts';

/** A consequence on both sides of a comparison, a dash where a side does not know it. */
export interface Consequence {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What either side of a comparison takes and leads to. */
export function consequences(before: SideModel, after: SideModel): Consequence[] {
  const [was, is] = [consequencesOf(before), consequencesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].map((name) => ({
    name,
    before: was.get(name) ?? NONE,
    after: is.get(name) ?? NONE,
  }));
}

/** A line each; what is not known is left out. */
const consequencesOf = ({ allocation: a, orders, hedge }: SideModel): ReadonlyMap<string, string> =>
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
