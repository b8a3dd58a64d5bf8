import type { FinancialYear } from '../../../allocations/tax/financial-year.ts';
import { isUsableIn } from '../../../allocations/tax/set-off.ts';

/** A business loss of a financial year that later years may use. Paise, above 0. */
export interface BusinessLoss {
  readonly year: FinancialYear;
  readonly paise: number;
}

/** The profit of a financial year from futures, less their charges, and the losses of earlier years. Paise. */
export interface BusinessIncome {
  /** Of tax with surcharge and cess. */
  readonly rate: number;
  readonly profit: number;
  readonly broughtForward: readonly BusinessLoss[];
}

/**
 * The tax of a year's profit from futures, and the losses that remain. Dealing in futures on a recognised exchange is not
 * speculative (Income-tax Act 1961, s. 43(5)(d)), so that its profit is business income, of which all charges are deductible;
 * losses are carried forward for eight years against such income (s. 72). They are not set off against the year's
 * capital gains, which s. 71 would allow (our choice: the tax on the hedge stands apart from that on shares).
 */
export function businessTax(
  { rate, profit, broughtForward }: BusinessIncome,
  year: FinancialYear,
): { readonly paise: number; readonly carried: readonly BusinessLoss[] } {
  const usable = broughtForward.filter((l) => isUsableIn(year, l.year));
  let income = Math.max(0, profit);
  const carried = usable.flatMap((loss): BusinessLoss[] => {
    const used = Math.min(income, loss.paise);
    income -= used;
    return used < loss.paise ? [{ ...loss, paise: loss.paise - used }] : [];
  });
  return {
    paise: Math.round(rate * income),
    carried: profit < 0 ? [...carried, { year, paise: -profit }] : carried,
  };
}

/** ₹ of profit from futures since the fill before, less charges: in the financial year of this fill, and in the one before. */
export interface FuturesProfit {
  readonly thisYear: number;
  readonly lastYear: number;
}

export const NO_FUTURES_PROFIT: FuturesProfit = { thisYear: 0, lastYear: 0 };
