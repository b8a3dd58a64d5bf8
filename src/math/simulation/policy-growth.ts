/**
 * Monthly growth factors of a portfolio restored to its label's weights every month. The cost of restoring it, at the end of a
 * month, reduces the growth of the next.
 *
 * @param returns [months × d] simple returns.
 * @param weights [labels × d]
 * @param costs [labels × labels] fraction of wealth, by label of the month before and of the month.
 */
export function mixGrowth(
  returns: Float64Array,
  d: number,
  labels: Uint8Array,
  count: number,
  weights: Float64Array,
  costs: Float64Array,
  out: Float64Array,
): void {
  let before = -1;
  for (let t = 0; t < labels.length; t++) {
    const label = labels[t]!;
    const at = t * d;
    const from = label * d;
    let growth = 1;
    for (let i = 0; i < d; i++) growth += weights[from + i]! * returns[at + i]!;
    out[t] = before < 0 ? growth : growth * (1 - costs[before * count + label]!);
    before = label;
  }
}

/** The same for a policy whose return is one of the drawn variables: `asset` is its column. */
export function columnGrowth(
  returns: Float64Array,
  d: number,
  labels: Uint8Array,
  count: number,
  asset: number,
  costs: Float64Array,
  out: Float64Array,
): void {
  let before = labels[0]!;
  out[0] = 1 + returns[asset]!;
  for (let t = 1, at = d + asset; t < labels.length; t++, at += d) {
    const label = labels[t]!;
    out[t] = (1 + returns[at]!) * (1 - costs[before * count + label]!);
    before = label;
  }
}

/**
 * Monthly growth factors of a portfolio that is bought once and never traded.
 *
 * @param weights [d] at the start.
 * @param marks months after which the values of the holdings, as fractions of the start, go to `values` [marks × d].
 */
export function holdGrowth(
  returns: Float64Array,
  d: number,
  weights: Float64Array,
  marks: Int32Array,
  holding: Float64Array,
  values: Float64Array,
  out: Float64Array,
): void {
  holding.set(weights);
  let wealth = 1;
  let mark = 0;
  for (let t = 0; t < out.length; t++) {
    const at = t * d;
    let sum = 0;
    for (let i = 0; i < d; i++) {
      const value = holding[i]! * (1 + returns[at + i]!);
      holding[i] = value;
      sum += value;
    }
    out[t] = sum / wealth;
    wealth = sum;
    if (t + 1 === marks[mark]) values.set(holding, mark++ * d);
  }
}

/**
 * Changes of label up to the given months: [marks × labels × labels], by label of the month before and of the month. The first
 * month has no month before it.
 */
export function countTransitions(
  labels: Uint8Array,
  count: number,
  marks: Int32Array,
  out: Int32Array,
): void {
  const size = count * count;
  let mark = 0;
  let at = 0;
  out.fill(0, 0, size);
  let before = labels[0]! * count;
  let t = 1;
  for (;;) {
    for (; t < marks[mark]!; t++) {
      const label = labels[t]!;
      out[at + before + label]!++;
      before = label * count;
    }
    if (++mark === marks.length) return;
    for (let k = at; k < at + size; k++) out[k + size] = out[k]!;
    at += size;
  }
}
