import { internalRate, type InternalRate } from '../../math/internal-rate.ts';
import type { Day } from '../../market/day.ts';

const DAYS = 365;

/**
 * XIRR: the money-weighted return a year, at which the present value of all flows is 0, with days/365 as Excel and SEBI's
 * formats have it. Several roots or none are reported as such.
 *
 * @param flows from the investor's side: paid in negative, taken out and the final value positive.
 */
export const moneyWeightedReturn = (
  flows: readonly { readonly day: Day; readonly amount: number }[],
): InternalRate =>
  internalRate(
    flows.map((f) => f.amount),
    flows.map((f) => f.day / DAYS),
  );
