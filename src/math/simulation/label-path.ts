import type { WordBuffer } from '../random/word-buffer.ts';

/** A 31-bit word at or above the k-th limit of its row leads beyond label k. */
const WORD = 0x80000000;

/**
 * The limits that turn a 31-bit word into the next label: k − 1 a row, for a transition matrix of k labels, row-major. A
 * word below the first limit of a row leads to label 0, and so on.
 *
 * @throws RangeError if a row is not a probability distribution.
 */
export function transitionLimits(transition: Float64Array, labels: number): Int32Array {
  const limits = new Int32Array(labels * (labels - 1));
  for (let i = 0; i < labels; i++) {
    let below = 0;
    for (let j = 0; j < labels; j++) {
      const p = transition[i * labels + j]!;
      if (!(p >= 0)) throw new RangeError(`the probability of going from ${i} to ${j} is ${p}`);
      below += p;
      // The last word that leads to label j or lower.
      if (j < labels - 1) limits[i * (labels - 1) + j] = Math.min(WORD - 1, Math.round(below * WORD)) - 1;
    }
    if (Math.abs(below - 1) > 1e-9)
      throw new RangeError(`row ${i} of the transition matrix sums to ${below}`);
  }
  return limits;
}

/**
 * Two label paths from the same words: one takes each word, the other its mirror image, 2³¹ − 1 minus it (antithetic
 * variates). Both begin at `start`. The inner loops have no branches, because no processor can predict them.
 *
 * @param mirrored whether the second path mirrors the first; if not, it takes words of its own.
 * @param marks months, ascending, the last that of the paths.
 * @param changes [marks × labels × labels] receives the changes of label of both paths since the mark before, by label before and
 *   after. The first month has no month before it.
 */
export function fillLabelPaths(
  limits: Int32Array,
  labels: number,
  start: number,
  source: WordBuffer,
  mirrored: boolean,
  [one, other]: readonly [Uint8Array, Uint8Array],
  marks: Int32Array,
  changes: Int32Array,
): void {
  const width = labels - 1;
  let a = start;
  let b = start;
  one[0] = start;
  other[0] = start;
  changes.fill(0);
  let t = 1;
  for (let mark = 0; mark < marks.length; mark++) {
    const counts = mark * labels * labels;
    for (; t < marks[mark]!; t++) {
      const word = source.next() >>> 1;
      const mirror = mirrored ? 0x7fffffff - word : source.next() >>> 1;
      const from = a * width;
      const fromB = b * width;
      const [rowA, rowB] = [counts + a * labels, counts + b * labels];
      a = 0;
      b = 0;
      for (let k = 0; k < width; k++) {
        // 1 where the word lies above the limit: the sign of the difference.
        a += (limits[from + k]! - word) >>> 31;
        b += (limits[fromB + k]! - mirror) >>> 31;
      }
      changes[rowA + a]!++;
      changes[rowB + b]!++;
      one[t] = a;
      other[t] = b;
    }
  }
}
