import { createHash } from 'node:crypto';
import type { Day } from '../../day.ts';
import { type Problem, UserError, userError } from '../../problem.ts';
import type { Row } from '../../store/rows.ts';
import type { SeriesId } from '../../series.ts';
import type { Fault } from '../decoding/cells.ts';
import { newDateChecker } from '../checks/date-checks.ts';
import { watchForTruncation } from '../decoding/truncated-file.ts';
import { newRowValidator } from '../checks/row-ranges.ts';
import type { FileFacts, FormatReader, ReadRow } from '../formats/format.ts';
import { placeIn, type RawRow } from '../decoding/raw-row.ts';
import type { DetectedFile } from './detect-format.ts';
import { type Rejections, newRejections } from '../checks/rejections.ts';
import { isFault, rowReader } from './row-reader.ts';
import { forEachRawRow } from './raw-rows.ts';

/** The accepted and rejected rows of a file, or why the file is refused as a whole. */
export type FileRead =
  | {
      readonly kind: 'read';
      readonly reading: FormatReader;
      readonly series: readonly SeriesId[];
      readonly rowsRead: number;
      readonly rejections: Rejections;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'refused'; readonly rowsRead: number; readonly problems: readonly Problem[] };

/** What reading a file depends on, and where it sends its rows. */
export interface ReadContext {
  /** Whether NSE traded on a day; null where the store has no sessions around it. */
  readonly isSession: (d: Day) => boolean | null;
  readonly keep: (row: Row, line: number) => void;
  readonly onBytes: (bytes: Buffer, rows: number) => void;
}

/**
 * Reads the rows of a file with the given hash and passes on those to keep. A file may be refused as late as its last
 * row; the caller then discards the rows passed on.
 */
export async function readRows(
  file: DetectedFile,
  facts: FileFacts,
  sha256: string,
  context: ReadContext,
): Promise<FileRead> {
  const { format, container } = file;
  const { about } = facts;
  const hash = createHash('sha256');
  const truncation = watchForTruncation();
  let rowsRead = 0;
  let last: RawRow | undefined;
  try {
    const reading = format.begin(facts);
    const validator = newRowValidator();
    const dateChecker = newDateChecker({
      ...reading,
      ordered: format.ordered,
      today: facts.today,
      isSession: context.isSession,
      place: placeIn(container),
    });
    const read = rowReader(facts.header, reading, dateChecker, validator);
    const rejections = newRejections();
    const series = new Set<SeriesId>();
    const sees = (bytes: Buffer): void => {
      hash.update(bytes);
      truncation.observe(bytes);
      context.onBytes(bytes, rowsRead);
    };
    const unsettled: ReadRow[] = [];
    await forEachRawRow(file, about, sees, (raw) => {
      if ('heading' in raw) return reading.heading?.(raw.heading);
      rowsRead++;
      last = raw;
      const rows = read(raw);
      if (isFault(rows)) rejections.add(rows, raw.at, raw.text);
      else
        for (const row of rows) {
          series.add(row.series);
          if (reading.settle) unsettled.push({ row, line: raw.at });
          else context.keep(row, raw.at);
        }
    });
    const rejectUnsettled = (line: number, fault: Fault): void => rejections.add(fault, line, '');
    for (const { row, line } of reading.settle?.(unsettled, rejectUnsettled) ?? []) context.keep(row, line);
    if (hash.digest('hex') !== sha256)
      throw userError('file-changed', about, 'changed while it was being read.', 'Import it again.');
    const refusal = dateChecker.refusal(about);
    if (refusal) return { kind: 'refused', rowsRead, problems: [refusal] };
    // A truncated Parquet file cannot be read at all: its footer is missing.
    const isTruncated = container === 'text' && last !== undefined && truncation.mayBeTruncated(last.text);
    const problems = [
      ...dateChecker.notes(about),
      ...validator.notes(about),
      ...(reading.notes?.(about) ?? []),
      ...fileProblems(facts, reading, rowsRead, isTruncated ? last!.at : 0),
    ];
    return { kind: 'read', reading, series: [...series].sort(), rowsRead, rejections, problems };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'refused', rowsRead, problems: error.problems };
    throw error;
  }
}

/** Warnings about the file as a whole. `truncatedLine` is the number of its last line if that may be truncated, else 0. */
function fileProblems(
  { about, series }: FileFacts,
  { inferred }: FormatReader,
  rowsRead: number,
  truncatedLine: number,
): Problem[] {
  const problems: Problem[] = [];
  const warn = (code: string, message: string, remedy: string): void => {
    problems.push({ severity: 'warning', code, about, message, remedy });
  };
  if (rowsRead === 0) warn('no-rows', 'has a header row but no data rows.', 'Download the file again.');
  if (truncatedLine > 0)
    warn(
      'truncated-file',
      `its last line, ${truncatedLine}, has no line end: the download may be incomplete and the last number truncated.`,
      'Compare the last line with the publisher, or download the file again.',
    );
  if (series !== undefined && !inferred)
    warn('series-unused', `--series ${series} was ignored: the file names its own series.`, 'Omit --series.');
  return problems;
}
