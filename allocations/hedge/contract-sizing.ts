/** What a hedge is sized by. */
export interface HedgeSize {
  /** Beta of the portfolio, taken for one to the Nifty, and what it should be. */
  readonly beta: number;
  readonly targetBeta: number;
  /** ₹ of the portfolio. */
  readonly value: number;
  /** Of the contract sold. */
  readonly future: number;
  /** Units of the index in a lot. */
  readonly lot: number;
}

/**
 * Lots to sell so that beta comes down to its target: (beta − target) × value ÷ (future × lot), to the nearest whole
 * lot. 0 where beta is at or below its target already: a hedge never adds beta. Source: Hull, "Options, Futures, and
 * Other Derivatives", ch. 3, "Changing the beta of a portfolio".
 */
export function lotsWanted({ beta, targetBeta, value, future, lot }: HedgeSize): number {
  if (!(value >= 0 && future > 0 && lot > 0)) {
    throw new RangeError(`no hedge for ₹ ${value} by lots of ${lot} at ${future}`);
  }
  return Math.max(0, Math.round(((beta - targetBeta) * value) / (future * lot)));
}

/** Beta that is left with so many lots sold. */
export const betaWith = ({ beta, value, future, lot }: HedgeSize, lots: number): number =>
  beta - (lots * future * lot) / value;
