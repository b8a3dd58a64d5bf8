/**
 * The mean of all values so far with weights that halve every `halfLife` steps into the past and sum to 1, at each
 * step. This is pandas' `ewm(halflife=…).mean()` with `adjust=True`: the first mean is the first value.
 */
export function ewmMean(values: ArrayLike<number>, halfLife: number): Float64Array {
  const keep = 0.5 ** (1 / halfLife);
  const means = new Float64Array(values.length);
  let [sum, weight] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum = keep * sum + values[i]!;
    weight = keep * weight + 1;
    means[i] = sum / weight;
  }
  return means;
}
