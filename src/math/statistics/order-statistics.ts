/** Buckets into which values are counted; as many as fit the fastest cache. */
const BUCKETS = 2048;

/**
 * The values of given ranks (from 0) among all, without sorting them: values are counted in buckets of equal width, and only the
 * buckets that hold a wanted rank are sorted.
 *
 * @param values not changed; none may be NaN.
 * @returns a function of ranks in any order.
 */
function orderStatisticsOf(values: Float64Array | Float32Array): (ranks: readonly number[]) => number[] {
  const n = values.length;
  const { low, high } = rangeOf(values);
  const scale = BUCKETS / (high - low);
  const last = BUCKETS - 1;
  const bucketOf = (x: number): number => {
    const b = ((x - low) * scale) | 0;
    return b > last ? last : b;
  };
  // Neighbours are counted apart, so that a count need not wait for the one before it.
  const before = new Int32Array(BUCKETS + 1);
  const others = new Int32Array(BUCKETS + 1);
  for (let i = 0; i + 1 < n; i += 2) {
    before[bucketOf(values[i]!) + 1]!++;
    others[bucketOf(values[i + 1]!) + 1]!++;
  }
  if (n % 2 === 1) before[bucketOf(values[n - 1]!) + 1]!++;
  for (let b = 0; b < BUCKETS; b++) before[b + 1]! += before[b]! + others[b + 1]!;
  const bucketOfRank = (rank: number): number => {
    let [from, to] = [0, last];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (before[middle + 1]! > rank) to = middle;
      else from = middle + 1;
    }
    return from;
  };

  return (ranks) => {
    for (const rank of ranks)
      if (!(rank >= 0 && rank < n)) throw new RangeError(`rank ${rank} of ${n} values`);
    if (!(high > low)) return ranks.map(() => low);
    /** Where the next value of a bucket goes among those of all wanted buckets; −1 for buckets that are not wanted. */
    const place = new Int32Array(BUCKETS).fill(-1);
    const starts = new Map<number, number>();
    let count = 0;
    for (const rank of ranks) {
      const b = bucketOfRank(rank);
      if (starts.has(b)) continue;
      starts.set(b, count);
      place[b] = count;
      count += before[b + 1]! - before[b]!;
    }
    const members = new Float64Array(count);
    for (let i = 0; i < n; i++) {
      const x = values[i]!;
      const b = bucketOf(x);
      const at = place[b]!;
      if (at >= 0) {
        members[at] = x;
        place[b] = at + 1;
      }
    }
    for (const [b, start] of starts) members.subarray(start, place[b]).sort();
    return ranks.map((rank) => {
      const b = bucketOfRank(rank);
      return members[starts.get(b)! + rank - before[b]!]!;
    });
  };
}

/** In a function of its own, since variables that a closure holds are objects, one for each value that they take. */
function rangeOf(values: Float64Array | Float32Array): { readonly low: number; readonly high: number } {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    low = x < low ? x : low;
    high = x > high ? x : high;
  }
  return { low, high };
}

/** A quantile function by linear interpolation between order statistics: see `quantilesOf`. */
export function quantileFunction(
  values: Float64Array | Float32Array,
): (probabilities: readonly number[]) => number[] {
  const ranked = orderStatisticsOf(values);
  return (probabilities) => {
    const at = probabilities.map((p) => (values.length - 1) * p);
    const found = ranked(at.flatMap((h) => [Math.floor(h), Math.ceil(h)]));
    return at.map((h, k) => {
      const [low, high] = [found[2 * k]!, found[2 * k + 1]!];
      return low + (h - Math.floor(h)) * (high - low);
    });
  };
}

/**
 * Quantiles by linear interpolation between order statistics: type 7 of Hyndman and Fan (1996), the default of R and NumPy.
 *
 * @param probabilities from 0 to 1.
 */
export const quantilesOf = (
  values: Float64Array | Float32Array,
  probabilities: readonly number[],
): number[] => quantileFunction(values)(probabilities);
