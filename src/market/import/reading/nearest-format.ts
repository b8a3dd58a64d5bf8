import { columnsOf } from '../formats/fields.ts';
import type { Format } from '../formats/format.ts';

/** The known format whose header is most like a file's, and how they differ. */
export interface NearestFormat {
  readonly format: Format;
  /** The fraction of columns that both headers have, 0 to 1. */
  readonly likeness: number;
  /** The first difference in words, from the file's point of view. */
  readonly difference: string;
}

/** In an example header, `…` represents further columns and `<ID>` any name. */
const MORE = '…';
const isAny = (column: string): boolean => column.startsWith('<');

/** A column's name without capitals, spaces and signs, which spreadsheets and encodings change. */
const plain = (column: string): string => column.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** The columns of a format's example header. */
export const exampleColumns = ({ headerExample, separator }: Format): readonly string[] =>
  separator === undefined ? columnsOf(headerExample) : headerExample.split(separator);

/** Finds the format most like a header row; the earlier in the list if several are. */
export function nearestFormat(header: readonly string[], formats: readonly Format[]): NearestFormat {
  let best: { readonly format: Format; readonly likeness: number } = { format: formats[0]!, likeness: -1 };
  for (const format of formats) {
    const likeness = likenessOf(header, exampleColumns(format));
    if (likeness > best.likeness) best = { format, likeness };
  }
  return { ...best, difference: firstDifference(header, exampleColumns(best.format)) };
}

/**
 * The columns that both have in the same order, as a fraction of all columns. A column in other capitals counts a little
 * less, so that of two formats with the same words the one with the same spelling is nearer.
 */
function likenessOf(header: readonly string[], example: readonly string[]): number {
  const isOpen = example.at(-1) === MORE;
  const known = example.filter((column) => column !== MORE && !isAny(column));
  const shared = longestShared(header, known);
  return (
    shared / (isOpen ? known.length : Math.max(header.length, example.length) - example.length + known.length)
  );
}

const OTHER_SPELLING = 0.9;

/** The weight of the longest common subsequence. */
function longestShared(a: readonly string[], b: readonly string[]): number {
  let previous = Array.from(b, () => 0).concat(0);
  for (const x of a) {
    const current = [0];
    b.forEach((y, j) => {
      const weight = x === y ? 1 : plain(x) === plain(y) ? OTHER_SPELLING : 0;
      current.push(Math.max(previous[j + 1]!, current[j]!, weight > 0 ? previous[j]! + weight : 0));
    });
    previous = current;
  }
  return previous.at(-1)!;
}

function firstDifference(header: readonly string[], example: readonly string[]): string {
  for (let i = 0; i < Math.max(header.length, example.length); i++) {
    const [is, should] = [header[i], example[i]];
    if (should === MORE) break;
    if (is === should || (should !== undefined && isAny(should) && is !== undefined)) continue;
    if (is === undefined) return `column ${i + 1}, ${JSON.stringify(should)}, is missing`;
    if (should === undefined) return `column ${i + 1}, ${JSON.stringify(is)}, is not part of it`;
    return `column ${i + 1} is ${JSON.stringify(is)}, not ${JSON.stringify(should)}`;
  }
  return 'a column after the first ones is missing';
}
