import { basename } from 'node:path';
import type { Problem } from '../problem.ts';
import { type Counts, type FileReport, NO_ROWS } from './import-report.ts';
import type { Merged } from './merge.ts';
import { type Recognised, isSimulated } from './recognise.ts';
import { note } from './seen.ts';
import type { Staged } from './take-file.ts';

/** Rejections shown in a report. */
const SHOWN = 20;

const blank = (file: Recognised): Omit<FileReport, 'outcome'> => ({
  path: file.file.path,
  format: file.kind === 'known' ? file.format.id : null,
  simulated: isSimulated(file),
  series: [],
  took: null,
  ...NO_ROWS,
  revised: 0,
  reasons: [],
  rejections: [],
  problems: [],
});

/** A file of no known format: refused where it was named, passed over where it merely lies in a folder. */
export const unknownReport = (file: Extract<Recognised, { kind: 'unknown' }>): FileReport => ({
  ...blank(file),
  outcome: file.file.named ? 'refused' : 'skipped',
  problems: file.problems,
});

export const refusedReport = (
  file: Recognised,
  problems: readonly Problem[],
  rowsRead: number,
): FileReport => ({ ...blank(file), outcome: 'refused', rowsRead, rejected: rowsRead, problems });

export const identicalReport = (file: Recognised, rowsRead: number): FileReport => ({
  ...blank(file),
  outcome: 'identical',
  rowsRead,
  unchanged: rowsRead,
});

/** The counts of a file whose rows have been merged. Contradictions have been added to its rejections. */
export function countsOf({ read }: Staged, { stored }: Merged): Counts {
  const { rowsRead, rejections } = read;
  return { rowsRead, stored, unchanged: rowsRead - stored - rejections.count, rejected: rejections.count };
}

export function importedReport(taken: Staged, merged: Merged): FileReport {
  const { file, read } = taken;
  const { rejections, reading } = read;
  return {
    ...blank(file),
    outcome: 'imported',
    series: read.series,
    took: reading.took ?? null,
    ...countsOf(taken, merged),
    revised: merged.revised,
    reasons: [...rejections.reasons].map(([reason, count]) => ({ reason, count })),
    rejections: rejections.kept.slice(0, SHOWN),
    problems: [...read.problems, ...revisionNote(basename(file.file.path), merged)],
  };
}

const revisionNote = (about: string, { revised, revisedLines }: Merged): Problem[] =>
  note(
    about,
    'revision',
    { count: revised, first: revisedLines.map((line) => `line ${line}`) },
    'rows that tell a known day differently than before, both versions kept',
  );
