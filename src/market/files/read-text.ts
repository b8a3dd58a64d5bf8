import { isUtf8 } from 'node:buffer';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { userError } from '../problem.ts';
import { systemProblem } from './system-error.ts';

/** A kind of small file that a user names: how messages call it, and the most bytes that one can sensibly have. */
export interface TextKind {
  /** With its article: `a portfolio`. */
  readonly what: string;
  readonly maximumBytes: number;
}

const MB = 1024 ** 2;

// Our choice: many times the largest that makes sense of each kind. 10,000 lots take 1 MB.
export const RULE_BOOK: TextKind = { what: 'a rule book', maximumBytes: MB };
export const SWEEP_PLAN: TextKind = { what: 'a plan of a sweep', maximumBytes: MB };
export const SOURCES_FILE: TextKind = { what: 'a file of sources', maximumBytes: MB };
export const PORTFOLIO: TextKind = { what: 'a portfolio', maximumBytes: 8 * MB };
export const BENCHMARK: TextKind = { what: 'a benchmark', maximumBytes: 8 * MB };
/** Six scenarios of forty settings. */
export const SCENARIOS: TextKind = { what: 'a file of scenarios', maximumBytes: MB };
export const VARIANTS: TextKind = { what: 'a file of variants', maximumBytes: MB };
export const CLIENT: TextKind = { what: 'a client file', maximumBytes: MB };
/** Daily values over decades, several columns. */
export const SERIES: TextKind = { what: 'a series of values', maximumBytes: 16 * MB };
/** Executions of a day, or changes of an allotment by hand. */
export const FILLS: TextKind = { what: 'a file of fills or deviations', maximumBytes: 16 * MB };
/** Months, values by session and alternatives of decades. */
export const BACKTEST: TextKind = { what: 'a back-test', maximumBytes: 64 * MB };
export const DECISION: TextKind = { what: 'a decision', maximumBytes: 64 * MB };
/** A covariance matrix of 1,500 assets, or the daily returns of 500 over twenty years. */
export const ASSET_TABLE: TextKind = { what: 'a table of assets', maximumBytes: 64 * MB };

const CHUNK = 256 * 1024;

/**
 * A UTF-8 text file named by the user. It is measured before it is read, and what has no size, such as a pipe, is read up
 * to the limit. A leading byte order mark, as spreadsheets write it, is dropped.
 *
 * @throws UserError for a file that does not exist, cannot be read, is larger than its kind can be, or is not UTF-8.
 */
export function readText(file: string, kind: TextKind): string {
  const bytes = readBytes(file, kind);
  refuseOtherEncodings(file, bytes, kind);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw notUtf8(file);
  }
}

/**
 * The bytes of a text file that is read part by part, without its byte order mark.
 *
 * @throws UserError as `readText` does.
 */
export function readUtf8(file: string, kind: TextKind): Uint8Array {
  const bytes = readBytes(file, kind);
  refuseOtherEncodings(file, bytes, kind);
  if (!isUtf8(bytes)) throw notUtf8(file);
  return bytes.subarray(BYTE_ORDER_MARK.equals(bytes.subarray(0, 3)) ? 3 : 0);
}

const BYTE_ORDER_MARK = Buffer.of(0xef, 0xbb, 0xbf);

const notUtf8 = (file: string) =>
  unreadable(file, 'The file is not UTF-8 text.', 'Save it as UTF-8 (in a spreadsheet: CSV UTF-8).');

/** A workbook is a zip archive, its older form a compound file (MS-CFB); UTF-16 is what spreadsheets save as Unicode text. */
const WORKBOOKS: readonly Buffer[] = [Buffer.of(0x50, 0x4b, 3, 4), Buffer.of(0xd0, 0xcf, 0x11, 0xe0)];
const UTF_16: readonly Buffer[] = [Buffer.of(0xff, 0xfe), Buffer.of(0xfe, 0xff)];

/** Names what a spreadsheet saved in place of text, which would otherwise be shown as a line of strange letters. */
function refuseOtherEncodings(file: string, bytes: Uint8Array, { what }: TextKind): void {
  const starts = (mark: Buffer): boolean => mark.equals(bytes.subarray(0, mark.length));
  if (WORKBOOKS.some(starts))
    throw unreadable(
      file,
      'The file is a workbook or an archive, not text.',
      `Give ${what} as text: in a spreadsheet, save the sheet as CSV UTF-8.`,
    );
  if (UTF_16.some(starts))
    throw unreadable(
      file,
      'The file is UTF-16 text.',
      'Save it as UTF-8 (in a spreadsheet: CSV UTF-8, not Unicode text).',
    );
}

function readBytes(file: string, { what, maximumBytes }: TextKind): Buffer {
  const tooLarge = (size: string) =>
    unreadable(
      file,
      `The file has ${size}; ${what} has at most ${megabytes(maximumBytes)}.`,
      `Check that it is ${what}.`,
    );
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    const { size } = fstatSync(descriptor);
    if (size > maximumBytes) throw tooLarge(megabytes(size));
    const chunks: Buffer[] = [];
    for (let total = 0; ;) {
      // A file of a known size is read in one piece, so that a large one is not held twice.
      const chunk = Buffer.allocUnsafe(total === 0 && size > 0 ? size : CHUNK);
      const count = readSync(descriptor, chunk, 0, chunk.length, null);
      if (count === 0) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      total += count;
      if (total > maximumBytes) throw tooLarge(`more than ${megabytes(maximumBytes)}`);
      chunks.push(chunk.subarray(0, count));
    }
  } catch (error) {
    const problem = systemProblem(error, file);
    if (!problem) throw error;
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw isMissing
      ? unreadable(file, 'The file does not exist.', `Give the path of ${what}.`)
      : unreadable(file, `The file cannot be read. ${problem.message}`, problem.remedy);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

const unreadable = (file: string, message: string, remedy: string) =>
  userError('unreadable-file', file, message, remedy);

const megabytes = (bytes: number): string =>
  `${(bytes / MB).toLocaleString('en-IN', { maximumFractionDigits: 1 })} MB`;
