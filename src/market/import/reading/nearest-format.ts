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

/** In an example header, `…` stands for more columns and `<ID>` for any name. */
const MORE = '…';
const isAny = (column: string): boolean => column.startsWith('<');

/** A column's name without capitals, spaces and signs, which spreadsheets and encodings change. */
const plain = (column: string): string => column.toLowerCase().replace(/[^a-z0-9]+/g, '');

/** Finds the format most like a header row; the earlier in the list if several are. */
export function nearestFormat(header: readonly string[], formats: readonly Format[]): NearestFormat {
  let best: { readonly format: Format; readonly likeness: number } = { format: formats[0]!, likeness: -1 };
  for (const format of formats) {
    const likeness = likenessOf(header, columnsOf(format.headerExample));
    if (likeness > best.likeness) best = { format, likeness };
  }
  return { ...best, difference: firstDifference(header, columnsOf(best.format.headerExample)) };
}

/** Shared columns as a fraction of all columns; a column in its place counts fully, elsewhere half. */
function likenessOf(header: readonly string[], example: readonly string[]): number {
  const isOpen = example.at(-1) === MORE;
  const known = isOpen ? example.slice(0, -1) : example;
  const left = known.map(plain);
  let shared = 0;
  header.forEach((column, i) => {
    if (i < known.length && plain(column) === plain(known[i]!)) shared += 1;
    else if (left.includes(plain(column))) shared += 0.5;
  });
  const named = known.filter((column) => !isAny(column)).length;
  return shared / (isOpen ? named : named + Math.max(header.length - known.length, 0));
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
