import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Day } from '../day.ts';
import { type Problem, userError } from '../problem.ts';
import type { Row } from '../row.ts';
import type { SeriesId } from '../series.ts';
import { Cells, type Fault } from './cells.ts';
import { watchDates } from './date-watch.ts';
import { type DateSurvey, newSurvey, survey } from './dates.ts';
import { newExaminer } from './examine.ts';
import { splitFields } from './fields.ts';
import type { FileFacts, Format, Reading } from './format.ts';
import { linesOf } from './lines.ts';
import { type Rejections, newRejections } from './rejections.ts';

/** What a first pass over a file finds: what it is to the byte, and what its dates show as a whole. */
export interface FirstPass {
  readonly sha256: string;
  readonly dates: DateSurvey;
}

/** Reads the file once without taking anything. */
export async function firstPass(
  path: string,
  format: Format,
  header: readonly string[],
  sees: (bytes: Buffer) => void,
): Promise<FirstPass> {
  const hash = createHash('sha256');
  const dates = newSurvey();
  const at = format.surveys === undefined ? -1 : header.indexOf(format.surveys);
  const about = basename(path);
  let line = 0;
  let headerSeen = false;
  for await (const lines of linesOf(path, about, (bytes) => {
    hash.update(bytes);
    sees(bytes);
  })) {
    if (at < 0) continue;
    for (const text of lines) {
      line++;
      if (text.trim() === '') continue;
      if (headerSeen) survey(dates, splitFields(text)?.[at] ?? '', line);
      headerSeen = true;
    }
  }
  return { sha256: hash.digest('hex'), dates };
}

/** What a second pass over a file took and did not take. */
export interface FileRead {
  readonly reading: Reading;
  readonly series: readonly SeriesId[];
  readonly rowsRead: number;
  readonly rejections: Rejections;
  readonly problems: readonly Problem[];
}

/**
 * Reads the rows of a file and hands on those that can be kept. Throws a `UserError` where the file must be
 * refused, also after its last row: what was handed on is then to be withdrawn.
 */
export async function readRows(
  path: string,
  format: Format,
  facts: FileFacts,
  first: FirstPass,
  how: {
    readonly today: Day;
    readonly isSession: (d: Day) => boolean | null;
    readonly keep: (row: Row, line: number) => void;
    readonly sees: (bytes: Buffer, rows: number) => void;
  },
): Promise<FileRead> {
  const { about, header } = facts;
  const reading = format.begin(facts);
  const cells = new Cells(header);
  const examiner = newExaminer();
  const watch = watchDates({
    ...reading,
    ordered: format.ordered,
    today: how.today,
    isSession: how.isSession,
  });
  const rejections = newRejections();
  const series = new Set<SeriesId>();
  const hash = createHash('sha256');
  let line = 0;
  let headerSeen = false;
  let rowsRead = 0;

  const read = (text: string): Fault | null => {
    const split = splitFields(text);
    if (!split) return { reason: 'unbalanced quotes', message: 'a quote does not close' };
    while (split.length > header.length && split.at(-1)!.trim() === '') split.pop();
    if (split.length !== header.length)
      return {
        reason: 'wrong number of cells',
        message: `${split.length} cells where the header has ${header.length}`,
      };
    const rows = reading.rows(cells.next(split));
    if (cells.fault) return cells.fault;
    const kept: Row[] = [];
    for (const row of rows) {
      const fault = watch.see(row, line);
      const examined = fault ?? examiner.examine(row, line);
      if (!('kind' in examined)) return examined;
      kept.push(examined);
    }
    for (const row of kept) {
      series.add(row.series);
      how.keep(row, line);
    }
    return null;
  };

  for await (const lines of linesOf(path, about, (bytes) => {
    hash.update(bytes);
    how.sees(bytes, rowsRead);
  }))
    for (const text of lines) {
      line++;
      if (text === '' || text.trim() === '') continue;
      if (!headerSeen) {
        headerSeen = true;
        continue;
      }
      rowsRead++;
      const fault = read(text);
      if (fault) rejections.add(fault, line, text);
    }

  if (hash.digest('hex') !== first.sha256)
    throw userError('file-changed', about, 'changed while it was being read.', 'Import it again.');
  const problems = [...watch.verdict(about), ...examiner.notes(about)];
  if (rowsRead === 0)
    problems.push({
      severity: 'warning',
      code: 'no-rows',
      about,
      message: 'has a header and no rows.',
      remedy: 'Download it again.',
    });
  return { reading, series: [...series].sort(), rowsRead, rejections, problems };
}
