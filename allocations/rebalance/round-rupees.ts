/**
 * Rounds amounts to whole rupees so that they sum to the rounded total (largest-remainder method): each amount is rounded
 * down, and the remaining rupees go one each to the largest remainders, ties to the earlier amount. No amount changes
 * by a rupee or more, and none changes its sign.
 */
export function roundToRupees(amounts: readonly number[]): number[] {
  const whole = amounts.map(Math.floor);
  const total = Math.round(amounts.reduce((sum, x) => sum + x, 0));
  const left = total - whole.reduce((sum, x) => sum + x, 0);
  const byRemainder = amounts
    .map((x, i) => ({ i, remainder: x - whole[i]! }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) whole[i]! += 1;
  return whole;
}
