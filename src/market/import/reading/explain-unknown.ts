import { readNumber } from '../decoding/numbers.ts';
import { columnsOf } from '../formats/fields.ts';
import type { Format } from '../formats/format.ts';
import { type NearestFormat, nearestFormat } from './nearest-format.ts';

/** Why a file of unknown format is not read, and what to do about it. */
export interface Explanation {
  readonly message: string;
  readonly remedy: string;
  /** Whether it looks like market data: then it is refused even if it was only found in a folder. */
  readonly looksLikeMarketData: boolean;
}

/** Minimum similarity to a known header for a header to count as its variant (our choice). */
const ALIKE = 0.5;

/** Minimum similarity for the nearest format to be named at all: below it, the name misleads (our choice). */
const WORTH_NAMING = 0.25;

/** Names of date columns, without capitals and signs, in English and in the other languages of investing.com. */
const DATE =
  /^(date|dates|datetime|day|month|year|period|timestamp|time|.*date|date\d|observationdate|.*dt|datum|fecha|data|tarih|дата|日期)$/;

/**
 * Explains why a table has no known format.
 *
 * @param rows the first rows of the file.
 */
export function explainUnknown(
  rows: readonly (readonly string[])[],
  formats: readonly Format[],
): Explanation {
  const special =
    portfolio(rows[0]!) ??
    foreignInvesting(rows[0]!) ??
    otherSeparator(rows, formats) ??
    unnamedPrices(rows[0]!);
  if (special) return special;
  const all = rows.slice(0, 4).map((header) => ({ header, ...nearestFormat(header, formats) }));
  const best = all.reduce((a, b) => (b.likeness > a.likeness ? b : a));
  const { header, format, likeness, difference } = best;
  if (likeness >= ALIKE) return nearly(header, format, difference);
  const first = all[0]!;
  return {
    message: `its header row matches no known format: ${shown(first.header)}.${nearestText(first)}`,
    remedy:
      'Compare it with the formats in docs/reference/vendor-files.md and docs/reference/file-formats.md.',
    looksLikeMarketData: isDatedTable(rows),
  };
}

const nearly = (header: readonly string[], format: Format, difference: string): Explanation => ({
  message: `its header row ${shown(header)} is nearly that of the format ${format.id} (${format.title}), but ${difference}.`,
  remedy: `Download the file again, or correct its header to: ${format.headerExample}`,
  looksLikeMarketData: true,
});

const nearestText = ({ format, likeness, difference }: NearestFormat): string =>
  likeness >= WORTH_NAMING ? ` The nearest is ${format.id} (${format.title}), but ${difference}.` : '';

export const shown = (header: readonly string[]): string => JSON.stringify(header.join(',').slice(0, 200));

/** Holdings or trades of the user: no market data, and easily taken for it. */
function portfolio(header: readonly string[]): Explanation | null {
  const columns = header.map((column) => column.trim().toLowerCase());
  const has = (pattern: RegExp): boolean => columns.some((column) => pattern.test(column));
  const isOwn = columns[0] === 'holding' || (columns[0] === 'position' && columns[1] === 'value');
  const isBrokers =
    has(/^(isin|symbol|instrument|stock name)$/) && has(/^(quantity|qty)/) && has(/av(era)?g|buy|cost/);
  if (!isOwn && !isBrokers) return null;
  return {
    message: `its header row ${shown(header)} is that of a portfolio, not of market data.`,
    remedy: 'Give it to a run: trrm run --portfolio <file>.',
    looksLikeMarketData: false,
  };
}

/** A column of dates, and a number in one of the first rows. */
function isDatedTable(rows: readonly (readonly string[])[]): boolean {
  const header = rows[0]!;
  if (header.length < 2 || !header.some((column) => DATE.test(column.toLowerCase().replace(/[\s_.-]+/g, ''))))
    return false;
  return rows
    .slice(1)
    .some((cells) => cells.length > 1 && cells.some((cell) => typeof readNumber(cell) === 'number'));
}

/** investing.com in another language than English: its columns in their places, the last one a change in percent. */
function foreignInvesting(header: readonly string[]): Explanation | null {
  const [date = '', , , , , volume = '', last = ''] = header;
  const isLike =
    (header.length === 7 && volume.length <= 12 && last.includes('%')) ||
    (header.length === 6 && volume.includes('%'));
  const isForeign = DATE.test(date.toLowerCase()) && !/^(price|close|open)$/i.test(header[1] ?? '');
  if (!isLike || !isForeign || header.slice(1).some((column) => /^(high|low|close)$/i.test(column)))
    return null;
  return {
    message: `its header row ${shown(header)} is that of investing.com in another language, whose dates and decimal commas are not read.`,
    remedy: 'Download it in English, from in.investing.com or www.investing.com.',
    looksLikeMarketData: true,
  };
}

/** A table with semicolons or tabs, as spreadsheets write it where the comma is the decimal sign. */
function otherSeparator(
  rows: readonly (readonly string[])[],
  formats: readonly Format[],
): Explanation | null {
  for (const [separator, name] of [
    [';', 'semicolons'],
    ['\t', 'tabs'],
  ] as const) {
    const text = rows[0]!.join(',');
    if (text.split(separator).length < 3 || rows[0]!.length > 2) continue;
    const header = columnsOf(text.split(separator).join(','));
    const { format, likeness, difference } = nearestFormat(header, formats);
    if (likeness < ALIKE) continue;
    if (format.separator === separator) return nearly(rows[0]!, format, difference);
    return {
      message: `its columns are separated by ${name} instead of commas; it looks like the format ${format.id} (${format.title}), saved again by a spreadsheet.`,
      remedy: 'Import the file as it was downloaded.',
      looksLikeMarketData: true,
    };
  }
  return null;
}

/** Prices of one instrument that neither the header nor the publisher's layout names. */
function unnamedPrices(header: readonly string[]): Explanation | null {
  const columns = header.map((column) => column.toLowerCase());
  const isPrices = ['date', 'open', 'high', 'low', 'close'].every((column, i) => columns[i] === column);
  if (!isPrices || columns.length > 6 || (columns.length === 6 && columns[5] !== 'volume')) return null;
  return {
    message: `its columns ${header.join(',')} name no series, and no publisher uses them.`,
    remedy:
      'If it is the US VIX, download VIX_History.csv from the Cboe; if it is an index of NSE, download its history from niftyindices.com.',
    looksLikeMarketData: true,
  };
}
