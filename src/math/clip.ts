/** `x` limited to `[low, high]`; NaN stays NaN. */
export const clip = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));
