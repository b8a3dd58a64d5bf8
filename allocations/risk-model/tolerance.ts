/** Weights that differ by less than this differ only by rounding. */
export const ROUNDING = 1e-9;

/** Whether a change of weight is below the minimum trade. */
export const isSmall = (change: number, minimumTrade: number): boolean =>
  Math.abs(change) < minimumTrade - ROUNDING;
