import { normalCdf } from './normal-cdf.ts';

/** Most degrees for which the tail is summed. */
const MOST_EXACT = 300;

/**
 * Probability that a χ² variable with a whole number of degrees of freedom exceeds x. The tail of ν + 2 degrees is that of ν
 * plus (x/2)^(ν/2)·e^(−x/2)/Γ(ν/2 + 1), from 2Φ(−√x) for one degree and e^(−x/2) for two (Abramowitz and Stegun 26.4.4–5). Above
 * 300 degrees, where e^(−x/2) vanishes, by Wilson and Hilferty's cube root (26.4.17), whose error is then below 1e-4.
 */
export function chiSquaredTail(x: number, degrees: number): number {
  if (!(Number.isInteger(degrees) && degrees >= 1))
    throw new RangeError(`the degrees of freedom must be a whole number from 1, not ${degrees}`);
  if (x <= 0) return 1;
  if (degrees > MOST_EXACT) {
    const variance = 2 / (9 * degrees);
    return normalCdf((1 - variance - Math.cbrt(x / degrees)) / Math.sqrt(variance));
  }
  const odd = degrees % 2 === 1;
  let tail = odd ? 2 * normalCdf(-Math.sqrt(x)) : Math.exp(-x / 2);
  // The increment for the first step: ν = 1 divides by Γ(3/2) = √π/2, ν = 2 by Γ(2) = 1.
  let increment = odd ? Math.sqrt((2 * x) / Math.PI) * Math.exp(-x / 2) : (x / 2) * Math.exp(-x / 2);
  for (let nu = odd ? 1 : 2; nu < degrees; nu += 2) {
    tail += increment;
    increment *= x / (nu + 2);
  }
  return Math.min(1, tail);
}
