import type { Regime } from '../regimes/regime.ts';
import type { Problem } from '../src/market/problem.ts';
import type { PositionId, SleeveId, StrategicId, StrategicPart, Weights } from './sleeve.ts';

/** The index series that stands for a sleeve where it is not built from stocks. */
export interface Instrument {
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
  /** Annualised volatility of one year of daily log returns, in percent; null where there is no such year. */
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

/** The risk of a set of weights, from one year (the rule book's window) of index returns. */
export type Risk =
  | {
      readonly kind: 'estimated';
      /** Annualised, in percent. */
      readonly volatility: number;
      readonly beta: number;
      /** Daily returns that every part of it has. */
      readonly returns: number;
    }
  | { readonly kind: 'unavailable'; readonly why: string };

export interface RiskChange {
  /** What the figures rest on, in a sentence. */
  readonly basis: string;
  /** Of `drifted`. */
  readonly before: Risk;
  /** Of `after`. */
  readonly after: Risk;
}

/** The allocation of a run, from what is held to what is to be held. */
export interface Allocation {
  readonly regime: Regime;
  /** `inverse-volatility`: the form used until a risk model exists; marked so on every output. */
  readonly method: 'inverse-volatility';
  readonly sleeves: readonly SleeveLine[];
  readonly strategic: readonly StrategicLine[];
  readonly before: Before;
  /** What is held (by the file, or by the model's own last allocation); empty where `before` is none. */
  readonly current: Weights;
  /** The same after the sleeves' own moves since; equal to `current` where it is valued at the as-of date. */
  readonly drifted: Weights;
  /** What the regime wants. */
  readonly target: Weights;
  /** What is to be held after the minimum trade size and the turnover limit. */
  readonly after: Weights;
  readonly trades: readonly Trade[];
  /** One-way: the sum of what is bought, which is the sum of what is sold unless nothing was held before. */
  readonly turnover: number;
  readonly turnoverLimit: number;
  /** Limits that held something back, in words. */
  readonly binding: readonly string[];
  readonly risk: RiskChange;
  readonly problems: readonly Problem[];
}
