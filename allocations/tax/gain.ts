import type { Day } from '../../src/market/day.ts';
import { paiseOf } from '../../src/market/money.ts';
import { gainRate } from './gain-rates.ts';
import { type Term, termOf } from './holding-period.ts';
import { type Lot, takeFirstIn } from './lot.ts';
import { taxableCost } from './taxable-cost.ts';

/** A sale of one holding. */
export interface Sale {
  /** What is sold: an ISIN or a position. */
  readonly holding: string;
  readonly quantity: number;
  /** ₹ a share. */
  readonly price: number;
  readonly day: Day;
  /** Paise spent on selling, without transaction tax, which is not deductible (s. 48, fifth proviso). */
  readonly expenses: number;
}

/** What the sale of one lot brought. Money in paise. */
export interface Gain {
  readonly holding: string;
  readonly lot: Lot;
  readonly sold: Day;
  readonly term: Term;
  /** Null where such gains are exempt. */
  readonly rate: number | null;
  /** After the costs of selling. */
  readonly proceeds: number;
  /** As taxed: grandfathered where that applies. */
  readonly cost: number;
  /** `proceeds` less `cost`; a loss is below 0. */
  readonly amount: number;
}

/** What of a gain counts for the year's tax. */
export type TaxedAmount = Pick<Gain, 'sold' | 'term' | 'rate' | 'amount'>;

/** The gain of selling one whole lot, taxed by the law as known on a day: that of the sale itself if none is given. */
export function gainOf(
  holding: string,
  lot: Lot,
  sold: Day,
  money: { readonly gross: number; readonly expenses: number },
  knownOn: Day = sold,
): Gain {
  const term = termOf(lot.bought, sold);
  const cost = taxableCost(lot, sold, money.gross);
  const proceeds = money.gross - money.expenses;
  return {
    holding,
    lot,
    sold,
    term,
    rate: gainRate(term, sold, knownOn),
    proceeds,
    cost,
    amount: proceeds - cost,
  };
}

/** The gains of a sale, lot by lot, first in first out, and the lots that are left. */
export function realise(
  sale: Sale,
  lots: readonly Lot[],
): { readonly gains: readonly Gain[]; readonly kept: readonly Lot[] } {
  const { sold, kept } = takeFirstIn(lots, sale.quantity);
  // Each lot has the difference of two running sums, so that the lots' paise add up to those of the sale.
  let through = 0;
  const gross = running();
  const expenses = running();
  const gains = sold.map((lot) => {
    through += lot.quantity;
    return gainOf(sale.holding, lot, sale.day, {
      gross: gross(paiseOf(through * sale.price)),
      expenses: expenses(Math.round(sale.expenses * Math.min(1, through / sale.quantity))),
    });
  });
  return { gains, kept };
}

/** Turns running sums into their steps. */
function running(): (sum: number) => number {
  let last = 0;
  return (sum) => {
    const step = sum - last;
    last = sum;
    return step;
  };
}
