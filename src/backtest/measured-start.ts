import { monthEnds, sessionOnOrBefore } from '../market/calendar/calendar.ts';
import { type Day, displayDay, iso } from '../market/day.ts';
import type { Problem } from '../market/problem.ts';
import { firstMeasured, type MeasuredIndices } from './instruments/one-kind-of-level.ts';

/** The first month-end from which one kind of level measures all indices to the end; the first possible one where there is none. */
export function measuredFrom(indices: Omit<MeasuredIndices, 'span'>, possible: Day, to: Day): Day {
  const { sessions } = indices;
  const [first, last] = [sessionOnOrBefore(sessions, possible), sessionOnOrBefore(sessions, to)];
  const starts = monthEnds(sessions).filter((s) => s >= first && s < last);
  const start = firstMeasured(starts, { ...indices, span: { first, last } });
  return start === undefined ? possible : sessions[start]!;
}

/** Said of a back-test that begins later than a sleeve could be held. */
export const laterStart = (possible: Day, from: Day): Problem => ({
  severity: 'note',
  code: 'backtest-later-start',
  about: 'indices',
  message: `The back-test begins on ${displayDay(from)}, although a sleeve could be held from ${displayDay(possible)}: over the longer span some indices have only prices and others only total returns, which are never mixed.`,
  remedy: `Give --from ${iso(possible)} with an earlier --to for a span by prices alone.`,
});
