import type { Column } from '../../market/as-of.ts';
import { monthEnds } from '../../market/calendar/calendar.ts';
import { isMonthOver } from '../../market/calendar/month-end.ts';
import { type Day, monthNumber } from '../../market/day.ts';

/**
 * Gold in rupees. A monthly figure is a step at the last session of its month, because interpolation would look ahead; a
 * daily one counts from its session. A month without a figure was spent in the liquid fund: whether there will be one is not
 * known before its last session, so that is where it shows. The money stays there until the next figure, and is there before
 * the first.
 *
 * @param prices ₹ an ounce.
 * @param liquid levels of the liquid fund by session.
 * @returns levels by session, 1 at the first, and the sessions on which the liquid fund stands in.
 */
export function gold(
  prices: Column,
  sessions: readonly Day[],
  liquid: Float64Array,
): { readonly levels: Float64Array; readonly standsIn: Uint8Array } {
  const ends = monthEnds(sessions).filter((s) => isMonthOver(sessions[s]!, sessions, null));
  const { price, month } = pricesBySession(prices, sessions, ends);
  const isEnd = new Set(ends);
  const levels = new Float64Array(sessions.length).fill(1);
  const standsIn = new Uint8Array(sessions.length);
  let isHeld = price[0]! > 0;
  let lastEnd = 0;
  for (let s = 1; s < sessions.length; s++) {
    const isMissed = isEnd.has(s) && month[s]! < monthNumber(sessions[s]!);
    const since = isHeld && isMissed ? lastEnd : s - 1;
    const inFund = !isHeld || isMissed;
    levels[s] = inFund
      ? (levels[since]! * liquid[s]!) / liquid[since]!
      : (levels[s - 1]! * price[s]!) / price[s - 1]!;
    if (inFund) standsIn.fill(1, since + 1, s + 1);
    const isNew = month[s]! > (month[s - 1] ?? NaN) || (price[s]! > 0 && !(price[s - 1]! > 0));
    isHeld = isHeld ? !isMissed : isNew;
    if (isEnd.has(s)) lastEnd = s;
  }
  return { levels, standsIn };
}

/** The last price at each session and its month; NaN before the first. */
function pricesBySession(
  { observedOn, value }: Column,
  sessions: readonly Day[],
  ends: readonly number[],
): { readonly price: Float64Array; readonly month: Float64Array } {
  const months = Array.from(observedOn, (d) => monthNumber(d as Day));
  const lastSession = new Map(ends.map((s) => [monthNumber(sessions[s]!), sessions[s]!]));
  // Hardly more figures than months: each is the figure of its month, and counts when that is over.
  const isMonthly = observedOn.length <= 1.5 * new Set(months).size;
  const firstMonth = monthNumber(sessions[0]!);
  const from = months.map((m, i) =>
    isMonthly && m >= firstMonth ? (lastSession.get(m) ?? Infinity) : observedOn[i]!,
  );
  const price = new Float64Array(sessions.length).fill(NaN);
  const month = new Float64Array(sessions.length).fill(NaN);
  let row = -1;
  sessions.forEach((day, s) => {
    while (row + 1 < from.length && from[row + 1]! <= day) row++;
    if (row < 0) return;
    price[s] = value[row]!;
    month[s] = months[row]!;
  });
  return { price, month };
}
