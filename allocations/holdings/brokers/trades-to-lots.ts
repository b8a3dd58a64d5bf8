import { type Day, displayDay } from '../../../src/market/day.ts';
import { carryLots } from '../../tax/carry-lots.ts';
import { type Lot, quantityOf, takeFifo } from '../../tax/lot.ts';
import type { StoredAction } from '../stocks-in-store.ts';

/** A trade of one holding. */
export interface Trade {
  readonly on: Day;
  readonly side: 'buy' | 'sell';
  /** Above 0. */
  readonly quantity: number;
  /** Paise for all of it. */
  readonly paise: number;
  /** Line of the file. */
  readonly line: number;
}

/** Lots that trades leave, or the line with what prevents it. */
export type LotsOfTrades =
  | { readonly kind: 'lots'; readonly lots: readonly Lot[] }
  | { readonly kind: 'fault'; readonly line: number; readonly message: string; readonly remedy: string };

/**
 * The lots that the trades of one holding leave: sales are matched first in, first out, as the law requires of shares in a
 * depository (s. 45(2A)). What is bought and sold on one day is squared off first and makes no lot, because it is not
 * delivered. The purchases of a day are one lot, at their average. Splits, consolidations and bonuses between are applied on
 * their ex-dates; bonus shares are a lot of that day (our choice: the day of allotment is some days later, and not in the store).
 *
 * @param trades in file order.
 * @param actions of the store, by day.
 * @param asOf later trades and actions are left out.
 */
export function tradesToLots(
  trades: readonly Trade[],
  actions: readonly StoredAction[],
  asOf: Day,
): LotsOfTrades {
  const days = [...new Set([...trades, ...actions].map((x) => x.on))]
    .filter((on) => on <= asOf)
    .sort((a, b) => a - b);
  let lots: readonly Lot[] = [];
  for (const on of days) {
    for (const action of actions.filter((a) => a.on === on)) {
      if (lots.length === 0) continue;
      if (action.kind === 'demerger') return demergerFault(trades, on);
      lots = afterAction(lots, action);
    }
    const ofDay = trades.filter((t) => t.on === on);
    const [bought, sold] = delivered(ofDay);
    if (sold > quantityOf(lots)) {
      return {
        kind: 'fault',
        line: ofDay.findLast((t) => t.side === 'sell')!.line,
        message: `sells ${sold} on ${displayDay(on)}, but the trades before leave ${quantityOf(lots)}.`,
        remedy:
          'Export the tradebook from the first purchase on; add shares from a public offer, a transfer or a rights issue as purchases.',
      };
    }
    lots = takeFifo(lots, sold).kept;
    if (bought.quantity > 0) lots = [...lots, { ...bought, bought: on, priceOf2018: null }];
  }
  return { kind: 'lots', lots };
}

const demergerFault = (trades: readonly Trade[], on: Day): LotsOfTrades => ({
  kind: 'fault',
  line: trades.findLast((t) => t.on < on)!.line,
  message: `was bought before a demerger on ${displayDay(on)}, which divides its cost by a ratio that only the company announces.`,
  remedy: 'Give the portfolio by lot, with the cost of both companies after the demerger.',
});

function afterAction(lots: readonly Lot[], { kind, ratio, on }: StoredAction): readonly Lot[] {
  if (kind === 'demerger' || kind === 'rights' || ratio === null) return lots;
  const { held, received } =
    kind === 'split'
      ? carryLots(lots, { kind, ratio })
      : carryLots(lots, { kind, perHeld: ratio - 1, allotted: on });
  return [...held, ...received];
}

/** What a day's trades deliver: the purchases left, and the quantity of sales left. Squared off is what came first. */
function delivered(trades: readonly Trade[]): [{ readonly quantity: number; readonly cost: number }, number] {
  const of = (side: Trade['side']): Trade[] => trades.filter((t) => t.side === side);
  const total = (list: readonly Trade[]): number => six(list.reduce((sum, t) => sum + t.quantity, 0));
  const [buys, sells] = [of('buy'), of('sell')];
  let squaredOff = Math.min(total(buys), total(sells));
  const sold = six(total(sells) - squaredOff);
  let quantity = 0;
  let cost = 0;
  for (const buy of buys) {
    const part = Math.min(squaredOff, buy.quantity);
    squaredOff = six(squaredOff - part);
    const left = six(buy.quantity - part);
    quantity = six(quantity + left);
    cost += Math.round(buy.paise * (left / buy.quantity));
  }
  return [{ quantity, cost }, sold];
}

const six = (quantity: number): number => Number(quantity.toFixed(6));
