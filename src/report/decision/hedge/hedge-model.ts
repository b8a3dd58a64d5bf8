import type { MonthlyHedge } from '../../../../allocations/hedge/result.ts';

type Hedged = Extract<MonthlyHedge, { kind: 'hedged' }>;

/** The hedge of a run, sized for a portfolio of `value` ₹. */
export type HedgeModel =
  | Exclude<MonthlyHedge, Hedged>
  | (Hedged & {
      readonly asOf: string;
      readonly value: number;
      /** Lots before rounding to whole lots. */
      readonly lotsExact: number;
    });

/**
 * @param value ₹ of the portfolio that is hedged.
 * @throws RangeError if a hedge is given without the value that it was sized for.
 */
export function hedgeModel(hedge: MonthlyHedge, asOf: string, value: number | null): HedgeModel {
  if (hedge.kind !== 'hedged') return hedge;
  if (value === null)
    throw new RangeError('the hedge needs the value of the portfolio that it was sized for');
  const { beta, targetBeta, future, chosen } = hedge;
  return { ...hedge, asOf, value, lotsExact: ((beta - targetBeta) * value) / (future * chosen.lot) };
}
