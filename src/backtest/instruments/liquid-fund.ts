import type { Column } from '../../market/as-of.ts';
import type { Day } from '../../market/day.ts';

const DAYS_A_YEAR = 365;

/**
 * The liquid fund, which cash earns: from one session to the next, simple interest at the 91-day T-bill's yield of the last
 * auction known at the first of the two, actual days over 365. Without a yield it earns nothing.
 *
 * @param bills yields, percent a year; known from the day of the auction.
 * @returns levels by session, 1 at the first.
 */
export function liquidFund(bills: Column, sessions: readonly Day[]): Float64Array {
  const levels = new Float64Array(sessions.length).fill(1);
  let row = -1;
  for (let s = 1; s < sessions.length; s++) {
    while (row + 1 < bills.observedOn.length && bills.observedOn[row + 1]! <= sessions[s - 1]!) row++;
    const yearly = row < 0 ? 0 : bills.value[row]! / 100;
    levels[s] = levels[s - 1]! * (1 + (yearly * (sessions[s]! - sessions[s - 1]!)) / DAYS_A_YEAR);
  }
  return levels;
}
