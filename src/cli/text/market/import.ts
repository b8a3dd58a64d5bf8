import type { FileReport, ImportReport } from '../../../market/import/reporting/import-report.ts';
import { placeIn } from '../../../market/import/decoding/raw-row.ts';
import { counted } from '../../../format/numbers.ts';
import { printable } from '../layout/printable.ts';
import { problemText } from '../layout/problem.ts';
import { table } from '../layout/table.ts';
import { paragraph, rowsAboveTexts } from '../layout/wrapped.ts';

const count = (n: number): string => n.toLocaleString('en-IN');

/** Columns of what stands below a file's path. */
const BELOW_PATH = 42;

/** Number of rejected lines listed per file; the counts by reason are complete. */
const LISTED = 5;

/** The outcome of each file, its row counts, and its problems. */
export function importText(report: ImportReport): string {
  const imported = report.files.filter((f) => f.outcome !== 'skipped');
  const skipped = report.files.filter((f) => f.outcome === 'skipped');
  const folder = commonFolder(report.files.map((f) => f.path));
  const nameOf = (f: FileReport): string => printable(f.path.slice(folder.length));
  const rows = imported.flatMap((f) => {
    const outcome = f.outcome === 'all-rejected' ? 'all rejected' : f.outcome;
    const below = [outcome, f.format ?? '', printable(seriesText(f))].filter((t) => t !== '').join(', ');
    return rowsAboveTexts(
      [f.rowsRead, f.stored, f.unchanged, f.rejected].map(count),
      nameOf(f),
      [below],
      BELOW_PATH,
    );
  });
  const total = [...[report.rowsRead, report.stored, report.unchanged, report.rejected].map(count), 'Total'];
  const head = ['Rows read', 'Stored', 'Unchanged', 'Rejected', 'File, outcome, format, series'];
  const parts = [
    folder === '' ? '' : `In ${printable(folder)}`,
    imported.length === 0
      ? 'No market file was found.'
      : `${table(head, imported.length > 1 ? [...rows, total] : rows, [0, 1, 2, 3])}${inferredNote(imported)}`,
    ...remarks(imported, nameOf),
    ...report.problems.map(problemText),
    skipped.length > 0
      ? paragraph(`Skipped, not market files (name one alone to see why): ${skipped.map(nameOf).join(', ')}`)
      : '',
  ];
  return `${parts.filter((p) => p !== '').join('\n\n')}\n`;
}

/** Marks series and fields inferred from something other than the file's content; a note says from what. */
const MARK = '†';

const FIELDS: ReadonlyMap<string, string> = new Map([
  ['price', '.close'],
  ['total return included', '.tri'],
]);

function seriesText({ series, inferred }: FileReport): string {
  if (inferred) return `${inferred.series}${FIELDS.get(inferred.field) ?? ''} ${MARK}`;
  return series.length > 2 ? counted(series.length, 'series', 'series') : series.join(', ');
}

function inferredNote(files: readonly FileReport[]): string {
  const by = [...new Set(files.flatMap((f) => (f.inferred ? [f.inferred.from] : [])))];
  return by.length === 0
    ? ''
    : `\n\n${MARK} series and field (close: price; tri: total return) inferred from ${by.join(', ')}`;
}

/** The remarks of each file below its name; files with the same remarks, as those of one publisher often are, share them. */
function remarks(files: readonly FileReport[], nameOf: (file: FileReport) => string): string[] {
  const byRemarks = new Map<string, string[]>();
  for (const file of files) {
    const lines = remarkLines(file);
    if (lines.length === 0) continue;
    const text = lines.map((l) => `  ${l}`).join('\n');
    byRemarks.set(text, [...(byRemarks.get(text) ?? []), nameOf(file)]);
  }
  return [...byRemarks].map(([text, names]) => `${names.join('\n')}\n${text}`);
}

function remarkLines(file: FileReport): string[] {
  const place = placeIn(file.container ?? 'text');
  return [
    // Printed below the file's name, so `about` is omitted.
    ...file.problems.map((p) => printable(`${p.severity}: ${p.message} ${p.remedy}`.trimEnd())),
    ...file.reasons.map((r) => `rejected, ${r.reason}: ${count(r.count)}`),
    ...file.rejections.slice(0, LISTED).map((r) => `  ${place(r.line)}: ${printable(r.message)}`),
    ...(file.rejections.length > LISTED ? [`  … and more; --json lists the first twenty`] : []),
  ];
}

/** The folder of all of several paths, with its separator: printed once, above short names; empty for one path or where none is shared. */
function commonFolder(paths: readonly string[]): string {
  if (paths.length < 2) return '';
  const folders = paths.map((path) => path.slice(0, path.lastIndexOf('/') + 1).split('/'));
  const [first = []] = folders;
  const differs = first.findIndex((part, i) => folders.some((f) => f[i] !== part));
  return (differs < 0 ? first : [...first.slice(0, differs), '']).join('/');
}
