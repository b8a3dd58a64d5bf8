import { createHash } from 'node:crypto';
import type { Day } from '../day.ts';
import { type Problem, UserError, userError } from '../problem.ts';
import type { Row } from '../store/rows.ts';
import type { SeriesId } from '../series.ts';
import { watchDates } from './checks/date-checks.ts';
import { watchEnding } from './decoding/truncated-file.ts';
import { newExaminer } from './checks/row-ranges.ts';
import type { FileFacts, Reading } from './formats/format.ts';
import { parquetRows } from './decoding/parquet-rows.ts';
import { placeIn, type RawRow } from './decoding/raw-row.ts';
import type { Known } from './detect-format.ts';
import { type Rejections, newRejections } from './checks/rejections.ts';
import { isFault, rowReader } from './row-reader.ts';
import { eachTextRow } from './decoding/text-rows.ts';

/** What the second pass over a file took and did not take, or why nothing of it may be taken. */
export type FileRead =
  | {
      readonly kind: 'read';
      readonly reading: Reading;
      readonly series: readonly SeriesId[];
      readonly rowsRead: number;
      readonly rejections: Rejections;
      readonly problems: readonly Problem[];
    }
  | { readonly kind: 'refused'; readonly rowsRead: number; readonly problems: readonly Problem[] };

/** What reading leans on and what it hands its rows to. */
export interface Surroundings {
  /** Whether NSE traded on a day, where the store knows. */
  readonly isSession: (d: Day) => boolean | null;
  readonly keep: (row: Row, line: number) => void;
  readonly sees: (bytes: Buffer, rows: number) => void;
}

/**
 * Reads the rows of a file, which was found to have the given hash, and hands on those that can be kept. A file
 * may turn out to be refused as late as its last row: what it handed on is then to be withdrawn.
 */
export async function readRows(
  file: Known,
  facts: FileFacts,
  sha256: string,
  around: Surroundings,
): Promise<FileRead> {
  const { format, container } = file;
  const { about } = facts;
  const hash = createHash('sha256');
  const ending = watchEnding();
  let rowsRead = 0;
  let last: RawRow | undefined;
  try {
    const reading = format.begin(facts);
    const examiner = newExaminer();
    const watch = watchDates({
      ...reading,
      ordered: format.ordered,
      today: facts.today,
      isSession: around.isSession,
      place: placeIn(container),
    });
    const read = rowReader(facts.header, reading, watch, examiner);
    const rejections = newRejections();
    const series = new Set<SeriesId>();
    const sees = (bytes: Buffer): void => {
      hash.update(bytes);
      ending.see(bytes);
      around.sees(bytes, rowsRead);
    };
    await eachRow(file, facts, sees, (raw) => {
      rowsRead++;
      last = raw;
      const rows = read(raw);
      if (isFault(rows)) rejections.add(rows, raw.at, raw.text);
      else
        for (const row of rows) {
          series.add(row.series);
          around.keep(row, raw.at);
        }
    });
    if (hash.digest('hex') !== sha256)
      throw userError('file-changed', about, 'changed while it was being read.', 'Import it again.');
    const refusal = watch.refusal(about);
    if (refusal) return { kind: 'refused', rowsRead, problems: [refusal] };
    // A Parquet file ends in its own mark and cannot be read without it.
    const isOpen = container === 'text' && last !== undefined && ending.isOpen(last.text);
    const problems = [
      ...watch.notes(about),
      ...examiner.notes(about),
      ...fileProblems(facts, reading, rowsRead, isOpen ? last!.at : 0),
    ];
    return { kind: 'read', reading, series: [...series].sort(), rowsRead, rejections, problems };
  } catch (error) {
    if (error instanceof UserError) return { kind: 'refused', rowsRead, problems: error.problems };
    throw error;
  }
}

async function eachRow(
  { file, format, container }: Known,
  { about, header }: FileFacts,
  sees: (bytes: Buffer) => void,
  row: (raw: RawRow) => void,
): Promise<void> {
  if (container === 'parquet') {
    for await (const batch of parquetRows(file.path, about, sees)) batch.forEach((raw) => row(raw));
    return;
  }
  const shape = { columns: header.length, cellsMayBreak: format.cellsMayBreak === true };
  await eachTextRow(file.path, about, shape, sees, row);
}

/** What to tell of the file as a whole; `openLine` is its last line where that may have been cut off, else 0. */
function fileProblems(
  { about, series }: FileFacts,
  { took }: Reading,
  rowsRead: number,
  openLine: number,
): Problem[] {
  const problems: Problem[] = [];
  const warn = (code: string, message: string, remedy: string): void => {
    problems.push({ severity: 'warning', code, about, message, remedy });
  };
  if (rowsRead === 0) warn('no-rows', 'has a header and no rows.', 'Download it again.');
  if (openLine > 0)
    warn(
      'open-end',
      `its last line, ${openLine}, has no line end: if the download was cut off, so was that line's last figure.`,
      'Compare the last line with the publisher, or download the file again.',
    );
  if (series !== undefined && !took)
    warn(
      'series-unused',
      `--series ${series} was not used: the file names its series.`,
      'Leave --series out.',
    );
  return problems;
}
