import { join } from 'node:path';
import type { ImportReport } from '../market/import/reporting/import-report.ts';
import { expectedDay } from './expected-day.ts';
import type { FetchResult } from './fetch-files.ts';
import type { Inbox } from './inbox.ts';
import type { PlanContext } from './plan.ts';
import type { SourceReport, Standing } from './report.ts';
import { isOff, type Source } from './source.ts';
import { remarksOf, standingOf } from './standing.ts';

/** How a source stands, from what was fetched, what the import made of it, and the store before and after. */
export function sourceReport(
  source: Source,
  inbox: Inbox,
  allResults: readonly FetchResult[],
  imported: ImportReport | null,
  before: PlanContext,
  after: PlanContext,
): SourceReport {
  const results = allResults.filter(({ planned }) => planned.source.id === source.id);
  const expected = expectedDay(source.publication, after.now, after.noSession);
  const input = {
    source,
    results,
    before: before.held,
    after: after.held,
    expected,
    noSession: after.noSession,
  };
  const standing: Standing = isOff(source) ? { kind: 'off' } : standingOf(input);
  const mine = new Set(
    inbox.entries.flatMap((entry) =>
      (entry.kind === 'fetched' || entry.kind === 'placed') && entry.source === source.id
        ? [join(inbox.folder, ...entry.body.file.split('/'))]
        : [],
    ),
  );
  const files = imported?.files.filter(({ path }) => mine.has(path)) ?? [];
  return {
    id: source.id,
    title: source.title,
    tier: source.tier,
    fills: source.fills,
    before: before.held,
    after: after.held,
    expected,
    standing,
    files: results.flatMap(({ result }) => (result.kind === 'kept' ? [result.file] : [])),
    rowsStored: files.reduce((sum, file) => sum + file.stored, 0),
    remarks: [
      ...remarksOf(input, standing),
      ...files
        .filter(({ outcome }) => outcome === 'refused' || outcome === 'all-rejected')
        .flatMap((file) => file.problems.map((p) => `${p.about}: ${p.message} ${p.remedy}`.trim())),
    ],
  };
}
