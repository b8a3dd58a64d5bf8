/**
 * A constraint on the weights of n assets, as plain data: bounds, a linear row or a turnover limit, and a name for
 * messages. Each file of this folder builds one kind. Weights are fractions of the portfolio.
 */
export type Constraint =
  /** lower ≤ w ≤ upper, asset by asset. */
  | {
      readonly kind: 'bounds';
      readonly name: string;
      /** [n]; −Infinity or Infinity for an unbounded weight. */
      readonly lower: Float64Array;
      readonly upper: Float64Array;
    }
  /** low ≤ coefficients′w ≤ high. */
  | {
      readonly kind: 'row';
      readonly name: string;
      /** [n] */
      readonly coefficients: Float64Array;
      readonly low: number;
      readonly high: number;
    }
  /**
   * One-way turnover from the opening weights, ½·Σ|w − from| ≤ limit, and the cost per unit of weight bought and
   * sold.
   */
  | {
      readonly kind: 'trade';
      readonly name: string;
      /** [n] opening weights. */
      readonly from: Float64Array;
      readonly limit: number;
      /** [n] each. */
      readonly buyCost: Float64Array;
      readonly sellCost: Float64Array;
      /**
       * The unit of the costs: that of the objective, whatever it is, or of returns (a fraction of the amount traded), which
       * the methods that weigh return against risk multiply by the risk tolerance.
       */
      readonly costUnit: 'objective' | 'return';
    }
  /** At most `most` weights other than 0 (null: any number), each of at least `smallest`. */
  | {
      readonly kind: 'names';
      readonly name: string;
      readonly most: number | null;
      readonly smallest: number;
    };

/**
 * A figure that a user gave, as a percentage with all its digits: a target of 0.1200000011 must not read as 12 % where 12 %
 * can be had.
 */
export const exactPercentText = (fraction: number): string => `${Number((100 * fraction).toPrecision(12))} %`;

/** @throws RangeError if `low` is above `high`, either is NaN, or the band is unlimited on both sides. */
export function checkBand(name: string, low: number, high: number): void {
  if (!(low <= high) || low === Infinity || high === -Infinity)
    throw new RangeError(
      `${name}: no value lies between ${low} and ${high}; give a lower bound that is not above the upper one`,
    );
  if (low === -Infinity && high === Infinity)
    throw new RangeError(`${name}: both bounds are infinite, so it constrains nothing`);
}

/** A fraction as a percentage: `8 %`, `12.5 %`. */
export const percentText = (fraction: number): string => `${Number((100 * fraction).toFixed(4))} %`;
