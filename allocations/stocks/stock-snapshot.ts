import type { Day } from '../../src/market/day.ts';
import type { Issuer } from '../../src/market/stocks/day-slice.ts';
import type { Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { RiskSnapshot } from '../../src/risk/snapshot.ts';
import type { SleeveId } from '../positions.ts';

/** What is known of single shares at the close of a day: by INEC-1, and by the sleeves built from them. */
export interface StockBasis {
  /** The model's last session on or before the as-of date. */
  readonly day: Day;
  /** By column; every array and `Holding.issuer` below counts in these. */
  readonly issuers: readonly Issuer[];
  readonly snapshot: RiskSnapshot;
  /** The market: covered members of the estimation universe by market value. Weights sum to 1. */
  readonly market: readonly Holding[];
  /** What each sleeve holds at the close, drifted since its last review; weights sum to 1. Null before its first feasible review. */
  readonly sleeves: Readonly<Record<SleeveId, SleeveOfStocks | null>>;
  /** [N] ₹ a share at the last trade, in the terms of the day; NaN where it has not traded for a quarter. */
  readonly price: Float64Array;
  /** [N] day of that trade, which is `day` for what traded in the last session; null where there is none. */
  readonly lastTraded: readonly (Day | null)[];
  /** [N] ₹: median traded value of those of the last 21 sessions on which it traded; NaN where there is none. */
  readonly tradedValue: Float64Array;
}

/** The basis at the close of a day; null where the store has no stocks by then. */
export type BasisAt = (day: Day) => Promise<StockBasis | null>;

/** A sleeve built from stocks, as an allocation takes it. */
export interface SleeveOfStocks {
  readonly holdings: readonly Holding[];
  /** Total-return levels by session up to the basis' day: what it earned between two days. */
  readonly levels: { readonly day: readonly Day[]; readonly total: readonly number[] };
}
