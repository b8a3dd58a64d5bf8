import type { FileReport, ImportReport } from '../../market/import/import-report.ts';
import { placeIn } from '../../market/import/decoding/raw-row.ts';
import type { Problem } from '../../market/problem.ts';
import { table } from './table.ts';

const count = (n: number): string => n.toLocaleString('en-IN');
const plain = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, '·');

/** How many rejected lines of a file are listed; the counts by reason above them are complete. */
const LISTED = 5;

/** What became of each file, row for row, and what a reader should look at. */
export function importText(report: ImportReport): string {
  const taken = report.files.filter((f) => f.outcome !== 'skipped');
  const skipped = report.files.filter((f) => f.outcome === 'skipped');
  const rows = taken.map((f) => [
    plain(f.path),
    f.outcome === 'nothing-taken' ? 'nothing taken' : f.outcome,
    f.format ?? '–',
    plain(seriesText(f)),
    ...[f.rowsRead, f.stored, f.unchanged, f.rejected].map(count),
  ]);
  const total = [
    'In all',
    '',
    '',
    '',
    ...[report.rowsRead, report.stored, report.unchanged, report.rejected].map(count),
  ];
  const head = ['File', 'Outcome', 'Format', 'Series', 'Rows read', 'Stored', 'Unchanged', 'Rejected'];
  const parts = [
    `${table(head, taken.length > 1 ? [...rows, total] : rows, [4, 5, 6, 7])}${namedBy(taken)}`,
    ...taken.flatMap(remarks),
    ...report.problems.map(problemText),
    skipped.length > 0 ? `Passed over, no market files: ${skipped.map((f) => plain(f.path)).join(', ')}` : '',
  ];
  return `${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

/** The content of some files does not name its series; the name it was given is marked, and the note says whence. */
const MARK = '†';

const FIELDS: ReadonlyMap<string, string> = new Map([
  ['price', '.close'],
  ['total return included', '.tri'],
]);

function seriesText({ series, took }: FileReport): string {
  if (took) return `${took.series}${FIELDS.get(took.field) ?? ''} ${MARK}`;
  return series.length > 2 ? `${series.length} series` : series.join(', ');
}

function namedBy(files: readonly FileReport[]): string {
  const by = [...new Set(files.flatMap((f) => (f.took ? [f.took.from] : [])))];
  return by.length === 0
    ? ''
    : `\n\n${MARK} series and field (close: price; tri: total return included) by ${by.join(', ')}`;
}

function remarks(file: FileReport): string[] {
  const place = placeIn(file.container ?? 'text');
  const lines = [
    // The file's name stands above its remarks already.
    ...file.problems.map((p) => plain(`${p.severity}: ${p.message} ${p.remedy}`.trimEnd())),
    ...file.reasons.map((r) => `rejected, ${r.reason}: ${count(r.count)}`),
    ...file.rejections.slice(0, LISTED).map((r) => `  ${place(r.line)}: ${plain(r.message)}`),
    ...(file.rejections.length > LISTED ? [`  … and more; --json lists the first twenty`] : []),
  ];
  return lines.length === 0 ? [] : [[plain(file.path), ...lines.map((l) => `  ${l}`)].join('\n')];
}

export const problemText = (p: Problem): string =>
  plain(`${p.severity}: ${p.about}: ${p.message} ${p.remedy}`.trimEnd());
