import type { FileReport, ImportReport } from '../../../market/import/reporting/import-report.ts';
import { placeIn } from '../../../market/import/decoding/raw-row.ts';
import { printable } from '../layout/printable.ts';
import { problemText } from '../layout/problem.ts';
import { table } from '../layout/table.ts';
import { rowsAboveTexts } from '../layout/wrapped.ts';

const count = (n: number): string => n.toLocaleString('en-IN');

/** Columns of what stands below a file's path. */
const BELOW_PATH = 42;

/** Number of rejected lines listed per file; the counts by reason are complete. */
const LISTED = 5;

/** The outcome of each file, its row counts, and its problems. */
export function importText(report: ImportReport): string {
  const imported = report.files.filter((f) => f.outcome !== 'skipped');
  const skipped = report.files.filter((f) => f.outcome === 'skipped');
  const rows = imported.flatMap((f) => {
    const outcome = f.outcome === 'all-rejected' ? 'all rejected' : f.outcome;
    const below = [outcome, f.format ?? '', printable(seriesText(f))].filter((t) => t !== '').join(', ');
    return rowsAboveTexts(
      [f.rowsRead, f.stored, f.unchanged, f.rejected].map(count),
      printable(f.path),
      [below],
      BELOW_PATH,
    );
  });
  const total = [...[report.rowsRead, report.stored, report.unchanged, report.rejected].map(count), 'Total'];
  const head = ['Rows read', 'Stored', 'Unchanged', 'Rejected', 'File, outcome, format, series'];
  const parts = [
    `${table(head, imported.length > 1 ? [...rows, total] : rows, [0, 1, 2, 3])}${inferredNote(imported)}`,
    ...imported.flatMap(remarks),
    ...report.problems.map(problemText),
    skipped.length > 0
      ? `Skipped, not market files: ${skipped.map((f) => printable(f.path)).join(', ')}`
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
  return series.length > 2 ? `${series.length} series` : series.join(', ');
}

function inferredNote(files: readonly FileReport[]): string {
  const by = [...new Set(files.flatMap((f) => (f.inferred ? [f.inferred.from] : [])))];
  return by.length === 0
    ? ''
    : `\n\n${MARK} series and field (close: price; tri: total return) inferred from ${by.join(', ')}`;
}

function remarks(file: FileReport): string[] {
  const place = placeIn(file.container ?? 'text');
  const lines = [
    // Printed below the file's name, so `about` is omitted.
    ...file.problems.map((p) => printable(`${p.severity}: ${p.message} ${p.remedy}`.trimEnd())),
    ...file.reasons.map((r) => `rejected, ${r.reason}: ${count(r.count)}`),
    ...file.rejections.slice(0, LISTED).map((r) => `  ${place(r.line)}: ${printable(r.message)}`),
    ...(file.rejections.length > LISTED ? [`  … and more; --json lists the first twenty`] : []),
  ];
  return lines.length === 0 ? [] : [[printable(file.path), ...lines.map((l) => `  ${l}`)].join('\n')];
}
