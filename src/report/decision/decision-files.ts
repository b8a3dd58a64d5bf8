import { canonicalJson } from '../../decision/document/canonical-json.ts';
import type { MonthlyRun } from '../../decision/run/monthly-run.ts';
import type { FileSet } from '../../decision/publish/publish-set.ts';
import { sha256 } from '../../market/files/sha256.ts';
import type { RuleBook } from '../../rulebook/rule-book.ts';
import { orderFiles } from '../csv/order-files.ts';
import { riskCsv } from '../csv/risk-csv.ts';
import { weightsCsv } from '../csv/weights-csv.ts';
import { decisionWorkbook } from '../workbook/decision-workbook.ts';
import { buildReport, type ReportExtras } from './build-report.ts';

/**
 * The files of a monthly run: `decision.json`, the committee's report, tables for spreadsheets, and a workbook of them. Each
 * says which decision it belongs to: the report in its audit trail and its metadata, a table in its last two columns, the
 * workbook above the head of each sheet. Tables hold the whole hash because a spreadsheet takes the first digits of some
 * hashes for a number.
 */
export async function decisionFiles(
  run: MonthlyRun,
  book: RuleBook,
  extras: ReportExtras = {},
): Promise<FileSet> {
  const { asOf, allocation, execution, hedge } = run.decision;
  const text = canonicalJson(run.decision);
  const decision = sha256(text);
  const identity = { as_of: asOf, decision };
  return {
    set: 'decision',
    asOf,
    decision,
    contents: {
      'decision.json': text,
      'report.html': buildReport(run, book, extras),
      'weights.csv': weightsCsv(allocation, identity),
      'risk.csv': riskCsv(allocation.risk, hedge, identity),
      ...orderFiles(execution, identity),
      'decision.xlsx': await decisionWorkbook(run, book, decision),
    },
  };
}
