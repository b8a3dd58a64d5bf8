/**
 * Probability that Brownian bridges between month-ends above a barrier stay above it: the product of
 * 1 − exp(−2·ln(x/b)·ln(y/b)/σ²).
 *
 * @param wealth [months × 2] wealth of two paths side by side, from 1; `side` says which of them.
 * @param months the months to take in, ascending: those from place `from` on before place `to`.
 * @param variances by label, σ² of a month's log growth with scale 1.
 * @param barrier a fraction of the start.
 */
export function staysAbove(
  wealth: Float64Array,
  side: 0 | 1,
  months: Uint16Array,
  from: number,
  to: number,
  variances: Float64Array,
  labels: Uint8Array,
  scales: Float64Array,
  barrier: number,
): number {
  let survived = 1;
  // The month whose end is known, and the logarithm there.
  let known = -1;
  let logarithm = Math.log(barrier);
  for (let k = from; k < to; k++) {
    const t = months[k]!;
    const before = t === 0 ? 1 : wealth[2 * t - 2 + side]!;
    const after = wealth[2 * t + side]!;
    const scale = scales[t]!;
    const variance = variances[labels[t]!]! * (scale * scale);
    const first = known === t - 1 ? logarithm : Math.log(barrier / before);
    logarithm = Math.log(barrier / after);
    known = t;
    survived *= 1 - Math.exp((-2 * first * logarithm) / variance);
  }
  return survived;
}
