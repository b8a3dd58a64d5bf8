import type { Tape } from '../../signals/aligned-market.ts';

/**
 * The closes at the ends of periods up to a session, which stands in for the end of the period that is running.
 * An end before the session is known to be one by then: the session itself belongs to a later period.
 *
 * @param ends indices of the last session of each period, ascending, e.g. `tape.monthEnds`.
 */
export function closesUpTo(tape: Tape, ends: readonly number[], session: number): Float64Array {
  const before = ends.filter((end) => end < session);
  return Float64Array.from([...before, session], (s) => tape.closes[s]!);
}
