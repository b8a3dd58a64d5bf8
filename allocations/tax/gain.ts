import type { Day } from '../../src/market/day.ts';
import { paiseOf } from '../../src/market/money.ts';
import { gainRate } from './gain-rates.ts';
import { type Term, termOf } from './holding-period.ts';
import { type Lot, takeFifo } from './lot.ts';
import { taxableCost } from './taxable-cost.ts';

/** A sale of one holding. */
export interface Sale {
  /** An ISIN or a position. */
  readonly holding: string;
  readonly quantity: number;
  /** ₹ per share or unit. */
  readonly price: number;
  readonly day: Day;
  /** Selling expenses in paise, excluding transaction tax, which is not deductible (s. 48, fifth proviso). */
  readonly expenses: number;
}

/** The gain on the sale of one lot. Money in paise. */
export interface Gain {
  readonly holding: string;
  readonly lot: Lot;
  readonly sold: Day;
  readonly term: Term;
  /** As a fraction; null if such gains are exempt. */
  readonly rate: number | null;
  /** Net of selling expenses. */
  readonly proceeds: number;
  /** Taxable cost: grandfathered where that applies. */
  readonly cost: number;
  /** `proceeds` − `cost`; below 0 for a loss. */
  readonly amount: number;
}

/** The part of a gain that enters the year's tax. */
export type TaxedAmount = Pick<Gain, 'sold' | 'term' | 'rate' | 'amount'>;

/** The gain on selling a whole lot, taxed by the law as known on `knownOn`, by default the day of sale. */
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

/** Realises a sale: its gains lot by lot, first in first out, and the remaining lots. */
export function realise(
  sale: Sale,
  lots: readonly Lot[],
): { readonly gains: readonly Gain[]; readonly kept: readonly Lot[] } {
  const { sold, kept } = takeFifo(lots, sale.quantity);
  // Each lot takes the difference of two cumulative sums, so that the lots' paise sum exactly to those of the sale.
  let cumulative = 0;
  const gross = increments();
  const expenses = increments();
  const gains = sold.map((lot) => {
    cumulative += lot.quantity;
    return gainOf(sale.holding, lot, sale.day, {
      gross: gross(paiseOf(cumulative * sale.price)),
      expenses: expenses(Math.round(sale.expenses * Math.min(1, cumulative / sale.quantity))),
    });
  });
  return { gains, kept };
}

/** Turns cumulative sums into increments. */
function increments(): (sum: number) => number {
  let last = 0;
  return (sum) => {
    const step = sum - last;
    last = sum;
    return step;
  };
}
