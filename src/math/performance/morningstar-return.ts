/**
 * Morningstar's risk-adjusted return, per year: the certain excess return that an investor with constant relative risk
 * aversion γ would exchange for these. γ = 2 is Morningstar's rating, 0 the geometric mean without risk aversion.
 * Source: Morningstar, The Morningstar Rating for Funds.
 *
 * @param excessGrowth (1 + return) / (1 + risk-free rate) of each month.
 * @returns null if a month lost everything.
 */
export function morningstarReturn(excessGrowth: ArrayLike<number>, gamma: number): number | null {
  const n = excessGrowth.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    if (!(excessGrowth[i]! > 0)) return null;
    sum += gamma === 0 ? Math.log(excessGrowth[i]!) : excessGrowth[i]! ** -gamma;
  }
  if (n === 0) return null;
  return gamma === 0 ? Math.exp((12 * sum) / n) - 1 : (sum / n) ** (-12 / gamma) - 1;
}
