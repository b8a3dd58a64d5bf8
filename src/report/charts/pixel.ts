/** Rounds to a hundredth of a pixel, so that the output is short and does not depend on the last bit of a logarithm. */
export const pixel = (x: number): number => Math.round(x * 100) / 100;
