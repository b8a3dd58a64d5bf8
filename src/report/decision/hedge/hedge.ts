import type { MonthlyHedge } from '../../../../allocations/hedge/monthly-hedge.ts';

type Hedged = Extract<MonthlyHedge, { kind: 'hedged' }>;

/** The hedge of a run; sized by `value`, ₹ of the portfolio. */
export type HedgeModel =
  | Exclude<MonthlyHedge, Hedged>
  | (Hedged & {
      readonly asOf: string;
      readonly value: number;
      /** Lots before rounding to whole ones. */
      readonly lotsExact: number;
    });

/** @param value ₹ of the portfolio that is hedged; a hedge is only ever sized where it is known. */
export function hedgeModel(hedge: MonthlyHedge, asOf: string, value: number | null): HedgeModel {
  if (hedge.kind !== 'hedged') return hedge;
  if (value === null) throw new RangeError('a hedge without the value that it was sized by');
  const { beta, targetBeta, future, chosen } = hedge;
  return { ...hedge, asOf, value, lotsExact: ((beta - targetBeta) * value) / (future * chosen.lot) };
}
