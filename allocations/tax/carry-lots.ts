import type { Day } from '../../src/market/day.ts';
import { paiseOf } from '../../src/market/money.ts';
import { type Lot, quantityOf } from './lot.ts';

/** A corporate action as it changes the lots of a shareholder. */
export type LotAction =
  /** `ratio` shares for each share before; below 1 for a consolidation. */
  | { readonly kind: 'split'; readonly ratio: number }
  /** `perHeld` new shares for each share held, on the day of allotment. */
  | { readonly kind: 'bonus'; readonly perHeld: number; readonly allotted: Day }
  /**
   * `perHeld` shares of the new company for each share held. `costRetained` is the fraction of the cost that stays with the
   * old company, as it announces.
   */
  | { readonly kind: 'demerger'; readonly perHeld: number; readonly costRetained: number }
  /**
   * Shares subscribed in a rights issue. `paidForRights`: ₹ paid in all for entitlements bought from others. A right that
   * was renounced or has lapsed changes no lot.
   */
  | {
      readonly kind: 'rights';
      readonly subscribed: number;
      readonly issuePrice: number;
      readonly paidForRights?: number;
      readonly allotted: Day;
    };

/** Lots after an action: those of the shares held, and those of the shares received. */
export interface CarriedLots {
  readonly held: readonly Lot[];
  /** New lots: bonus and rights shares of the same company, or shares of the company demerged. */
  readonly received: readonly Lot[];
}

/**
 * Carries the lots of one holding through a corporate action, as the law has it (Income-tax Act 1961):
 *
 * - split and consolidation: lots keep their day and their total cost (s. 55(2)(b)(v));
 * - bonus: a lot of its own, cost 0, held from allotment; the lots held keep quantity, cost and price of 2018
 *   (s. 55(2)(aa)(iiia), s. 2(42A) Explanation 1(i)(f));
 * - rights: a lot of its own at the amount paid, held from allotment (s. 55(2)(aa)(iii), Explanation 1(i)(d));
 * - demerger: each lot's cost is divided, and the new shares are held from the day of the old ones (s. 49(2C) and (2D),
 *   Explanation 1(i)(g)). The price of 2018 is divided likewise (our choice; the law does not say).
 *
 * Numbers of shares are rounded down to whole shares over all lots together; companies pay fractions in cash, and no cost
 * is taken out for them; a lot that rounds to 0 shares is dropped with its cost (our choice).
 *
 * @example
 * // ITC, 6 January 2025: one share of ITC Hotels for ten, 86.49 % of the cost stays. 1,000 shares bought at ₹ 400:
 * const itc = [{ bought: day('2020-03-02'), quantity: 1000, cost: 40_000_000, priceOf2018: null }];
 * const { held, received } = carryLots(itc, { kind: 'demerger', perHeld: 0.1, costRetained: 0.8649 });
 * // held: 1,000 at ₹ 345.96; received: 100 at ₹ 540.40, both bought on 2 March 2020
 * @throws RangeError for a ratio that is not above 0, or a fraction of cost outside 0 to 1.
 */
export function carryLots(lots: readonly Lot[], action: LotAction): CarriedLots {
  switch (action.kind) {
    case 'split': {
      positive('ratio', action.ratio);
      return { held: rescaled(lots, action.ratio), received: [] };
    }
    case 'bonus': {
      positive('perHeld', action.perHeld);
      const quantity = whole(quantityOf(lots) * action.perHeld);
      return { held: lots, received: newLot(action.allotted, quantity, 0) };
    }
    case 'rights': {
      positive('subscribed', action.subscribed);
      const cost = paiseOf(action.subscribed * action.issuePrice + (action.paidForRights ?? 0));
      return { held: lots, received: newLot(action.allotted, action.subscribed, cost) };
    }
    case 'demerger':
      return divided(lots, action.perHeld, action.costRetained);
  }
}

const newLot = (bought: Day, quantity: number, cost: number): Lot[] =>
  quantity > 0 ? [{ bought, quantity, cost, priceOf2018: null }] : [];

/** The lots at another number of shares; their whole shares sum to the whole shares of the sum. */
function rescaled(lots: readonly Lot[], ratio: number): Lot[] {
  let before = 0;
  return lots.flatMap((lot): Lot[] => {
    const from = whole(before * ratio);
    before += lot.quantity;
    const quantity = whole(before * ratio) - from;
    const priceOf2018 = lot.priceOf2018 === null ? null : lot.priceOf2018 / ratio;
    return quantity > 0 ? [{ ...lot, quantity, priceOf2018 }] : [];
  });
}

function divided(lots: readonly Lot[], perHeld: number, costRetained: number): CarriedLots {
  positive('perHeld', perHeld);
  if (!(costRetained >= 0 && costRetained <= 1))
    throw new RangeError(`costRetained must be a fraction from 0 to 1, not ${costRetained}`);
  const held = lots.map((lot) => ({
    ...lot,
    cost: Math.round(lot.cost * costRetained),
    priceOf2018: lot.priceOf2018 === null ? null : lot.priceOf2018 * costRetained,
  }));
  const demerged = lots.map((lot, i) => ({
    ...lot,
    cost: lot.cost - held[i]!.cost,
    priceOf2018: lot.priceOf2018 === null ? null : lot.priceOf2018 * (1 - costRetained),
  }));
  return { held, received: rescaled(demerged, perHeld) };
}

/** Rounds down to whole shares, but not 3 × ⅓ to 0. */
const whole = (quantity: number): number => Math.floor(quantity + 1e-9);

function positive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) throw new RangeError(`${name} must be above 0, not ${value}`);
}
