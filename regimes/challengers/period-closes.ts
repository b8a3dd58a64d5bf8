import type { AlignedMarket } from '../../signals/aligned-market.ts';

/**
 * The closes at period ends up to a session, the session's own close serving as the end of the current period. A period
 * end before the session is already known to be one, because the session belongs to a later period.
 *
 * @param ends indices of the last session of each period, ascending, e.g. `market.monthEnds`.
 */
export function closesUpTo(market: AlignedMarket, ends: readonly number[], session: number): Float64Array {
  const before = ends.filter((end) => end < session);
  return Float64Array.from([...before, session], (s) => market.closes[s]!);
}
