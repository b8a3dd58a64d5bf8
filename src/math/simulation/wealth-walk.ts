import type { PathStates, PolicyRule } from './path-pair.ts';

/**
 * Walks the wealth of two paths from 1 under a policy, and notes their states at the marks.
 *
 * A mix is restored to its label's weights every month; the cost of it, at the end of a month, reduces the growth of the next. What
 * is held is bought once and never traded. Products are added up for even and for odd variables, and then both: the order in which
 * vector instructions add them.
 *
 * @param wealth [months × 2]
 * @param holdings by mark, the sums of both paths' holdings.
 * @param states by mark; the two paths go to places `at` and `at` + 1.
 */
export function walkPair(
  { rule, weights, cost }: PolicyRule,
  d: number,
  labelCount: number,
  marks: Int32Array,
  labels: readonly [Uint8Array, Uint8Array],
  returns: readonly [Float64Array, Float64Array],
  wealth: Float64Array,
  holdings: readonly Float64Array[],
  states: readonly PathStates[],
  at: number,
): void {
  for (const row of holdings) row.fill(0);
  for (const s of [0, 1] as const) {
    const [path, r] = [labels[s], returns[s]];
    const held = rule.kind === 'hold' ? weights.slice() : null;
    let [value, peak, trough, lowest, underWater] = [1, 1, 1, 1, 0];
    let t = 0;
    for (let mark = 0; mark < marks.length; mark++) {
      for (; t < marks[mark]!; t++) {
        const first = t * d;
        if (held !== null) {
          const sums: [number, number] = [0, 0];
          for (let i = 0; i < d; i++) {
            held[i] = held[i]! * (1 + r[first + i]!);
            sums[i & 1]! += held[i]!;
          }
          value = sums[0] + sums[1];
        } else {
          const label = path[t]!;
          let gross = 1;
          if (rule.kind === 'column') gross += r[first + rule.column]!;
          else {
            const sums: [number, number] = [0, 0];
            for (let i = 0; i < d; i++) sums[i & 1]! += weights[label * d + i]! * r[first + i]!;
            gross += sums[0] + sums[1];
          }
          value *= t === 0 ? gross : gross * (1 - cost[path[t - 1]! * labelCount + label]!);
        }
        wealth[2 * t + s] = value;
        peak = Math.max(peak, value);
        const ratio = value / peak;
        trough = Math.min(trough, ratio);
        lowest = Math.min(lowest, value);
        underWater += ratio < 1 ? 1 : 0;
      }
      const state = states[mark]!;
      state.wealth[at + s] = value;
      state.trough[at + s] = trough;
      state.underWater[at + s] = underWater;
      state.lowest[at + s] = lowest;
      if (held !== null) for (let i = 0; i < d; i++) holdings[mark]![i]! += held[i]!;
    }
  }
}
