import { type Day, day } from '../market/day.ts';
import type { InboxEntry } from './inbox-ledger.ts';
import type { Source } from './source.ts';

/**
 * Weekdays without a session, such as holidays: NSE publishes no calendar for programs, so a missing file is the first
 * evidence of one. It counts only if another source agrees: a second publisher's file is missing too, or the store has
 * sessions on both sides of the day and none on it.
 *
 * @param isSession whether the store's Nifty traded on a day; null where it does not reach.
 */
export function daysWithoutSession(
  sources: readonly Source[],
  entries: readonly InboxEntry[],
  isSession: (d: Day) => boolean | null,
): ReadonlySet<Day> {
  const onNse = new Set(sources.filter((s) => s.publication.calendar === 'nse').map((s) => s.id));
  const missingAt = new Map<Day, Set<string>>();
  const found = new Set<Day>();
  for (const entry of entries) {
    if (!onNse.has(entry.source) || entry.kind === 'placed' || entry.kind === 'unchanged') continue;
    if (entry.asked.from !== entry.asked.to) continue;
    const d = day(entry.asked.to);
    if (entry.kind === 'absent') missingAt.set(d, (missingAt.get(d) ?? new Set()).add(entry.source));
    else if (entry.judged.kind === 'accepted') found.add(d);
  }
  return new Set(
    [...missingAt]
      .filter(([d, missing]) => !found.has(d) && (missing.size > 1 || isSession(d) === false))
      .map(([d]) => d),
  );
}
