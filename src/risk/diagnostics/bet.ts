import type { RiskSession } from '../session-block.ts';

/** Positions of whose risk the model has said something, held unchanged from a close on. */
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
  /** Null while the model forecasts nothing. */
  readonly form: (session: RiskSession) => Bets | null;
}

export const BET_KINDS = ['pure factors', 'eigenfactors', 'random active', 'optimised'] as const;
export type BetKind = (typeof BET_KINDS)[number];
