/**
 * The order in which single-linkage clustering places n items, so that similar items are adjacent: the two nearest
 * clusters are merged until one is left, with the one formed earlier (items first, by index) on the left. Of equal
 * distances the first pair counts.
 *
 * @param distance n × n, symmetric.
 */
export function singleLinkageOrder(distance: Float64Array, n: number): number[] {
  const between = distance.slice();
  // A cluster stays at the index of one of its items; `formed` records which of two clusters is older.
  const members: number[][] = Array.from({ length: n }, (_, i) => [i]);
  const formed = Array.from({ length: n }, (_, i) => i);
  const open = new Set(members.keys());
  for (let step = 0; step < n - 1; step++) {
    let [a, b, least] = [-1, -1, Infinity];
    for (const i of open)
      for (const j of open) {
        const d = between[i * n + j]!;
        if (i < j && d < least) [a, b, least] = [i, j, d];
      }
    const [left, right] = formed[a]! < formed[b]! ? [a, b] : [b, a];
    members[a] = [...members[left]!, ...members[right]!];
    formed[a] = n + step;
    open.delete(b);
    for (const k of open) {
      const d = Math.min(between[a * n + k]!, between[b * n + k]!);
      between[a * n + k] = d;
      between[k * n + a] = d;
    }
  }
  return members[[...open][0] ?? 0] ?? [];
}
