/**
 * A rule that weights must keep, as data: what it comes to in bounds and linear rows, and its name for people. One noun
 * a file makes them. Weights are fractions of the portfolio.
 */
export type Limit =
  /** On single weights. */
  | {
      readonly kind: 'bounds';
      readonly name: string;
      /** n long; −Infinity and Infinity where it has nothing to say. */
      readonly lower: Float64Array;
      readonly upper: Float64Array;
    }
  /** low ≤ coefficients′w ≤ high. */
  | {
      readonly kind: 'row';
      readonly name: string;
      readonly coefficients: Float64Array;
      readonly low: number;
      readonly high: number;
    }
  /** On trade from the weights held: ½·Σ|w − from| ≤ limit; and what a unit bought and sold costs. */
  | {
      readonly kind: 'trade';
      readonly name: string;
      readonly from: Float64Array;
      readonly limit: number;
      readonly buyCost: Float64Array;
      readonly sellCost: Float64Array;
    };

/** Throws where a band is turned round or not a band of numbers. */
export function checkBand(name: string, low: number, high: number): void {
  if (!(low <= high) || low === Infinity || high === -Infinity)
    throw new RangeError(`${name}: no value lies between ${low} and ${high}`);
  if (low === -Infinity && high === Infinity) throw new RangeError(`${name} limits nothing`);
}

/** `8 %`, `12.5 %`. */
export const percentText = (fraction: number): string => `${Number((100 * fraction).toFixed(4))} %`;
