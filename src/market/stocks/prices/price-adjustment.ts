import type { Day } from '../../day.ts';
import type { StockBar } from '../stock-row.ts';

/** Which splits and bonuses a price is adjusted for. */
export interface PriceAdjustment {
  readonly basis: StockBar['basis'];
  /**
   * The day up to which it is adjusted: for a price as traded, its own day; for a panel, which does not state when it was
   * made, the day of import.
   */
  readonly through: Day;
}

/** SQL for the price table with the day up to which prices are adjusted, as `adjusted_through`. */
export const BARS_WITH_ADJUSTMENT = `(
  SELECT b.*, CASE b.basis WHEN 'as-traded' THEN b.observed_on ELSE f.imported_on END AS adjusted_through
  FROM stock_bar b JOIN import_file f ON f.id = b.file)`;
