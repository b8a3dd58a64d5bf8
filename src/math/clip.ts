/** `x` held inside `[low, high]`. */
export const clip = (x: number, low: number, high: number): number => Math.max(low, Math.min(high, x));
