import type { WordBuffer } from '../random/word-buffer.ts';

/** How long blocks are: geometric with the given mean (Politis and Romano 1994), or all of one length. */
export interface BlockLength {
  readonly kind: 'geometric' | 'fixed';
  readonly mean: number;
}

/** A uniform whole number below n. The bias of the product is below n ÷ 2³². */
const below = (n: number, source: WordBuffer): number => Math.floor((source.next() / 0x100000000) * n);

/**
 * Rows of history for each month of a label path: blocks of consecutive rows that bore the month's label, circular within
 * that label's rows (Politis and Romano 1992). A block ends when its length is reached or the simulated label changes.
 *
 * @param labels the label of each month.
 * @param pools rows of each label, in order of time; none of a label on the path may be empty.
 * @param out the row drawn for each month.
 */
export function fillBlockRows(
  labels: Uint8Array,
  pools: readonly Int32Array[],
  { kind, mean }: BlockLength,
  source: WordBuffer,
  out: Int32Array,
): void {
  const stay = 1 - 1 / mean;
  let label = -1;
  let at = 0;
  let left = 0;
  for (let t = 0; t < labels.length; t++) {
    const pool = pools[labels[t]!]!;
    const goesOn = labels[t] === label && (kind === 'fixed' ? left > 0 : source.next() / 0x100000000 < stay);
    if (goesOn) {
      at = at + 1 < pool.length ? at + 1 : 0;
      left--;
    } else {
      label = labels[t]!;
      at = below(pool.length, source);
      left = mean - 1;
    }
    out[t] = pool[at]!;
  }
}
