import { gainRate } from '../../../allocations/tax/gain-rates.ts';
import { termOf } from '../../../allocations/tax/holding-period.ts';
import type { Lot } from '../../../allocations/tax/lot.ts';
import type { Day } from '../../market/day.ts';

/** A holding that may be sold. Values in any one unit. */
export interface SaleCandidate {
  /** How much of it may be sold, 0 or more. */
  readonly room: number;
  /** Value of a share or unit, in the same unit. */
  readonly price: number;
  /** How much of it is sold anyway, before. */
  readonly sold: number;
  /** First in, first out; null where they are not known or no tax is due. Cost in paise. */
  readonly lots: readonly Lot[] | null;
  /** ₹ a share, for the gain. */
  readonly rupees: number;
}

/**
 * What to sell of each holding so that an amount is raised at the least tax. Within a holding lots are sold first in, first out,
 * as the law has it for shares in a depository: what is chosen is which holding, not which lot. The holding whose next lot
 * costs the least tax for each rupee goes first; among equals the one with the most room. Set-off and exemption are not counted
 * here (our choice: they change the sum, hardly the order).
 *
 * @returns the amount to sell of each, at most its room; together the amount, or all the room where that is less.
 */
export function leastTaxSales(candidates: readonly SaleCandidate[], amount: number, day: Day): number[] {
  const queues = candidates.map((c) => ({ ...c, next: 0, steps: stepsOf(c, day) }));
  const sales = candidates.map(() => 0);
  for (let left = amount; left > 0;) {
    let best = -1;
    for (const [i, q] of queues.entries()) {
      if (q.room - sales[i]! <= 0 || q.next >= q.steps.length) continue;
      const b = queues[best];
      const difference = b ? q.steps[q.next]!.rate - b.steps[b.next]!.rate : -1;
      if (difference < 0 || (difference === 0 && q.room > b!.room)) best = i;
    }
    if (best < 0) break;
    const q = queues[best]!;
    const step = q.steps[q.next]!;
    const taken = Math.min(left, step.worth, q.room - sales[best]!);
    sales[best]! += taken;
    left -= taken;
    step.worth -= taken;
    if (step.worth <= 0) q.next += 1;
  }
  return sales;
}

/** The lots of a holding as steps of equal tax for each rupee, without what is sold before. */
function stepsOf({ lots, price, sold, room, rupees }: SaleCandidate, day: Day) {
  if (!lots) return [{ rate: 0, worth: room }];
  let before = sold;
  return [...lots]
    .sort((a, b) => a.bought - b.bought)
    .flatMap((lot) => {
      const worth = lot.quantity * price;
      const skipped = Math.min(before, worth);
      before -= skipped;
      const gain = 1 - lot.cost / 100 / (lot.quantity * rupees);
      const rate = (gainRate(termOf(lot.bought, day), day) ?? 0) * gain;
      return worth - skipped > 0 ? [{ rate, worth: worth - skipped }] : [];
    });
}
