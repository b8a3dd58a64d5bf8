import { displayDay, type Day, iso } from '../../market/day.ts';
import type { InboxFault } from '../../update/inbox.ts';
import type { PlannedRequest } from '../../update/plan.ts';
import type { SourceReport, Standing, UpdateReport } from '../../update/report.ts';
import type { ListedSource } from '../../update/update.ts';
import { printable } from './layout/printable.ts';
import { problemText } from './layout/problem.ts';
import { table } from './layout/table.ts';

const count = (n: number): string => n.toLocaleString('en-IN');
const dayText = (d: Day | null): string => (d === null ? '–' : displayDay(d));
const isoOrNull = (d: Day | null): string | null => (d === null ? null : iso(d));

/** How a source stands, in a few words. */
function standingText(standing: Standing): string {
  switch (standing.kind) {
    case 'stale':
      return standing.days === 0 ? 'nothing held' : `stale, ${standing.days} days`;
    case 'refused':
      return `refused ${standing.status}`;
    case 'gone':
      return `gone ${standing.status}`;
    case 'doubtful':
    case 'failed':
      return standing.reason;
    case 'manual':
      if (standing.days === null) return 'by hand, nothing held';
      return standing.days === 0 ? 'by hand, fresh' : `by hand, ${standing.days} days late`;
    default:
      return standing.kind;
  }
}

/** The table of an update, and below it what went wrong and what to do. */
export function updateText(report: UpdateReport): string {
  const head = ['Source', 'Standing', 'Held before', 'Held after', 'Expected', 'Files', 'Rows stored'];
  const rows = report.sources.map((s) => [
    s.id,
    standingText(s.standing),
    dayText(s.before),
    dayText(s.after),
    dayText(s.expected),
    count(s.files.length),
    count(s.rowsStored),
  ]);
  const remarks = report.sources
    .filter(({ remarks: of }) => of.length > 0)
    .map(({ id, remarks: of }) => [id, ...of.map((remark) => `  ${printable(remark)}`)].join('\n'));
  const requests = `${count(report.requests)} ${report.requests === 1 ? 'request' : 'requests'}; files are in ${printable(report.inbox)}`;
  return `${[table(head, rows, [5, 6]), requests, ...remarks, ...report.problems.map(problemText)].join('\n\n')}\n`;
}

const sourceDocument = (s: SourceReport) => ({
  ...s,
  before: isoOrNull(s.before),
  after: isoOrNull(s.after),
  expected: isoOrNull(s.expected),
});

export const updateDocument = (report: UpdateReport) => ({
  ...report,
  sources: report.sources.map(sourceDocument),
});

/** The requests of a dry run. */
export function planText(plan: readonly PlannedRequest[]): string {
  if (plan.length === 0) return 'Nothing is due: no request would be sent.\n';
  const rows = plan.map(({ source, asked, request, why }) => [
    source.id,
    `${asked.method} ${printable(asked.url)}`,
    why,
    count(request.expectedKiB),
  ]);
  return `${table(['Source', 'Request', 'Why', 'About KiB'], rows, [3])}\n\n${count(plan.length)} requests, about ${count(secondsOf(plan))} seconds at polite rates; none was sent.\n`;
}

export const planDocument = (plan: readonly PlannedRequest[]) => ({
  requests: plan.map(({ source, asked, request, body, why }) => ({
    source: source.id,
    method: asked.method,
    url: asked.url,
    body,
    why,
    expectedBytes: request.expectedKiB * 1024,
  })),
  seconds: secondsOf(plan),
});

/** Hosts are asked side by side, each at its own rate. */
function secondsOf(plan: readonly PlannedRequest[]): number {
  const byHost = new Map<string, number>();
  for (const { asked, source } of plan) {
    const { host } = new URL(asked.url);
    byHost.set(host, (byHost.get(host) ?? 0) + (1 + source.jitter / 2) / source.perSecond);
  }
  return Math.ceil(Math.max(0, ...byHost.values()));
}

export function listText(listed: readonly ListedSource[]): string {
  const rows = listed.map(({ source, held, expected, lastSuccess }) => [
    source.id,
    source.tier === 'guarded' ? `guarded, ${source.accept ? 'accepted' : 'off'}` : source.tier,
    source.title,
    dayText(held),
    dayText(expected),
    lastSuccess === null ? '–' : lastSuccess.slice(0, 16).replace('T', ' '),
  ]);
  const byTerms = new Map<string, string[]>();
  for (const { source } of listed) {
    const { sentence, link, checkedOn } = source.terms;
    const checked = checkedOn === null ? 'We have not checked them: read' : `As read on ${checkedOn}:`;
    const terms = `${sentence} ${checked} ${link}`;
    byTerms.set(terms, [...(byTerms.get(terms) ?? []), source.id]);
  }
  const terms = [...byTerms].map(([text, ids]) => `${ids.join(', ')}: ${text}`);
  const head = ['Source', 'Tier', 'What', 'Held', 'Expected', 'Last success (UTC)'];
  return `${table(head, rows, [])}\n\nTerms\n${terms.map((line) => `  ${line}`).join('\n')}\n`;
}

export const listDocument = (listed: readonly ListedSource[]) => ({
  sources: listed.map(({ source, held, expected, lastSuccess }) => ({
    ...source,
    held: isoOrNull(held),
    expected: isoOrNull(expected),
    lastSuccess,
  })),
});

export function verifyText(entries: number, faults: readonly InboxFault[]): string {
  if (faults.length === 0)
    return `The ledger of ${count(entries)} entries is sound, and every kept file is as it came.\n`;
  return `${faults.map(({ file, fault }) => `${printable(file)}: ${fault === 'missing' ? 'is missing' : 'is not the file that came'}`).join('\n')}\n`;
}
