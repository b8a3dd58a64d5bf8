import { basename } from 'node:path';
import { type Problem, UserError, userError } from '../problem.ts';
import { splitFields } from './formats/fields.ts';
import type { FoundFile } from './find-files.ts';
import type { Format } from './formats/format.ts';
import { FORMATS } from './formats/all.ts';
import { linesOf } from './decoding/lines.ts';
import { isParquet, parquetHeader } from './decoding/parquet-rows.ts';
import type { Container } from './decoding/raw-row.ts';

/** Files of the simulated market say so in their names, so that they can never be taken for real ones. */
export const SIMULATED = 'SIMULATED ';

/** A file whose format is known, or why it is not. */
export type Recognised =
  | {
      readonly kind: 'known';
      readonly file: FoundFile;
      readonly format: Format;
      readonly container: Container;
      readonly header: readonly string[];
    }
  | { readonly kind: 'unknown'; readonly file: FoundFile; readonly problems: readonly Problem[] };

/** A file of a known format. */
export type Known = Extract<Recognised, { kind: 'known' }>;

export const isSimulated = ({ file }: Recognised): boolean => basename(file.path).startsWith(SIMULATED);

/** Finds a file's format by its header alone. `as` insists on one, whose header the file must have all the same. */
export async function recognise(file: FoundFile, as: string | undefined): Promise<Recognised> {
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
        `it is Parquet, and ${format.title} are taken as text only.`,
        'Import the file that the publisher made.',
      );
    if (format) return { kind: 'known', file, format, container, header };
    throw userError(
      'unknown-format',
      about,
      as === undefined
        ? `its ${container === 'text' ? 'first line is' : 'columns are'} no header known here: ${shown(header)}.`
        : `it is no ${as} file: its header is ${shown(header)}, and a ${as} file begins ${candidates[0]!.looks}.`,
      as === undefined ? `Known are: ${FORMATS.map((f) => f.title).join('; ')}.` : 'Leave --as out.',
    );
  } catch (error) {
    if (error instanceof UserError) return { kind: 'unknown', file, problems: error.problems };
    throw error;
  }
}

/** Refuses a format name that does not exist. */
export function checkFormatName(as: string | undefined): void {
  if (as !== undefined && !FORMATS.some((f) => f.id === as))
    throw userError(
      'unknown-format',
      `--as ${as}`,
      'is no format.',
      `Formats: ${FORMATS.map((f) => f.id).join(', ')}.`,
    );
}

const shown = (header: readonly string[]): string => JSON.stringify(header.join(',').slice(0, 200));

/** The column names, trimmed, without the empty one that a trailing comma makes. */
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
  throw userError('empty-file', about, 'is empty.', 'Download it again.');
}
