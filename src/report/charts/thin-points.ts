/** The most points drawn across a chart: more than its pixels, so that nothing visible is lost. */
const MOST = 700;

/**
 * Positions of the values to draw: all of a short series; of a long one the first, the last, and the lowest and highest of each
 * of equal stretches, so that peaks and troughs stay where they are.
 */
export function thinned(values: ArrayLike<number>): number[] {
  const n = values.length;
  if (n <= MOST) return Array.from({ length: n }, (_, i) => i);
  const stretches = MOST / 2;
  const kept = new Set([0, n - 1]);
  for (let s = 0; s < stretches; s++) {
    const [from, to] = [Math.floor((s * n) / stretches), Math.floor(((s + 1) * n) / stretches)];
    let [low, high] = [from, from];
    for (let i = from; i < to; i++) {
      if (values[i]! < values[low]!) low = i;
      if (values[i]! > values[high]!) high = i;
    }
    kept.add(low).add(high);
  }
  return [...kept].sort((a, b) => a - b);
}
