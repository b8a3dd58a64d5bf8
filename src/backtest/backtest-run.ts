import type { Regime } from '../../regimes/regime.ts';
import type { PositionId } from '../../allocations/positions.ts';
import type { Problem } from '../market/problem.ts';
import type { EffectId, RungId } from './attribution/ladder.ts';
import type { HedgeRecord } from './hedge/hedge-record.ts';
import type { FactorCut } from './attribution/factor-cut.ts';
import type { BacktestPlan } from './plan.ts';

/** Identifies the form of the document. A field that is renamed or changes its meaning takes a new number. */
export const BACKTEST_SCHEMA = 'trrm-backtest/1';

type ByPosition = Readonly<Partial<Record<PositionId, number>>>;

/** One month: decided at a close, filled at the next, held until the next month's fill. Values in units of the start's. */
export interface BacktestMonth {
  /** ISO days: the decision, the fill, and the next fill or the end of the record. */
  readonly decided: string;
  readonly filled: string;
  readonly until: string;
  /** The label in force, and the score behind it; null where too few signals had one. */
  readonly label: Regime;
  readonly score: number | null;
  /** SHA-256 of the month's `decision.json`; null under base weights, which no decision stands behind. */
  readonly decision: string | null;
  readonly navBefore: number;
  readonly navAfter: number;
  /** Fractions of `navBefore`. The first purchase is bought with money from outside: nothing is sold for it. */
  readonly bought: number;
  readonly sold: number;
  /** min(bought, sold): one way. */
  readonly turnover: number;
  /** Fraction of `navBefore`. */
  readonly cost: number;
  /** Weights that were decided, and those held before and after the fill. */
  readonly weights: ByPosition;
  readonly weightsBefore: ByPosition;
  readonly weightsAfter: ByPosition;
  /** Weight in indices before their launch, whose history is their vendor's back-test. */
  readonly backFilledWeight: number;
  /** Only where stocks are held: companies held after the fill, orders filled, and orders that never were. */
  readonly stocks?: { readonly companies: number; readonly filled: number; readonly cancelled: number };
}

/** Values of the fund and of the benchmark at a session's close, in units of the start's; the first row is that of the first fill. */
export interface NavRow {
  readonly date: string;
  readonly gross: number;
  readonly net: number;
  /** Less the tax paid and set aside; only where tax is followed. */
  readonly afterTax?: number;
  /** `net` without what futures brought; only where the hedge is traded. */
  readonly unhedged?: number;
  /** `net` without what futures brought and without performance fees; only where there is one of them. */
  readonly beforeHedgeAndFee?: number;
  readonly benchmark: number;
}

/** Growth a year over the whole span: before tax, less the tax of each year, and less the tax of selling everything at the end too. */
export interface TaxedGrowth {
  readonly beforeTax: number;
  readonly afterTax: number;
  readonly afterLiquidation: number;
}

/** What tax by lot took, where it is followed. Money in ₹. */
export interface TaxRecord {
  /** By financial year, as 2019–20; the last may not be over. Gains are net of losses; those below 0 are carried forward. */
  readonly years: readonly {
    readonly year: string;
    readonly short: number;
    readonly long: number;
    /** Profit of the hedge, business income; only where there is any. */
    readonly futures?: number;
    readonly tax: number;
  }[];
  /** Tax of selling all that is held at the end, beyond what is set aside. */
  readonly liquidation: number;
  readonly growth: TaxedGrowth;
  /** The alternatives that hold lots, taxed alike. */
  readonly alternatives: readonly { readonly id: string; readonly growth: TaxedGrowth }[];
}

/** The notional funds of the attribution: their simple returns from each fill to the next. */
export interface LadderReturns {
  /** Ids of the rungs, the benchmark first. */
  readonly rungs: readonly RungId[];
  readonly periods: readonly {
    readonly from: string;
    readonly to: string;
    readonly funds: readonly number[];
  }[];
  /** The logarithmic effects of weights over the whole span, by position, or `benchmark`, `untraded` and `stocks`: they add up to each effect. */
  readonly byPosition: readonly {
    readonly effect: EffectId;
    readonly position: string;
    readonly log: number;
  }[];
}

/** Something the record is measured against: from the same start, with the same fills and costs where it trades. */
export interface AlternativeRecord {
  readonly id: string;
  readonly title: string;
  /** Chosen with knowledge of the whole span: what nobody could have held. */
  readonly chosenAfterwards: boolean;
  /**
   * It holds the same positions by other weights, without a hedge and a performance fee, and is compared with the record
   * before both. Absent where the record has neither.
   */
  readonly beforeHedgeAndFee?: true;
  /** Values at the dates of `nav`. */
  readonly values: readonly number[];
}

/** The record under other assumptions; its targets are those decided, so that only the assumption differs. */
export interface SensitivityRow {
  readonly id: string;
  readonly title: string;
  /** A fraction. */
  readonly growthAYear: number;
  /** Growth a year less that of the benchmark over the same days. */
  readonly aboveBenchmark: number;
  /** A fraction, 0 or negative. */
  readonly maximumDrawdown: number;
}

/** Where the result comes from: three clocks. */
export interface Provenance {
  /** Mean weight in indices before their launch, and the months with none of it. */
  readonly backFilledWeight: number;
  readonly monthsWithLiveIndices: number;
  /** The first ledger entry made with this rule book; every earlier month is in-sample. Null where there is none. */
  readonly rulesSince: string | null;
  readonly monthsInSample: number;
  /** Months whose ledger entry holds this decision, recorded by the day of the fill. */
  readonly liveMonths: readonly string[];
  readonly notes: readonly string[];
}

/** A whole back-test, as plain data. */
export interface BacktestRun {
  readonly schema: typeof BACKTEST_SCHEMA;
  readonly plan: BacktestPlan;
  /** Total returns, or prices alone. */
  readonly field: 'tri' | 'close';
  readonly nav: readonly NavRow[];
  readonly months: readonly BacktestMonth[];
  readonly ladder: LadderReturns;
  readonly alternatives: readonly AlternativeRecord[];
  readonly sensitivity: readonly SensitivityRow[];
  readonly provenance: Provenance;
  /** Only where tax is followed. */
  readonly tax?: TaxRecord;
  /** Only where the hedge is traded. */
  readonly hedge?: HedgeRecord;
  /** What was held by the factors of INEC-1; only where stocks are held. */
  readonly factors?: FactorCut;
  readonly problems: readonly Problem[];
}
