import { type Day, displayDay } from '../market/day.ts';
import { daysWithFigures } from './expected-day.ts';
import type { FetchResult } from './fetch-files.ts';
import type { Standing } from './report.ts';
import type { Source } from './source.ts';

/** What the standing of a source follows from. */
export interface StandingInput {
  readonly source: Source;
  readonly results: readonly FetchResult[];
  readonly before: Day | null;
  readonly after: Day | null;
  readonly expected: Day | null;
  readonly noSession: ReadonlySet<Day>;
}

/** Days with figures that are missing between the last one held and the expected one. */
function daysMissing({ source, after, expected, noSession }: StandingInput): number | null {
  if (after === null) return null;
  if (expected === null || after >= expected) return 0;
  return daysWithFigures(source.publication.calendar, (after + 1) as Day, expected, noSession).length;
}

/** The gravest of what happened decides; where nothing failed, the days held do. */
export function standingOf(input: StandingInput): Standing {
  const { source, results, before, after } = input;
  const missing = daysMissing(input);
  if (source.tier === 'manual') return { kind: 'manual', days: missing };
  for (const { result } of results) {
    if (result.kind === 'refused') return { kind: 'refused', status: result.status };
    if (result.kind === 'kept' && result.judged.kind === 'doubtful')
      return { kind: 'doubtful', reason: result.judged.reason };
    if (result.kind === 'failed') return { kind: 'failed', reason: result.reason };
  }
  const gone = results.find(({ result }) => result.kind === 'absent');
  if (gone?.result.kind === 'absent') {
    const isDaily = gone.planned.request.covers === 'day';
    // A day's file may be late or a holiday's; when none of several days is there, the address has changed.
    const none = results.length > 3 && results.every(({ result }) => result.kind === 'absent');
    if (!isDaily || none) return { kind: 'gone', status: gone.result.status };
  }
  if (missing === null || missing > 0) return { kind: 'stale', days: missing ?? 0 };
  return after !== before ? { kind: 'fresh' } : { kind: 'unchanged' };
}

/** What the user should know and do, a sentence each. */
export function remarksOf(input: StandingInput, standing: Standing): string[] {
  const { source, results, before, expected } = input;
  const { manual, terms, id } = source;
  const byHand = `To fetch it by hand, open ${manual.page} and put ${manual.file} into the folder ${id} of the inbox.`;
  const remarks = new Set<string>();
  for (const { planned, result } of results) {
    if (result.kind === 'refused')
      remarks.add(`The server answered ${result.status}, which a program cannot change. ${byHand}`);
    if (result.kind === 'kept' && result.judged.kind === 'doubtful')
      remarks.add(`${result.file} is not imported: ${result.judged.message} ${byHand}`);
    if (result.kind === 'failed')
      remarks.add(`${planned.name}: ${result.why}. Run the update again later. ${byHand}`);
  }
  const absent = results
    .filter(({ result }) => result.kind === 'absent')
    .map(({ planned }) => displayDay(planned.to));
  if (standing.kind === 'gone')
    remarks.add(
      `No file is at its address (${absent.join(', ')}). The address may have changed: please report it. ${byHand}`,
    );
  else if (absent.length > 0)
    remarks.add(`No file yet, or no session: ${absent.join(', ')}. A later update asks again for a week.`);
  if (standing.kind === 'off')
    remarks.add(
      `Off, because its terms ask for a person's consent: ${terms.sentence} Read ${terms.link}, then write \`sources: { ${id}: { accept: true } }\` into a file and give it with --sources. ${byHand}`,
    );
  if (standing.kind === 'manual' && (standing.days === null || standing.days > 0)) remarks.add(byHand);
  if (source.lastDayOnly && before !== null && expected !== null) {
    const lost = daysWithFigures(
      source.publication.calendar,
      (before + 1) as Day,
      (expected - 1) as Day,
      input.noSession,
    );
    if (lost.length > 0 && standing.kind !== 'off')
      remarks.add(
        `The site shows the last session only: ${lost.map(displayDay).join(', ')} can no longer be fetched from it.`,
      );
  }
  return [...remarks];
}
