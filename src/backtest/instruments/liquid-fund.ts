import type { Column } from '../../market/as-of.ts';
import type { Day } from '../../market/day.ts';

const DAYS_A_YEAR = 365;
const MONTHS_A_YEAR = 12;

/**
 * The liquid fund, which cash earns: from one session to the next, simple interest at the 91-day T-bill's yield of the last
 * auction known at the first of the two, actual days over 365. Before the first auction it earns twelve times the last risk-free
 * return of a month that was known then (the factor library publishes it weeks later, so it lags), and without either nothing.
 *
 * @param bills yields, percent a year; known from the day of the auction.
 * @param riskFree returns of months, percent; by day and by the day they became known.
 * @returns levels by session, 1 at the first.
 */
export function liquidFund(bills: Column, sessions: readonly Day[], riskFree: Column): Float64Array {
  const levels = new Float64Array(sessions.length).fill(1);
  let [bill, month] = [-1, -1];
  for (let s = 1; s < sessions.length; s++) {
    const on = sessions[s - 1]!;
    while (bill + 1 < bills.observedOn.length && bills.observedOn[bill + 1]! <= on) bill++;
    while (month + 1 < riskFree.knownOn.length && riskFree.knownOn[month + 1]! <= on) month++;
    const percent = bill >= 0 ? bills.value[bill]! : month >= 0 ? MONTHS_A_YEAR * riskFree.value[month]! : 0;
    levels[s] = levels[s - 1]! * (1 + ((percent / 100) * (sessions[s]! - on)) / DAYS_A_YEAR);
  }
  return levels;
}
