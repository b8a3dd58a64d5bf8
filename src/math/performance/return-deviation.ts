/** Standard deviation of the returns between consecutive levels; NaN of fewer than two returns. */
export function returnDeviation(levels: ArrayLike<number>): number {
  const n = levels.length - 1;
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += levels[i]! / levels[i - 1]! - 1;
  const centre = sum / n;
  let squares = 0;
  for (let i = 1; i <= n; i++) squares += (levels[i]! / levels[i - 1]! - 1 - centre) ** 2;
  return n < 2 ? NaN : Math.sqrt(squares / (n - 1));
}
