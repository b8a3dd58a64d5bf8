import type { Day } from '../../day.ts';
import type { StockBar } from '../stock-row.ts';

/** On which terms a price is: which splits and bonuses have been put into it. */
export interface PriceTerms {
  readonly basis: StockBar['basis'];
  /**
   * The day up to which they have been: of a price as traded its own; of a panel, which does not say when it was made,
   * the day on which it was imported. What happens after that day is in no price of the panel.
   */
  readonly on: Day;
}

/** The table of prices with the day of their terms, as `terms_on`. */
export const BAR_WITH_TERMS = `(
  SELECT b.*, CASE b.basis WHEN 'as-traded' THEN b.observed_on ELSE f.imported_on END AS terms_on
  FROM stock_bar b JOIN import_file f ON f.id = b.file)`;
