import type { Day } from '../../market/day.ts';

/** Days of a year for growth between two dates (GIPS leaves the choice; 365.25 counts leap years). */
const DAYS_A_YEAR = 365.25;

/** Years between two days, of 365.25 days. */
export const yearsBetween = (from: Day, to: Day): number => (to - from) / DAYS_A_YEAR;

/** Compound return of all returns: Π(1 + r) − 1. Geometric linking of sub-period returns is the time-weighted return. */
export function totalReturn(returns: ArrayLike<number>): number {
  let growth = 1;
  for (let i = 0; i < returns.length; i++) growth *= 1 + returns[i]!;
  return growth - 1;
}

/** Compound annual growth rate of a total return over so many years: (1 + R)^(1/years) − 1. */
export const compoundAnnual = (total: number, years: number): number => (1 + total) ** (1 / years) - 1;

/** Geometric return a year of periodic returns: (Π(1 + r))^(periods a year / n) − 1. */
export const annualReturn = (returns: ArrayLike<number>, perYear: number): number =>
  compoundAnnual(totalReturn(returns), returns.length / perYear);

/** Arithmetic return a year: mean × periods a year. */
export const arithmeticAnnualReturn = (returns: ArrayLike<number>, perYear: number): number =>
  perYear * meanOf(returns);

/** Arithmetic mean; NaN without values. */
export function meanOf(x: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]!;
  return sum / x.length;
}

/** Differences a − b of two series of one length, or of a series and one number. */
export function minus(a: ArrayLike<number>, b: ArrayLike<number> | number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = a[i]! - (typeof b === 'number' ? b : b[i]!);
  return out;
}

/** Geometric differences (1 + a)/(1 + b) − 1 of two series of one length, or of a series and one number. */
export function geometricDifference(a: ArrayLike<number>, b: ArrayLike<number> | number): Float64Array {
  const out = new Float64Array(a.length);
  for (let i = 0; i < out.length; i++) out[i] = (1 + a[i]!) / (1 + (typeof b === 'number' ? b : b[i]!)) - 1;
  return out;
}
