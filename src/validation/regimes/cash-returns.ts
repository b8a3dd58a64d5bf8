import type { AsOfView } from '../../market/as-of.ts';
import { type Day, monthNumber } from '../../market/day.ts';
import { IIMA } from '../../market/series.ts';

/** Return of cash in each session, as a fraction, and a description of its source. */
export interface CashReturns {
  readonly bySession: Float64Array;
  readonly source: string;
}

/**
 * The risk-free rate of the factor library, each month's rate spread evenly over its sessions. A month without a rate takes
 * the last known one; without any, cash earns zero and `source` says so.
 */
export function cashReturns(view: AsOfView, sessions: readonly Day[]): CashReturns {
  const rf = view.column(`${IIMA}.rf`);
  if (rf.value.length === 0) {
    return {
      bySession: new Float64Array(sessions.length),
      source: 'zero: the store has no risk-free rate (IIM Ahmedabad factor library)',
    };
  }
  const byMonth = new Map(Array.from(rf.observedOn, (d, i) => [monthNumber(d as Day), rf.value[i]! / 100]));
  const sessionsIn = new Map<number, number>();
  for (const s of sessions) sessionsIn.set(monthNumber(s), (sessionsIn.get(monthNumber(s)) ?? 0) + 1);
  let last = 0;
  const bySession = Float64Array.from(sessions, (s) => {
    const month = monthNumber(s);
    last = byMonth.get(month) ?? last;
    return (1 + last) ** (1 / sessionsIn.get(month)!) - 1;
  });
  return { bySession, source: 'the risk-free rate of the IIM Ahmedabad factor library' };
}
