import { monthEnds } from '../../market/calendar/calendar.ts';
import { type Day, displayDay, monthNumber, monthOf } from '../../market/day.ts';
import { firstFew } from '../../market/first-few.ts';
import type { Problem } from '../../market/problem.ts';

/**
 * What of the exchange's sessions the store has no share prices for, between the first and the last that it has, and
 * what that does to sleeves.
 *
 * @param seen days with share prices, ascending.
 * @param calendar the exchange's sessions, ascending; of a time that it does not tell of, only whole months are missed.
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
            `there are no prices for ${missing.length} of the Nifty’s sessions: ${dates(missing)}. A return over them counts as a day’s, and windows of sessions reach back further.`,
          ),
        ]
      : []),
    ...(ends.length > 0
      ? [
          warning(
            'month-ends-missing',
            `there are no prices for the last session of ${firstFew(ends.map(monthOf))}: reviews with data to these months, or that came into force in them, are of the last session that is there.`,
          ),
        ]
      : []),
    ...(months.length > 0
      ? [
          warning(
            'months-missing',
            `there are no prices of any day of ${firstFew(months)}: a measure that needs them is not known, and reviews with data to these months, or due in them, are not made.`,
          ),
        ]
      : []),
  ];
}

/** Calendar months between the first and the last without a day, like 2020-08. */
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
  remedy: 'Import the bhavcopies of these days, and build again.',
});
