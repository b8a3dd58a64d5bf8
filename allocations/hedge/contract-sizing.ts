/** Inputs of the hedge size. */
export interface HedgeSize {
  /** Beta of the portfolio, taken as beta to the Nifty, and its target. */
  readonly beta: number;
  readonly targetBeta: number;
  /** Portfolio value in ₹. */
  readonly value: number;
  /** Price of the future. */
  readonly future: number;
  /** Index units per lot. */
  readonly lot: number;
}

/**
 * Lots to sell to reduce beta to its target: (beta − target) × value ÷ (future × lot), rounded to the nearest whole lot.
 * 0 if beta is at or below its target: a hedge never adds beta. Source: Hull, "Options, Futures, and
 * Other Derivatives", ch. 3, "Changing the beta of a portfolio".
 */
export function lotsForTarget({ beta, targetBeta, value, future, lot }: HedgeSize): number {
  if (!(value >= 0 && future > 0 && lot > 0 && Number.isFinite(beta - targetBeta))) {
    throw new RangeError(
      `invalid hedge size: ₹ ${value}, lot ${lot}, future ${future}, beta ${beta} to ${targetBeta}`,
    );
  }
  return Math.max(0, Math.round(((beta - targetBeta) * value) / (future * lot)));
}

/** Beta of the portfolio after selling the given number of lots; unchanged without lots, as for a portfolio of value 0. */
export const betaAfterHedge = ({ beta, value, future, lot }: HedgeSize, lots: number): number =>
  lots === 0 ? beta : beta - (lots * future * lot) / value;
