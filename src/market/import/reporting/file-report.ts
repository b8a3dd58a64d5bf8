import { basename } from 'node:path';
import { grouped } from '../../../format/numbers.ts';
import { displayDay } from '../../day.ts';
import type { Problem } from '../../problem.ts';
import { type Counts, type FileReport, NO_ROWS } from './import-report.ts';
import type { MergeResult } from '../merging/merge-result.ts';
import { SPREADSHEET_DATE } from '../decoding/spreadsheet-date.ts';
import { type Place, placeIn } from '../decoding/raw-row.ts';
import { type FormatDetection, isSimulated } from '../reading/detect-format.ts';
import { examplesText } from './examples.ts';
import type { StagedFile } from '../reading/stage-file.ts';

/** Rejected rows listed in a report. */
const SHOWN = 20;

const blank = (file: FormatDetection): Omit<FileReport, 'outcome'> => ({
  path: file.file.path,
  format: file.kind === 'known' ? file.format.id : null,
  container: file.kind === 'known' ? file.container : null,
  simulated: isSimulated(file),
  series: [],
  inferred: null,
  ...NO_ROWS,
  revised: 0,
  reasons: [],
  rejections: [],
  problems: [],
});

/** A file of unknown format: refused if the user named it or it looks like market data, otherwise skipped. */
export const unknownReport = (file: Extract<FormatDetection, { kind: 'unknown' }>): FileReport => ({
  ...blank(file),
  outcome: file.file.named || file.looksLikeMarketData ? 'refused' : 'skipped',
  problems: file.problems,
});

export const refusedReport = (
  file: FormatDetection,
  problems: readonly Problem[],
  rowsRead: number,
): FileReport => ({ ...blank(file), outcome: 'refused', rowsRead, rejected: rowsRead, problems });

export const identicalReport = (file: FormatDetection, rowsRead: number): FileReport => ({
  ...blank(file),
  outcome: 'identical',
  rowsRead,
  unchanged: rowsRead,
});

/** The row counts of a merged file. Its rejections already include contradicting rows. */
export function countsOf({ read }: StagedFile, { stored }: MergeResult): Counts {
  const { rowsRead, rejections } = read;
  return { rowsRead, stored, unchanged: rowsRead - stored - rejections.count, rejected: rejections.count };
}

export function importedReport(staged: StagedFile, merged: MergeResult): FileReport {
  const { file, read } = staged;
  const { rejections, reading } = read;
  const counts = countsOf(staged, merged);
  const isAllRejected = counts.rowsRead > 0 && counts.rejected === counts.rowsRead;
  const about = basename(file.file.path);
  return {
    ...blank(file),
    outcome: isAllRejected ? 'all-rejected' : 'imported',
    series: read.series,
    inferred: reading.inferred ?? null,
    ...counts,
    revised: merged.revision?.lines ?? 0,
    reasons: [...rejections.reasons].map(([reason, count]) => ({ reason, count })),
    rejections: rejections.kept.slice(0, SHOWN),
    problems: [
      ...(isAllRejected ? [allRejected(about, counts.rowsRead, rejections.reasons)] : []),
      ...read.problems,
      ...revisionNote(about, merged, placeIn(file.container)),
    ],
  };
}

const allRejected = (about: string, rows: number, reasons: ReadonlyMap<string, number>): Problem => ({
  severity: 'error',
  code: 'all-rejected',
  about,
  message: rows === 1 ? 'its only row was rejected.' : `all ${grouped(rows, 0)} rows were rejected.`,
  remedy: reasons.has(SPREADSHEET_DATE)
    ? 'It was saved again by a spreadsheet: import the file as it was downloaded, or format its date column as dd-mmm-yyyy.'
    : 'See the reason beside each rejected line; download the file again, or use another kind of file.',
});

/** A correction does not change calls made before it became known; users easily miss this. */
function revisionNote(about: string, { revision }: MergeResult, place: Place): Problem[] {
  if (revision === null) return [];
  const { lines, firstLines, knownFrom, knownTo } = revision;
  const from = displayDay(knownFrom);
  return [
    {
      severity: 'note',
      code: 'revision',
      about,
      message:
        `${lines === 1 ? '1 row restates a stored day' : `${grouped(lines, 0)} rows restate stored days`} ` +
        `${examplesText({ count: lines, first: firstLines.map(place) })}; both versions are kept. ` +
        (knownTo > knownFrom
          ? `The new versions are used from the day each became known (${from} to ${displayDay(knownTo)}); `
          : `The new ${lines === 1 ? 'version is' : 'versions are'} used from ${from}, the day ${lines === 1 ? 'it' : 'they'} became known; `) +
        `calls as of an earlier day are unchanged.`,
      remedy: 'If the correction was known earlier, import the file again with --known-on and that date.',
    },
  ];
}
