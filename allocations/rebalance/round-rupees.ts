/**
 * Amounts rounded to whole rupees so that their sum is the rounded sum of the amounts: each is rounded down, and the
 * rupees left over go one each to the largest remainders, the earlier amount first among equals. No amount
 * changes by a rupee or more, nor changes its sign.
 */
export function wholeRupees(amounts: readonly number[]): number[] {
  const whole = amounts.map(Math.floor);
  const total = Math.round(amounts.reduce((sum, x) => sum + x, 0));
  const left = total - whole.reduce((sum, x) => sum + x, 0);
  const byRemainder = amounts
    .map((x, i) => ({ i, remainder: x - whole[i]! }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, left)) whole[i]! += 1;
  return whole;
}
