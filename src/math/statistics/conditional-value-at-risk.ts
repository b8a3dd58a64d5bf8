/**
 * Conditional value at risk (expected shortfall) of equally likely losses: the mean of the worst (1 − confidence) of
 * them, with the loss at the edge counted by the fraction that belongs to it (Rockafellar and Uryasev 2002).
 *
 * @param losses at least one; a gain is negative. @param confidence from 0 to below 1, e.g. 0.95.
 */
export function conditionalValueAtRisk(losses: Float64Array, confidence: number): number {
  const worst = losses.slice().sort().reverse();
  const weight = (1 - confidence) * worst.length;
  let [left, sum] = [weight, 0];
  for (const loss of worst) {
    const counted = Math.min(1, left);
    sum += counted * loss;
    left -= counted;
    if (left <= 0) break;
  }
  return sum / weight;
}
