import { basename } from 'node:path';
import { type Problem, UserError, userError } from '../../problem.ts';
import { columnsOf } from '../formats/fields.ts';
import { errorPage } from './error-page.ts';
import { explainUnknown, shown } from './explain-unknown.ts';
import { SIMULATED } from './file-name.ts';
import type { FoundFile } from './find-files.ts';
import type { Format } from '../formats/format.ts';
import { FORMATS } from '../formats/all.ts';
import { openContent } from '../decoding/content.ts';
import { looksLikeJson, readJsonTable } from '../decoding/json-table.ts';
import { linesOf } from '../decoding/lines.ts';
import { columnsBeforePandas } from '../decoding/saved-by-pandas.ts';
import { isParquet, parquetHeader } from '../decoding/parquet-rows.ts';
import type { Container } from '../decoding/raw-row.ts';

/** A file with its detected format, or why none was detected. */
export type FormatDetection =
  | {
      readonly kind: 'known';
      readonly file: FoundFile;
      readonly format: Format;
      readonly container: Container;
      /** The table's file name: the file's own, or that of the one member of a ZIP archive. */
      readonly name: string;
      /** Column names, trimmed, without those that only pandas added. */
      readonly header: readonly string[];
      /** The cells of the other header rows, for a format with several. */
      readonly subheader: readonly (readonly string[])[];
      /** In a text file the line of the last header row, otherwise 0. */
      readonly headerAt: number;
      /** The positions in `header`'s order among the file's own number of columns; null if none is left out. */
      readonly kept: KeptColumns | null;
    }
  | {
      readonly kind: 'unknown';
      readonly file: FoundFile;
      readonly problems: readonly Problem[];
      /** Whether the user should know of it even if it was only found in a folder. */
      readonly looksLikeMarketData: boolean;
    };

/** A file with its detected format. */
export type DetectedFile = Extract<FormatDetection, { kind: 'known' }>;

export const isSimulated = (detection: FormatDetection): boolean =>
  basename(detection.file.path).startsWith(SIMULATED) ||
  (detection.kind === 'known' && detection.name.startsWith(SIMULATED));

/** The columns of a file that are read: their positions, and how many columns there are. */
export interface KeptColumns {
  readonly positions: readonly number[];
  readonly columns: number;
}

/** Detects a file's format from its header row. With `as`, the header must be that of the named format. */
export async function detectFormat(file: FoundFile, as: string | undefined): Promise<FormatDetection> {
  const about = basename(file.path);
  try {
    const opening = await openingOf(file.path, about);
    const { container } = opening;
    const candidates = as === undefined ? FORMATS : FORMATS.filter((f) => f.id === as);
    const found = findHeader(opening, candidates);
    const header = found?.header ?? opening.rows[0]!.cells;
    const format = found?.format;
    if (format && container === 'parquet' && !format.mayBeParquet)
      throw userError(
        'unknown-format',
        about,
        `it is a Parquet file, but the format ${format.id} is read from text files only.`,
        'Import the original file of the publisher.',
      );
    if (found) return { kind: 'known', file, container, name: opening.name, ...found };
    if (as !== undefined)
      throw userError(
        'unknown-format',
        about,
        `it is not a ${as} file: its header row is ${shown(header)}, but a ${as} file has ${candidates[0]!.headerExample}.`,
        'Omit --as to detect the format from the header row.',
      );
    const { message, remedy, looksLikeMarketData } = explainUnknown(
      opening.rows.map((row) => row.cells),
      FORMATS,
    );
    const problem = { severity: 'error', code: 'unknown-format', about, message, remedy } as const;
    return { kind: 'unknown', file, problems: [problem], looksLikeMarketData };
  } catch (error) {
    if (error instanceof UserError)
      return {
        kind: 'unknown',
        file,
        problems: error.problems,
        looksLikeMarketData: isUnreadTable(about, error),
      };
    throw error;
  }
}

/** @throws UserError if no format has that id. */
export function checkFormatName(as: string | undefined): void {
  if (as !== undefined && !FORMATS.some((f) => f.id === as))
    throw userError(
      'unknown-format',
      `--as ${as}`,
      'is not a known format.',
      `Use one of: ${FORMATS.map((f) => f.id).join(', ')}.`,
    );
}

/**
 * Whether a file that cannot be read should be named even if it was only found in a folder: it has the extension of a
 * table, or an error message was saved as the answer of a web service.
 */
const isUnreadTable = (name: string, error: UserError): boolean =>
  /\.(csv|tsv|zip|gz|parquet)$/i.test(name) ||
  (name.toLowerCase().endsWith('.json') && error.problems.some((p) => p.code === 'not-a-table'));

/** Lines above a header row that may be a title, such as Cboe's; a later header row is not looked for (our choice). */
const MOST_TITLE_LINES = 3;
const MOST_HEADER_ROWS = 3;

/** The first rows of a file, one of which is the header. */
interface Opening {
  readonly container: Container;
  readonly name: string;
  /** At least one; in other containers than text, only the header. */
  readonly rows: readonly {
    readonly at: number;
    readonly cells: readonly string[];
    /** The line, in a text file. */
    readonly text?: string;
  }[];
}

async function openingOf(path: string, about: string): Promise<Opening> {
  if (await isParquet(path))
    return {
      container: 'parquet',
      name: basename(path),
      rows: [{ at: 0, cells: await parquetHeader(path, about) }],
    };
  const { name, start } = await peek(path, about);
  const page = errorPage(start);
  if (page !== null)
    throw userError(
      'not-a-table',
      about,
      page,
      'Download the file again, from a browser that is signed in where the site needs it.',
    );
  if (looksLikeJson(start))
    return { container: 'json', name, rows: [{ at: 0, cells: (await readJsonTable(path, about)).header }] };
  const rows: { at: number; cells: string[]; text: string }[] = [];
  let at = 0;
  for await (const lines of linesOf(path, about)) {
    for (const line of lines) {
      at++;
      if (line.trim() === '') continue;
      rows.push({ at, cells: columnsOf(line), text: line });
      if (rows.length === MOST_TITLE_LINES + MOST_HEADER_ROWS) return { container: 'text', name, rows };
    }
  }
  if (rows.length > 0) return { container: 'text', name, rows };
  throw userError('empty-file', about, 'is empty.', 'Download the file again.');
}

/** The table's file name and the start of its text. */
async function peek(path: string, about: string): Promise<{ readonly name: string; readonly start: string }> {
  const { name, bytes } = await openContent(path, about);
  for await (const chunk of bytes) {
    const encoding = chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8';
    return { name, start: new TextDecoder(encoding).decode(chunk.subarray(0, 4096)) };
  }
  return { name, start: '' };
}

/** The first row that is the header of a format: unchanged, else without the columns that pandas added. */
function findHeader({ rows }: Opening, formats: readonly Format[]) {
  for (const [i, { at, cells, text }] of rows.slice(0, MOST_TITLE_LINES + 1).entries()) {
    if (text?.includes(';')) {
      const header = text.split(';').map((cell) => cell.trim());
      const format = formats.find((f) => f.separator === ';' && f.matches(header));
      if (format) return { format, header, kept: null, headerAt: at, subheader: [] };
    }
    const positions = columnsBeforePandas(cells);
    for (const kept of positions === null ? [null] : [null, { positions, columns: cells.length }]) {
      const header = kept === null ? cells : kept.positions.map((position) => cells[position]!);
      const format = formats.find((f) => f.separator === undefined && f.matches(header));
      if (format === undefined) continue;
      const rest = rows.slice(i + 1, i + (format.headerRows ?? 1));
      const headerAt = (rest.at(-1) ?? rows[i]!).at;
      return { format, header, kept, headerAt, subheader: rest.map((row) => row.cells) };
    }
  }
  return undefined;
}
