import type { RiskSession } from '../store/daily-record.ts';

/** Positions of whose risk the model has said something at a close. */
export interface Bets {
  /** A bet each: forecast daily deviation. */
  readonly volatility: Float64Array;
  /** A bet each: what a later session's returns make of the positions, as fractions. */
  readonly returnOn: (session: RiskSession) => Float64Array;
}

/** A way of betting that can be taken up at any close, with the same bets in the same order each time. */
export interface BetFamily {
  readonly kind: BetKind;
  readonly names: readonly string[];
  /**
   * What happens to the positions of a bet that runs for several sessions: they stay as they were, or are formed anew at each
   * close. A forecast for a month says what happens if exposures stay as they are. Positions in factors keep theirs,
   * since factors are pure again each session; those in shares drift, and a style that follows the price is half gone
   * in a month.
   */
  readonly upkeep: 'held' | 'formed anew';
  /** Null while the model forecasts nothing. */
  readonly form: (session: RiskSession) => Bets | null;
}

export const BET_KINDS = [
  'pure factors',
  'eigenfactors',
  'random active',
  'fully invested',
  'optimised',
  'optimised, left alone',
] as const;
export type BetKind = (typeof BET_KINDS)[number];
