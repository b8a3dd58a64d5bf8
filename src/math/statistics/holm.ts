/**
 * Probabilities adjusted for the number of tests, so that the chance of any false finding among them is at most the level at
 * which they are read, whatever their dependence. Source: Holm (1979), "A simple sequentially rejective multiple test
 * procedure", Scandinavian Journal of Statistics 6, 65–70.
 *
 * @param probabilities of each test, 0 to 1.
 * @returns adjusted ones, in the same order.
 */
export function holm(probabilities: readonly number[]): number[] {
  const adjusted = Array.from(probabilities, () => 1);
  const ascending = probabilities.map((_, i) => i).sort((a, b) => probabilities[a]! - probabilities[b]!);
  let least = 0;
  for (const [rank, i] of ascending.entries()) {
    least = Math.max(least, Math.min(1, (probabilities.length - rank) * probabilities[i]!));
    adjusted[i] = least;
  }
  return adjusted;
}
