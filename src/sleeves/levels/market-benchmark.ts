import type { Day } from '../../market/day.ts';
import type { Levels, SleeveHistory } from '../sleeve-history.ts';
import type { Valuation } from '../characteristics/valuation.ts';

/**
 * What sleeves are held against: every share of the store by market value, a sleeve of all of them without what it held,
 * which would make a record as large again.
 */
export interface AllSharesHistory {
  readonly levels: Levels;
  readonly closes: readonly { readonly day: Day; readonly names: number; readonly valuation: Valuation }[];
}

export const withoutHoldings = ({ levels, closes }: SleeveHistory): AllSharesHistory => ({
  levels,
  closes: closes.map(({ day, holdings, valuation }) => ({ day, names: holdings.length, valuation })),
});
