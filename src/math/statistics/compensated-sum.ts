/** Adds arrays element by element with Neumaier's compensation (1974): the error does not grow with their number. */
export function compensatedSum(size: number): {
  add(values: Float64Array): void;
  total(): Float64Array;
} {
  const sums = new Float64Array(size);
  const lost = new Float64Array(size);
  return {
    add(values) {
      for (let i = 0; i < size; i++) {
        const [sum, x] = [sums[i]!, values[i]!];
        const next = sum + x;
        lost[i]! += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
        sums[i] = next;
      }
    },
    total: () => sums.map((sum, i) => sum + lost[i]!),
  };
}
