import { monthEnds } from '../../market/calendar/calendar.ts';
import { type Day, displayDay, monthNumber, monthOf } from '../../market/day.ts';
import { firstFew } from '../../format/words.ts';
import type { Problem } from '../../market/problem.ts';

/**
 * Warnings about exchange sessions without stock prices between the first and the last session in the store, and their
 * effect on the sleeves.
 *
 * @param seen days with stock prices, ascending.
 * @param calendar the exchange's sessions, ascending. Outside its range, only whole missing months are detected.
 */
export function missingSessions(seen: readonly Day[], calendar: readonly Day[]): Problem[] {
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = new Set(seen);
  const missing = calendar.filter((d) => d > first && d < last && !known.has(d));
  const months = monthsWithout(seen);
  const lastOf = new Map(seen.map((d) => [monthNumber(d), d]));
  const ends = monthEnds(calendar)
    .map((k) => calendar[k]!)
    .filter((d) => d > first && d < last && (lastOf.get(monthNumber(d)) ?? d) < d);
  const dates = (days: readonly Day[]): string => firstFew(days.map(displayDay));
  return [
    ...(missing.length > 0
      ? [
          warning(
            'sessions-missing',
            `${missing.length} sessions of the Nifty have no stock prices: ${dates(missing)}. A return across them counts as one day’s, and windows of sessions reach further back.`,
          ),
        ]
      : []),
    ...(ends.length > 0
      ? [
          warning(
            'month-ends-missing',
            `the last session has no stock prices in ${firstFew(ends.map(monthOf))}: reviews with a cut-off or a change in these months use the last available session.`,
          ),
        ]
      : []),
    ...(months.length > 0
      ? [
          warning(
            'months-missing',
            `there are no stock prices in ${firstFew(months)}: characteristics that need them are unknown, and reviews with a cut-off or a change in these months are skipped.`,
          ),
        ]
      : []),
  ];
}

/** Calendar months without any day between the first and the last, e.g. 2020-08. */
function monthsWithout(days: readonly Day[]): string[] {
  const out: string[] = [];
  for (let k = 1; k < days.length; k++) {
    const [from, to] = [monthNumber(days[k - 1]!), monthNumber(days[k]!)];
    for (let m = from + 1; m < to; m++)
      out.push(`${Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}`);
  }
  return out;
}

const warning = (code: string, message: string): Problem => ({
  severity: 'warning',
  code,
  about: 'stocks',
  message,
  remedy: 'Import the bhavcopies of these days and build the sleeves again.',
});
