import { basename } from 'node:path';
import { displayDay } from '../day.ts';
import type { Problem } from '../problem.ts';
import { type Counts, type FileReport, NO_ROWS } from './import-report.ts';
import type { Merged } from './merging/merge-result.ts';
import { type Place, placeIn } from './decoding/raw-row.ts';
import { type Recognised, isSimulated } from './detect-format.ts';
import { examples, figure } from './examples.ts';
import type { Staged } from './stage-file.ts';

/** Rejections shown in a report. */
const SHOWN = 20;

const blank = (file: Recognised): Omit<FileReport, 'outcome'> => ({
  path: file.file.path,
  format: file.kind === 'known' ? file.format.id : null,
  container: file.kind === 'known' ? file.container : null,
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
  const counts = countsOf(taken, merged);
  const isFruitless = counts.rowsRead > 0 && counts.rejected === counts.rowsRead;
  const about = basename(file.file.path);
  return {
    ...blank(file),
    outcome: isFruitless ? 'nothing-taken' : 'imported',
    series: read.series,
    took: reading.took ?? null,
    ...counts,
    revised: merged.revision?.lines ?? 0,
    reasons: [...rejections.reasons].map(([reason, count]) => ({ reason, count })),
    rejections: rejections.kept.slice(0, SHOWN),
    problems: [
      ...(isFruitless ? [nothingTaken(about, counts.rowsRead)] : []),
      ...read.problems,
      ...revisionNote(about, merged, placeIn(file.container)),
    ],
  };
}

const nothingTaken = (about: string, rows: number): Problem => ({
  severity: 'error',
  code: 'nothing-taken',
  about,
  message:
    rows === 1 ? 'its only row could not be taken.' : `none of its ${figure(rows)} rows could be taken.`,
  remedy: 'The reasons are beside the rejected lines; get the file again, or one of another kind.',
});

/** A correction changes no call of before it became known, which is easily missed. */
function revisionNote(about: string, { revision }: Merged, place: Place): Problem[] {
  if (revision === null) return [];
  const { lines, firstLines, knownFrom, knownTo } = revision;
  const from = displayDay(knownFrom);
  return [
    {
      severity: 'note',
      code: 'revision',
      about,
      message:
        `${lines === 1 ? '1 row tells' : `${figure(lines)} rows tell`} a known day differently than before ` +
        `${examples({ count: lines, first: firstLines.map(place) })}; both versions are kept. ` +
        (knownTo > knownFrom
          ? `The new ones count from ${from} to ${displayDay(knownTo)} on, the day each became known; `
          : `${lines === 1 ? 'The new one counts' : 'The new ones count'} from ${from}, when it became known; `) +
        `a call as of an earlier day does not see it.`,
      remedy: 'If it was known earlier, import the file with --known-on and that date.',
    },
  ];
}
