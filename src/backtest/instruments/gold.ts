import type { Column } from '../../market/as-of.ts';
import { monthEnds } from '../../market/calendar/calendar.ts';
import { type Day, monthNumber } from '../../market/day.ts';

/**
 * Gold in rupees. A monthly figure is a step at the last session of its month, because interpolation would look ahead; a
 * daily one counts from its session. Where there is no figure (before the first, and after the month of the last) the
 * money is in the liquid fund.
 *
 * @param prices ₹ an ounce.
 * @param liquid levels of the liquid fund by session.
 * @returns levels by session, and the sessions on which the liquid fund stands in.
 */
export function gold(
  prices: Column,
  sessions: readonly Day[],
  liquid: Float64Array,
): { readonly levels: Float64Array; readonly standsIn: Uint8Array } {
  const known = pricesBySession(prices, sessions);
  const levels = new Float64Array(sessions.length).fill(1);
  const standsIn = new Uint8Array(sessions.length);
  const lastMonth = prices.observedOn.length > 0 ? monthNumber(prices.observedOn.at(-1) as Day) : -Infinity;
  for (let s = 1; s < sessions.length; s++) {
    const isKnown = known[s - 1]! > 0 && known[s]! > 0 && monthNumber(sessions[s]!) <= lastMonth;
    standsIn[s] = isKnown ? 0 : 1;
    levels[s] = levels[s - 1]! * (isKnown ? known[s]! / known[s - 1]! : liquid[s]! / liquid[s - 1]!);
  }
  return { levels, standsIn };
}

/** The last price at each session; a price that is alone in its month counts from the month's last session. */
function pricesBySession({ observedOn, value }: Column, sessions: readonly Day[]): Float64Array {
  const months = Array.from(observedOn, (d) => monthNumber(d as Day));
  const lastSession = new Map(monthEnds(sessions).map((s) => [monthNumber(sessions[s]!), sessions[s]!]));
  const from = months.map((month, i): number => {
    const isAlone = months[i - 1] !== month && months[i + 1] !== month;
    return isAlone ? (lastSession.get(month) ?? observedOn[i]!) : observedOn[i]!;
  });
  let row = -1;
  return Float64Array.from(sessions, (day) => {
    while (row + 1 < from.length && from[row + 1]! <= day) row++;
    return row < 0 ? NaN : value[row]!;
  });
}
