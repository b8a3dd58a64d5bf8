import { basename } from 'node:path';
import { type Problem, UserError, userError } from '../../problem.ts';
import { splitFields } from '../formats/fields.ts';
import type { FoundFile } from './find-files.ts';
import type { Format } from '../formats/format.ts';
import { FORMATS } from '../formats/all.ts';
import { linesOf } from '../decoding/lines.ts';
import { isParquet, parquetHeader } from '../decoding/parquet-rows.ts';
import type { Container } from '../decoding/raw-row.ts';

/** The prefix of simulated files' names, so that they cannot be mistaken for real data. */
export const SIMULATED = 'SIMULATED ';

/** A file with its detected format, or why none was detected. */
export type FormatDetection =
  | {
      readonly kind: 'known';
      readonly file: FoundFile;
      readonly format: Format;
      readonly container: Container;
      readonly header: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly file: FoundFile; readonly problems: readonly Problem[] };

/** A file with its detected format. */
export type DetectedFile = Extract<FormatDetection, { kind: 'known' }>;

export const isSimulated = ({ file }: FormatDetection): boolean => basename(file.path).startsWith(SIMULATED);

/** Detects a file's format from its header row. With `as`, the header must be that of the named format. */
export async function detectFormat(file: FoundFile, as: string | undefined): Promise<FormatDetection> {
  const about = basename(file.path);
  try {
    const container = (await isParquet(file.path)) ? 'parquet' : 'text';
    const header = await (container === 'parquet' ? parquetHeader : headerOf)(file.path, about);
    const candidates = as === undefined ? FORMATS : FORMATS.filter((f) => f.id === as);
    const format = candidates.find((f) => f.matches(header));
    if (format && container === 'parquet' && !format.mayBeParquet)
      throw userError(
        'unknown-format',
        about,
        `it is a Parquet file, but the format ${format.id} is read from text files only.`,
        'Import the original file of the publisher.',
      );
    if (format) return { kind: 'known', file, format, container, header };
    throw userError(
      'unknown-format',
      about,
      as === undefined
        ? `its ${container === 'text' ? 'header row matches' : 'columns match'} no known format: ${shown(header)}.`
        : `it is not a ${as} file: its header row is ${shown(header)}, but a ${as} file has ${candidates[0]!.headerExample}.`,
      as === undefined
        ? `Known formats: ${FORMATS.map((f) => f.title).join('; ')}.`
        : 'Omit --as to detect the format from the header row.',
    );
  } catch (error) {
    if (error instanceof UserError) return { kind: 'unknown', file, problems: error.problems };
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

const shown = (header: readonly string[]): string => JSON.stringify(header.join(',').slice(0, 200));

/** The column names, trimmed, without empty ones after a trailing comma. */
export function columnsOf(line: string): string[] {
  const cells = (splitFields(line) ?? [line.trim()]).map((cell) => cell.trim());
  while (cells.length > 1 && cells.at(-1) === '') cells.pop();
  return cells;
}

async function headerOf(path: string, about: string): Promise<string[]> {
  for await (const lines of linesOf(path, about)) {
    const line = lines.find((l) => l.trim() !== '');
    if (line !== undefined) return columnsOf(line);
  }
  throw userError('empty-file', about, 'is empty.', 'Download the file again.');
}
