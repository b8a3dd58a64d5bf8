import { carryLots } from '../../../allocations/tax/carry-lots.ts';
import { realise, type TaxedAmount } from '../../../allocations/tax/gain.ts';
import { gainRate } from '../../../allocations/tax/gain-rates.ts';
import { type Lot, quantityOf } from '../../../allocations/tax/lot.ts';
import type { Day } from '../../market/day.ts';
import { paiseOf } from '../../market/money.ts';
import type { Distribution } from '../../market/stocks/actions/distributions.ts';
import type { CapitalChange } from '../../market/stocks/capital-changes.ts';

/** What went ex for one company since the session before. */
export interface SessionActions {
  readonly id: string;
  readonly on: Day;
  /** ₹ a share at the last close, before any of this. */
  readonly price: number;
  /** The market's factor from that price to the terms of the day. */
  readonly adjustment: number;
  readonly changes: readonly CapitalChange[];
  readonly distributions: readonly Pick<Distribution, 'action'>[];
}

/** A holding after actions, with the money and the gains they brought. */
export interface AfterActions {
  readonly lots: readonly Lot[];
  /** ₹: for fractions of shares, and the value that rights and demergers take out of the price. */
  readonly cash: number;
  readonly gains: readonly TaxedAmount[];
  /** Shares after for each share before. */
  readonly ratio: number;
}

/** Below this, what a distribution takes out of a price is rounding. */
const ROUNDING = 1e-9;

/**
 * Carries a holding through splits, consolidations, bonuses, rights issues and demergers. Bonus shares are lots of their own from the
 * ex-date (our choice: the day of allotment is not in the store), fractions are paid in cash at the last price. What a rights
 * issue or demerger takes out of the price is received in cash, as if the rights or the new shares were sold at once at the value that
 * the market gave them (our choice: their own prices are not in the store): a demerger divides the lots in that proportion,
 * rights have no cost and are short-term.
 */
export function afterActions(
  before: readonly Lot[],
  { id, on, price, adjustment, changes, distributions }: SessionActions,
): AfterActions {
  let lots = before;
  let ratio = 1;
  let cash = 0;
  for (const change of changes) {
    const exact = quantityOf(lots) * change.ratio;
    lots = afterChange(lots, change, on);
    ratio *= change.ratio;
    cash += (exact - quantityOf(lots)) * (price / ratio);
  }
  const remaining = adjustment * ratio;
  const shares = quantityOf(lots);
  if (distributions.length === 0 || shares === 0 || Math.abs(remaining - 1) < ROUNDING)
    return { lots, cash, gains: [], ratio };
  const perShare = (price / ratio) * (1 - remaining);
  cash += shares * perShare;
  // A consolidation of the price upwards takes nothing out of it.
  if (perShare < 0) return { lots, cash, gains: [], ratio };
  if (distributions.some(({ action }) => action === 'rights')) {
    const amount = paiseOf(shares * perShare);
    return { lots, cash, gains: [{ sold: on, term: 'short', rate: gainRate('short', on), amount }], ratio };
  }
  const { held, received } = carryLots(lots, { kind: 'demerger', perHeld: 1, costRetained: remaining });
  const sale = { holding: id, quantity: shares, price: perShare, day: on, expenses: 0 };
  return { lots: held, cash, gains: realise(sale, received).gains, ratio };
}

function afterChange(
  lots: readonly Lot[],
  { ratio, changesFaceValue }: CapitalChange,
  on: Day,
): readonly Lot[] {
  // A bonus that leaves fewer shares is a consolidation under a wrong name.
  if (changesFaceValue || ratio <= 1) return carryLots(lots, { kind: 'split', ratio }).held;
  const { held, received } = carryLots(lots, { kind: 'bonus', perHeld: ratio - 1, allotted: on });
  return [...held, ...received];
}
