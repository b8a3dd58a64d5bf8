/** Ticks of a logarithmic axis: 1, 2 and 5 times the powers of ten that lie in the range. */
export const logTicks = (low: number, high: number): number[] =>
  Array.from({ length: 9 }, (_, k) => 10 ** k)
    .flatMap((power) => [power, 2 * power, 5 * power])
    .filter((tick) => tick >= low && tick <= high);
