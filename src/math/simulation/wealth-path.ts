/** What a wealth path has gone through up to a month, in the order of the slots of `walkWealth`'s result. */
export const WEALTH = 0;
/** Largest fall from the running peak, the start included, seen at month-ends: a fraction. */
export const MAX_DRAWDOWN = 1;
/** Month-ends below the running peak. */
export const UNDER_WATER = 2;
/** 1 if a month-end was below the barrier. */
export const BELOW = 3;
/** Probability that the path was at or below the barrier at some time, within the months too. */
export const CROSSED = 4;
export const SLOTS = 5;

/** Beyond this exponent a crossing within the month is impossible for a double. */
const NEGLIGIBLE = 40;

/** What a walk knows at a mark, in this order: wealth, smallest ratio to the peak, months under water, lowest wealth. */
const STATES = 4;

/**
 * Walks a wealth path from 1 and notes its state at each of the given months.
 *
 * @param growth growth factor of each month.
 * @param variances variance of each month's log growth, for crossings of the barrier between month-ends by a Brownian
 * bridge; null where it is unknown: then CROSSED is NaN.
 * @param barrier a fraction of the start.
 * @param marks months after which the state is noted, ascending, from 1.
 * @param wealth [months] receives the path.
 * @param out SLOTS values a mark.
 */
export function walkWealth(
  growth: Float64Array,
  variances: Float64Array | null,
  barrier: number,
  marks: Int32Array,
  wealth: Float64Array,
  out: Float64Array,
): void {
  const states = new Float64Array(STATES * marks.length);
  let [value, peak, trough, lowest, underWater] = [1, 1, 1, 1, 0];
  let t = 0;
  for (let mark = 0; mark < marks.length; mark++) {
    for (; t < marks[mark]!; t++) {
      value *= growth[t]!;
      wealth[t] = value;
      peak = Math.max(peak, value);
      const ratio = value / peak;
      trough = Math.min(trough, ratio);
      lowest = Math.min(lowest, value);
      underWater += ratio < 1 ? 1 : 0;
    }
    const at = STATES * mark;
    states[at] = value;
    states[at + 1] = trough;
    states[at + 2] = underWater;
    states[at + 3] = lowest;
  }
  noteMarks(states, STATES, 1, wealth, variances, barrier, marks, out);
}

/**
 * Turns the states of a walk at its marks into SLOTS values each.
 *
 * @param states one after the other, `size` numbers apart; the numbers of a state are `stride` apart.
 */
export function noteMarks(
  states: Float64Array,
  size: number,
  stride: number,
  wealth: Float64Array,
  variances: Float64Array | null,
  barrier: number,
  marks: Int32Array,
  out: Float64Array,
): void {
  let survived = 1;
  let from = 0;
  for (let mark = 0; mark < marks.length; mark++) {
    const at = mark * size;
    const slot = mark * SLOTS;
    const lowest = states[at + 3 * stride]!;
    const to = marks[mark]!;
    if (variances !== null && lowest > barrier) survived *= staysAbove(wealth, variances, barrier, from, to);
    from = to;
    const below = lowest <= barrier ? 1 : 0;
    out[slot + WEALTH] = states[at]!;
    out[slot + MAX_DRAWDOWN] = 1 - states[at + stride]!;
    out[slot + UNDER_WATER] = states[at + 2 * stride]!;
    out[slot + BELOW] = below;
    out[slot + CROSSED] = variances === null ? NaN : below === 1 ? 1 : 1 - survived;
  }
}

/**
 * Probability that Brownian bridges between month-ends above a barrier stay above it: the product of
 * 1 − exp(−2·ln(x/b)·ln(y/b)/σ²).
 */
function staysAbove(
  wealth: Float64Array,
  variances: Float64Array,
  barrier: number,
  from: number,
  to: number,
): number {
  let survived = 1;
  let ratio = from === 0 ? barrier : barrier / wealth[from - 1]!;
  for (let t = from; t < to; t++) {
    const next = barrier / wealth[t]!;
    // ln x ≥ 1 − 1/x: far from the barrier not even the logarithms are needed.
    if (2 * (1 - ratio) * (1 - next) < NEGLIGIBLE * variances[t]!)
      survived *= 1 - Math.exp((-2 * Math.log(ratio) * Math.log(next)) / variances[t]!);
    ratio = next;
  }
  return survived;
}
