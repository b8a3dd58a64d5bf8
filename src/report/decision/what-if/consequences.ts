import { grouped, NONE, percent } from '../../../format/numbers.ts';
import { rupeesInWords } from '../../../format/rupees.ts';
import { hedgeText, taxText } from '../orders/orders-text.ts';
import type { ScenarioSideModel } from './what-if-model.ts';
import { riskPairs } from '../risk/risk-table.ts';

/** A figure on both sides of a comparison; a dash where a side does not have it. */
export interface Consequence {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** Trades, cost, tax, risk and hedge on both sides of a comparison. */
export function consequences(before: ScenarioSideModel, after: ScenarioSideModel): Consequence[] {
  const [was, is] = [consequencesOf(before), consequencesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].map((name) => ({
    name,
    before: was.get(name) ?? NONE,
    after: is.get(name) ?? NONE,
  }));
}

/** One entry per figure; figures that are not available are omitted. */
const consequencesOf = ({ allocation: a, orders, hedge }: ScenarioSideModel): ReadonlyMap<string, string> =>
  new Map([
    ['Trades', grouped(a.trades.length, 0)],
    ['One-way turnover', percent(a.turnover)],
    ...(orders.kind === 'planned'
      ? ([
          ['Orders', grouped(orders.all.count, 0)],
          ['Charges and impact', rupeesInWords(orders.all.paid + orders.all.impact)],
          ['Tax', taxText(orders.tax)],
          ['Break-even return', percent(orders.cost.hurdle, 2)],
        ] as const)
      : []),
    ...riskPairs(a.risk).map(({ name, text }) => [`${name}, opening → final`, text] as const),
    ['Hedge', hedgeText(hedge)],
  ]);
