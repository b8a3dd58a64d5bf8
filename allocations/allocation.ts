import type { Regime } from '../regimes/regime.ts';
import type { Problem } from '../src/market/problem.ts';
import type { Factor } from '../src/risk/factors.ts';
import type { Scored } from './risk-model/result.ts';
import type { PositionId, SleeveId, StrategicId, StrategicPart, Weights } from './positions.ts';

/** What a sleeve is held in: its own shares, or an index that stands for it. */
export type Instrument = Shares | Index;

export interface Shares {
  readonly kind: 'shares';
  readonly names: number;
}

export interface Index {
  readonly kind: 'index';
  readonly series: string;
  readonly indexName: string;
  /** Total-return levels where the store has them, else price levels. */
  readonly field: 'tri' | 'close';
  /** History before the index was launched is the vendor's own back-test. Null where no launch date is known. */
  readonly launched: string | null;
  /** The day from which its history is computed. Null where it is not known. */
  readonly base: string | null;
  /** Whether the year behind its volatility began before the launch. */
  readonly backTested: boolean;
}

/** How one sleeve came to its weight. All weights are fractions of the whole portfolio. */
export interface SleeveLine {
  readonly id: SleeveId;
  readonly instrument: Instrument | null;
  /** The bouquet's weight in this regime, before anything else. */
  readonly bouquet: number;
  /** After the weights of sleeves without an instrument have been shared out. */
  readonly base: number;
  readonly band: { readonly low: number; readonly high: number };
  /** Percent a year: by INEC-1 where it is held in shares, else of one year of daily log returns; null where it is not held. */
  readonly volatility: number | null;
  readonly target: number;
  readonly boundBy: 'low' | 'high' | null;
}

/** One purpose of the 5 %: how much, and where the money is until it is needed. */
export interface StrategicLine {
  readonly id: StrategicPart;
  readonly heldIn: StrategicId;
  readonly target: number;
  readonly note: string;
}

/** One line of what is to be bought or sold. */
export interface Trade {
  readonly id: PositionId;
  readonly side: 'buy' | 'sell';
  /** Fraction of the portfolio, positive. */
  readonly weight: number;
  /** Whole ₹; null where the run was given no portfolio value. Purchases and sales come to the same sum. */
  readonly amount: number | null;
}

/** Where the weights before this run come from. */
export type Before =
  | { readonly kind: 'portfolio'; readonly file: string; readonly sha256: string; readonly value: number }
  | { readonly kind: 'model'; readonly monthEnd: string; readonly regime: Regime }
  | { readonly kind: 'none' };

/** The risk of a set of weights. */
export type Risk =
  | ModelledRisk
  | {
      /** From one year (the rule book's window) of index returns. */
      readonly kind: 'estimated';
      /** Annualised, in percent. */
      readonly volatility: number;
      readonly beta: number;
      /** Daily returns that every part of it has. */
      readonly returns: number;
    }
  | { readonly kind: 'unavailable'; readonly why: string };

/** By INEC-1, share by share; percent a year. */
export interface ModelledRisk {
  readonly kind: 'modelled';
  readonly volatility: number;
  /** To the market portfolio. */
  readonly beta: number;
  /** Against the market portfolio. */
  readonly trackingError: number;
  /** Their squares sum to the square of the volatility. */
  readonly systematic: number;
  readonly specific: number;
  readonly ofVolatility: RiskParts;
  readonly ofTrackingError: RiskParts;
}

/** A volatility or a tracking error in parts that sum to it; percent a year. */
export interface RiskParts {
  /** All 39, those that weigh most first; exposures less the market's in the parts of a tracking error. */
  readonly factors: readonly {
    readonly factor: Factor;
    readonly exposure: number;
    readonly contribution: number;
  }[];
  readonly specific: number;
  /** The shares that weigh most, the largest first: a second cut of the same sum. */
  readonly shares: readonly {
    readonly isin: string;
    readonly symbol: string;
    readonly weight: number;
    readonly contribution: number;
  }[];
}

export interface RiskChange {
  /** What the figures rest on, in a sentence. */
  readonly basis: string;
  /** Of `drifted`. */
  readonly before: Risk;
  /** Of `after`. */
  readonly after: Risk;
}

/** The allocation of a run, from what is held to what is to be held. */
export type Allocation = AllocationByRiskModel | AllocationByVolatility;

/** Sleeves of shares, scored and weighed by INEC-1. */
export interface AllocationByRiskModel extends AllocationSteps {
  readonly method: 'risk-model';
  /** Where trading leads; `after` is there, or on the way there as far as turnover by share allows. */
  readonly towards: Weights;
  /** The part of the way from `drifted` that is gone, by every share alike; 1 as a rule. */
  readonly reach: number;
  readonly scored: Scored;
}

/** The form for a store without shares: sleeves are indices, weighed by their own volatility; marked so on every output. */
export interface AllocationByVolatility extends AllocationSteps {
  readonly method: 'inverse-volatility';
}

interface AllocationSteps {
  readonly regime: Regime;
  readonly sleeves: readonly SleeveLine[];
  readonly strategic: readonly StrategicLine[];
  readonly before: Before;
  /** What is held (by the file, or by the model's own last allocation); empty where `before` is none. */
  readonly current: Weights;
  /** The same after the sleeves' own moves since; equal to `current` where it is valued at the as-of date. */
  readonly drifted: Weights;
  /** What the regime wants. */
  readonly target: Weights;
  /** What is to be held once trading has its cost, its smallest size and its limit. */
  readonly after: Weights;
  readonly trades: readonly Trade[];
  /**
   * One-way: the sum of what is bought, which is the sum of what is sold unless nothing was held before. Share by share
   * where the shares that are held are known, else by position.
   */
  readonly turnover: number;
  readonly turnoverLimit: number;
  /** Limits that held something back, in words. */
  readonly binding: readonly string[];
  readonly risk: RiskChange;
  readonly problems: readonly Problem[];
}
