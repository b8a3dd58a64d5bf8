import { basename } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Day } from '../day.ts';
import { disagreementProblem, findDisagreements } from '../disagreements.ts';
import { jumpProblem } from '../jumps.ts';
import { type Problem, UserError, userError } from '../problem.ts';
import type { SeriesId } from '../series.ts';
import { rowsOf } from '../sql.ts';
import { jumpsOf } from '../status.ts';
import { NO_DATES, surveyDates } from './date-survey.ts';
import { fingerprint } from './fingerprint.ts';
import { earlierImport, nextFileId, readingOf, record } from './import-log.ts';
import type { ImportOptions } from './import-options.ts';
import { type FileReport, type ImportReport, NO_ROWS, totalOf } from './import-report.ts';
import { type Merged, merge } from './merge.ts';
import { type FileRead, readRows } from './read-file.ts';
import { type Recognised, SIMULATED } from './recognise.ts';
import { knownSessions } from './sessions.ts';
import { openStaging } from './staging.ts';

/** Rows that are merged at a time: enough for DuckDB to be quick, few enough to stay small in memory. */
const BATCH = 150_000;

type Known = Extract<Recognised, { kind: 'known' }>;

/** A file whose rows have been read and wait to be merged. */
interface Waiting {
  readonly id: number;
  readonly at: number;
  readonly file: Known;
  readonly sha256: string;
  readonly repeated: boolean;
  readonly read: Extract<FileRead, { kind: 'read' }>;
}

/** Imports the files within a transaction that the caller holds. */
export async function importFiles(
  connection: DuckDBConnection,
  storeIsSimulated: boolean,
  files: readonly Recognised[],
  options: ImportOptions,
): Promise<ImportReport> {
  const staging = await openStaging(connection);
  const reports: FileReport[] = [];
  const reading = readingOf(options);
  const bytesTotal = files.reduce((sum, f) => sum + passes(f) * f.file.bytes, 0);
  let nextId = await nextFileId(connection);
  let simulated = nextId > 1 ? storeIsSimulated : null;
  let waiting: Waiting[] = [];
  let bytesDone = 0;
  let rowsDone = 0;
  let isSession = await knownSessions(connection);

  const progress = (file: Recognised) => (bytes: Buffer, rows: number) => {
    options.signal?.throwIfAborted();
    bytesDone += bytes.length;
    options.progress?.({ file: basename(file.file.path), bytesDone, bytesTotal, rows: rowsDone + rows });
  };

  const settle = async (): Promise<void> => {
    staging.flush();
    const merged = await merge(
      connection,
      waiting.map((w) => ({ id: w.id, source: w.read.reading.source })),
      staging.kinds,
      options.knownOn ?? options.today,
    );
    for (const w of waiting) reports[w.at] = await keepRecord(w, merged.get(w.id)!);
    await staging.clear();
    waiting = [];
    isSession = await knownSessions(connection);
  };

  const keepRecord = async (w: Waiting, merged: Merged): Promise<FileReport> => {
    const { rejections, rowsRead } = w.read;
    for (const { line, message } of merged.contradictions)
      rejections.add({ reason: 'told twice', message }, line, '');
    const counts = {
      rowsRead,
      stored: merged.stored,
      unchanged: rowsRead - merged.stored - rejections.count,
      rejected: rejections.count,
    };
    const mark = isSimulated(w.file);
    // A file that was read before and told nothing new leaves the store as it was, to the byte.
    if (!w.repeated || merged.stored > 0)
      await record(
        connection,
        {
          id: w.id,
          name: basename(w.file.file.path),
          sha256: w.sha256,
          reading,
          format: w.file.format.id,
          source: w.read.reading.source,
          simulated: mark,
          ...counts,
        },
        options.today,
        rejections.kept,
      );
    return {
      ...blank(w.file),
      outcome: 'imported',
      series: w.read.series,
      took: w.read.reading.took ?? null,
      ...counts,
      revised: merged.revised,
      reasons: [...rejections.reasons].map(([reason, count]) => ({ reason, count })),
      rejections: rejections.kept.slice(0, 20),
      problems: [...w.read.problems, ...revisionNote(w.file, merged)],
    };
  };

  const take = async (file: Known, at: number): Promise<FileReport | Waiting> => {
    const { path } = file.file;
    const about = basename(path);
    const mark = isSimulated(file);
    if (simulated !== null && simulated !== mark) throw mixture(about, mark);
    const see = progress(file);
    const sha256 = await fingerprint(path, (bytes) => see(bytes, 0));
    const earlier = await earlierImport(connection, { name: about, sha256, reading });
    if (earlier?.rejected === 0) {
      bytesDone += (passes(file) - 1) * file.file.bytes;
      const { rowsRead } = earlier;
      return { ...blank(file), outcome: 'identical', ...NO_ROWS, rowsRead, unchanged: rowsRead };
    }
    const column = surveyedColumn(file);
    const dates = column < 0 ? NO_DATES : await surveyDates(path, about, column, (bytes) => see(bytes, 0));
    const id = nextId++;
    const read = await readRows(
      path,
      file.format,
      {
        stem: stemOf(about),
        about,
        header: file.header,
        series: options.series,
        dateFormat: options.dateFormat,
        dates,
        today: options.today,
        receivedOn: options.knownOn ?? options.today,
      },
      sha256,
      {
        isSession: (d) => isSession(d),
        keep: (row, line) => {
          const late = options.knownOn !== undefined && row.knownOn < options.knownOn;
          staging.add(id, line, late ? { ...row, knownOn: options.knownOn } : row);
        },
        sees: see,
      },
    );
    rowsDone += read.rowsRead;
    if (read.kind === 'refused') {
      await staging.withdraw(id);
      const { rowsRead, problems } = read;
      return { ...blank(file), outcome: 'refused', ...NO_ROWS, rowsRead, rejected: rowsRead, problems };
    }
    simulated ??= mark;
    return { id, at, file, sha256, repeated: earlier !== null, read };
  };

  for (const { file, at } of inOrder(files)) {
    if (file.kind === 'unknown') {
      reports[at] = {
        ...blank(file),
        outcome: file.file.named ? 'refused' : 'skipped',
        problems: file.problems,
      };
      continue;
    }
    if (staging.size >= BATCH || (file.format.needsSessions && waiting.length > 0)) await settle();
    try {
      const taken = await take(file, at);
      if ('read' in taken) waiting.push(taken);
      else reports[at] = taken;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      reports[at] = { ...blank(file), outcome: 'refused', problems: error.problems };
    }
  }
  await settle();
  return {
    files: reports,
    ...totalOf(reports),
    problems: await together(connection, reports, options.today),
  };
}

/** The position of the column whose dates must be seen as a whole before the first row is read; −1 for none. */
const surveyedColumn = ({ format, header }: Known): number =>
  typeof format.surveys === 'string' ? header.indexOf(format.surveys) : (format.surveys ?? -1);

/** How often a file's bytes are read. */
const passes = (file: Recognised): number => (file.kind === 'unknown' ? 0 : surveyedColumn(file) < 0 ? 2 : 3);

/** What shows only when the files are together. */
async function together(
  connection: DuckDBConnection,
  reports: readonly FileReport[],
  today: Day,
): Promise<Problem[]> {
  const touched = new Set(reports.filter((r) => r.stored > 0).flatMap((r) => r.series));
  if (touched.size === 0) return [];
  const valued = await rowsOf<[SeriesId]>(
    connection,
    'SELECT DISTINCT series FROM valuation ORDER BY series',
  );
  const jumps = await jumpsOf(
    connection,
    valued.map(([id]) => id).filter((id) => touched.has(id)),
    today,
  );
  const disagreements = await findDisagreements(connection, [...touched]);
  return [...disagreements.map(disagreementProblem), ...jumps.map(jumpProblem)];
}

const needsSessions = ({ file }: { readonly file: Recognised }): boolean =>
  file.kind === 'known' && file.format.needsSessions === true;

/** Files whose days are judged by the Nifty's sessions come last, the others as they were given. */
function inOrder(files: readonly Recognised[]): { readonly file: Recognised; readonly at: number }[] {
  const numbered = files.map((file, at) => ({ file, at }));
  return [...numbered.filter((n) => !needsSessions(n)), ...numbered.filter(needsSessions)];
}

const isSimulated = (file: Recognised): boolean => basename(file.file.path).startsWith(SIMULATED);

const stemOf = (name: string): string =>
  (name.startsWith(SIMULATED) ? name.slice(SIMULATED.length) : name).replace(/(\.(csv|txt|gz))+$/i, '');

const blank = (file: Recognised): FileReport => ({
  path: file.file.path,
  outcome: 'refused',
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

const mixture = (about: string, simulated: boolean): UserError =>
  userError(
    'mixed-store',
    about,
    simulated
      ? 'is simulated, and the store holds real market data.'
      : 'is no simulated file, and the store holds the simulated market.',
    'Import it into a store of its own with --store.',
  );

const revisionNote = (file: Recognised, { revised, revisedLines }: Merged): Problem[] =>
  revised === 0
    ? []
    : [
        {
          severity: 'note',
          code: 'revision',
          about: basename(file.file.path),
          message: `${revised} rows tell a known day differently than before (line ${revisedLines.join(', ')}${revised > revisedLines.length ? ' …' : ''}); both versions are kept.`,
          remedy: '',
        },
      ];
