import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { userError } from '../../../market/problem.ts';
import { renderSweep } from '../../../report/sweep/page.ts';
import { renderSweepStatus } from '../../../report/sweep/sweep-status.ts';
import { replaceFile } from '../../../market/files/replace-file.ts';
import { SWEEP_SCHEMA, type SweepReport } from '../../../sweep/report-schema.ts';
import { sweepReportText } from '../../../sweep/sweep-report.ts';
import type { SweepStatus } from '../../../sweep/sweep-status.ts';

/** Writes the report of a sweep into its folder. @returns the files. */
export function publishReport(folder: string, report: SweepReport): string[] {
  const files = { 'report.json': sweepReportText(report), 'report.html': renderSweep(report) };
  for (const [name, text] of Object.entries(files)) replaceFile(join(folder, name), text);
  return ['trials.parquet', ...Object.keys(files)].map((name) => join(folder, name));
}

export const writeStatusPage = (folder: string, status: SweepStatus): void =>
  replaceFile(join(folder, 'status.html'), renderSweepStatus(status));

/** The report in a sweep's folder. @throws UserError where the sweep has none yet. */
export function readReport(folder: string): SweepReport {
  const file = join(folder, 'report.json');
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SweepReport) : null;
  if (report?.schema === SWEEP_SCHEMA) return report;
  throw userError(
    'no-report',
    folder,
    'has no finished sweep.',
    'Run `trrm sweep` there to the end, with --resume.',
  );
}
