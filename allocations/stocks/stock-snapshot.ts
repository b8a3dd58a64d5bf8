import type { Day } from '../../src/market/day.ts';
import type { Issuer } from '../../src/market/stocks/daily-slice.ts';
import type { Holding } from '../../src/risk/portfolio/portfolio-risk.ts';
import type { RiskSnapshot } from '../../src/risk/snapshot.ts';
import type { IndexInstrument } from '../allocation.ts';
import type { SleeveId } from '../positions.ts';

/** What is known of stocks at the close of a day: the risk model INEC-1, and the sleeves built from them. */
export interface StockSnapshot {
  /** The model's last session on or before the as-of date. */
  readonly day: Day;
  /** [N] Columns; every array and `Holding.issuer` below is indexed by them. */
  readonly issuers: readonly Issuer[];
  readonly riskModel: RiskSnapshot;
  /** The market: covered members of the estimation universe by market value. Weights sum to 1. */
  readonly market: readonly Holding[];
  /** Constituents of each sleeve at the close, drifted since its last review; weights sum to 1. Null before its first completed review. */
  readonly sleeves: Readonly<Record<SleeveId, SleeveOfStocks | null>>;
  /** Daily factor returns of the last sessions, from which the exposures of indices are estimated. */
  readonly factorReturns?: FactorReturns;
  /** Sleeves that are held by their index: their holdings are the index itself, an asset beside the N stocks. */
  readonly indexSleeves?: Readonly<Partial<Record<SleeveId, IndexInstrument>>>;
  /** The house's benchmark as an asset of the risk model; absent where its returns give no exposures. */
  readonly benchmark?: FittedIndex;
  /** [N] ₹ per share at the last trade, adjusted to the day's terms; NaN if it has not traded for a quarter. */
  readonly price: Float64Array;
  /** [N] Day of that trade, `day` if it traded in the last session; null if there is none. */
  readonly lastTraded: readonly (Day | null)[];
  /** [N] ₹: median traded value over those of the last 21 sessions on which it traded; NaN if there is none. */
  readonly tradedValue: Float64Array;
}

/** Daily factor returns of INEC-1: T sessions, ascending, and [T × 39] returns, row-major; NaN is missing. */
export interface FactorReturns {
  readonly day: readonly Day[];
  readonly values: Float64Array;
}

/** The stock snapshot at the close of a day; null if the store has no stocks by then. */
export type SnapshotProvider = (day: Day) => Promise<StockSnapshot | null>;

/** A sleeve built from stocks, as an allocation uses it. */
export interface SleeveOfStocks {
  readonly holdings: readonly Holding[];
  /** Total-return index levels by session, up to the day of the snapshot. */
  readonly levels: { readonly day: readonly Day[]; readonly total: readonly number[] };
  /** Its completed reviews after the first, up to the day of the snapshot: day in force, and one-way turnover as a fraction. */
  readonly reviews?: readonly { readonly day: Day; readonly turnover: number }[];
}

/** An index as an asset of INEC-1 beside the stocks. */
export interface FittedIndex {
  readonly instrument: IndexInstrument;
  /** [39] */
  readonly exposures: Float64Array;
  /** Daily volatility of the residual. */
  readonly specific: number;
  readonly levels: SleeveOfStocks['levels'];
}
