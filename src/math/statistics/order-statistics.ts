/** Buckets into which values are counted; as many as fit the fastest cache. */
const BUCKETS = 2048;

/**
 * The values of the given ranks (from 0) among all, without sorting them: values are counted in buckets of equal width, and
 * only the buckets that hold a wanted rank are sorted.
 *
 * @param values not changed; none may be NaN.
 * @param ranks in any order.
 */
export function orderStatistics(values: Float64Array | Float32Array, ranks: readonly number[]): number[] {
  const n = values.length;
  for (const rank of ranks) if (!(rank >= 0 && rank < n)) throw new RangeError(`rank ${rank} of ${n} values`);
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const x = values[i]!;
    if (x < low) low = x;
    if (x > high) high = x;
  }
  if (!(high > low)) return ranks.map(() => low);
  const scale = BUCKETS / (high - low);
  const bucketOf = (x: number): number => Math.min(BUCKETS - 1, Math.floor((x - low) * scale));
  const counts = new Int32Array(BUCKETS);
  for (let i = 0; i < n; i++) counts[bucketOf(values[i]!)]!++;

  const before = new Int32Array(BUCKETS + 1);
  for (let b = 0; b < BUCKETS; b++) before[b + 1] = before[b]! + counts[b]!;
  const bucketOfRank = (rank: number): number => {
    let b = 0;
    while (before[b + 1]! <= rank) b++;
    return b;
  };
  const members = new Map<number, Float64Array>();
  for (const rank of ranks) {
    const b = bucketOfRank(rank);
    if (!members.has(b)) members.set(b, new Float64Array(counts[b]!));
  }
  const filled = new Int32Array(BUCKETS);
  const wanted = new Uint8Array(BUCKETS);
  for (const b of members.keys()) wanted[b] = 1;
  for (let i = 0; i < n; i++) {
    const b = bucketOf(values[i]!);
    if (wanted[b] === 1) members.get(b)![filled[b]!++] = values[i]!;
  }
  for (const m of members.values()) m.sort();
  return ranks.map((rank) => {
    const b = bucketOfRank(rank);
    return members.get(b)![rank - before[b]!]!;
  });
}

/**
 * Quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), the default of R and NumPy.
 *
 * @param probabilities from 0 to 1.
 */
export function quantilesOf(values: Float64Array | Float32Array, probabilities: readonly number[]): number[] {
  const at = probabilities.map((p) => (values.length - 1) * p);
  const found = orderStatistics(
    values,
    at.flatMap((h) => [Math.floor(h), Math.ceil(h)]),
  );
  return at.map((h, k) => {
    const [low, high] = [found[2 * k]!, found[2 * k + 1]!];
    return low + (h - Math.floor(h)) * (high - low);
  });
}
