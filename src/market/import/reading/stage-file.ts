import { basename } from 'node:path';
import type { Day } from '../../day.ts';
import type { SchemeDirectory } from '../../funds/scheme-directory.ts';
import type { Problem } from '../../problem.ts';
import type { Row } from '../../store/rows.ts';
import type { Source } from '../../source.ts';
import { type DateEvidence, NO_DATES, newDateEvidenceCollector } from '../decoding/date-inference.ts';
import { fingerprint } from '../decoding/fingerprint.ts';
import type { ImportOptions } from '../import-options.ts';
import { type FileRead, readRows } from './read-file.ts';
import type { DetectedFile } from './detect-format.ts';
import { stemOf } from './file-name.ts';
import { forEachRawRow } from './raw-rows.ts';

/** What staging a file needs from the import it belongs to. */
export interface StagingContext {
  readonly options: ImportOptions;
  readonly id: number;
  /** Rows read by an earlier import of the identical file; undefined if none, or if it rejected rows. */
  readonly earlierRows: (name: string, sha256: string) => number | undefined;
  readonly isSession: (d: Day) => boolean | null;
  readonly schemes: SchemeDirectory;
  readonly stage: (file: number, line: number, row: Row) => void;
  /** Called with the bytes just read and the rows read so far in this pass. */
  readonly onBytes: (bytes: number, rows: number) => void;
}

/** The result of reading a file: its rows are staged, or there is nothing to stage. */
export type StagingResult =
  | {
      readonly kind: 'staged';
      readonly id: number;
      readonly file: DetectedFile;
      readonly sha256: string;
      readonly source: Source;
      readonly read: Extract<FileRead, { kind: 'read' }>;
      /** The total-return levels of a file that is compared with the store before it is accepted. */
      readonly levels: ReadonlyMap<Day, number>;
    }
  | { readonly kind: 'identical'; readonly file: DetectedFile; readonly rowsRead: number }
  | {
      readonly kind: 'refused';
      readonly file: DetectedFile;
      readonly rowsRead: number;
      readonly problems: readonly Problem[];
    };

/** A file whose rows are staged. */
export type StagedFile = Extract<StagingResult, { kind: 'staged' }>;

/**
 * Reads one file and stages its rows.
 *
 * @throws UserError if the file is refused before its first row.
 */
export async function stageFile(file: DetectedFile, context: StagingContext): Promise<StagingResult> {
  const { path, bytes } = file.file;
  const { header } = file;
  const { options, id, onBytes } = context;
  const about = basename(path);
  const sha256 = await fingerprint(path, (read) => onBytes(read.length, 0));
  const earlierRows = context.earlierRows(about, sha256);
  if (earlierRows !== undefined) {
    onBytes(bytes * (passesOf(file) - 1), 0);
    return { kind: 'identical', file, rowsRead: earlierRows };
  }
  const column = dateColumnOf(file);
  const facts = {
    stem: stemOf(file.name),
    about,
    header,
    subheader: file.subheader,
    series: options.series,
    dateFormat: options.dateFormat,
    dates:
      column < 0
        ? NO_DATES
        : await collectDateEvidence(file, about, column, (read) => onBytes(read.length, 0)),
    today: options.today,
    receivedOn: options.knownOn ?? options.today,
    schemes: context.schemes,
  };
  const levels = new Map<Day, number>();
  const read = await readRows(file, facts, sha256, {
    isSession: context.isSession,
    onBytes: (read, rows) => onBytes(read.length, rows),
    keep: (row, line) => {
      const isLate = options.knownOn !== undefined && row.knownOn < options.knownOn;
      if (file.format.comparesWithStore && row.kind === 'total-return' && row.tri !== null)
        levels.set(row.observedOn, row.tri);
      context.stage(id, line, isLate ? { ...row, knownOn: options.knownOn } : row);
    },
  });
  return read.kind === 'refused'
    ? { ...read, file }
    : { kind: 'staged', id, file, sha256, source: read.reading.source, read, levels };
}

/** Reads a file only for the dates in one of its columns. */
async function collectDateEvidence(
  file: DetectedFile,
  about: string,
  column: number,
  onBytes: (bytes: Buffer) => void,
): Promise<DateEvidence> {
  const collector = newDateEvidenceCollector();
  await forEachRawRow(file, about, onBytes, (raw) => {
    if ('cells' in raw) collector.see(raw.cells[column]?.trim() ?? '', raw.at);
  });
  return collector.evidence;
}

/** How often a file's bytes are read: for the hash, for date evidence if the format needs it, and for the rows. */
export const passesOf = (file: DetectedFile): number => (dateColumnOf(file) < 0 ? 2 : 3);

/** The position of the column from which date evidence is collected before the first row is read; −1 for none. */
const dateColumnOf = ({ format, header }: DetectedFile): number =>
  typeof format.dateColumn === 'string' ? header.indexOf(format.dateColumn) : (format.dateColumn ?? -1);
