import type { Tape } from '../../signals/aligned-market.ts';
import { sessionOnOrBefore } from '../../src/market/calendar/calendar.ts';
import { dayOf, monthNumber } from '../../src/market/day.ts';
import type { Regime } from '../regime.ts';

/** A record shorter than this many years is not fitted. */
const LEAST_YEARS = 5;

/** A model that learns its parameters from what has been seen, `S`, and labels by them. */
export interface YearlyModel<S, M> {
  /** What can be seen at the close of a session, from the start of the record on; of nothing later. */
  see(session: number): S;
  /** The parameters learnt from it; null where it tells no states apart. */
  fit(seen: S): M | null;
  label(model: M, seen: S): Regime;
}

/**
 * Labels by a model fitted at each New Year on all that was seen by the end of the year before: an expanding
 * window. `fit` and `label` are handed nothing but what `see` shows, so neither can look ahead unless `see` does.
 *
 * Null while the record does not reach back to the January five years before, and in a year without a fit.
 */
export function labelRefittingYearly<S, M>(
  { sessions }: Tape,
  months: readonly number[],
  model: YearlyModel<S, M>,
): (Regime | null)[] {
  const begins = sessions[0];
  if (begins === undefined) return [];
  const fits = new Map<number, M | null>();
  const fitFor = (year: number): M | null => {
    if (!fits.has(year)) {
      const longEnough = monthNumber(begins) <= (year - LEAST_YEARS) * 12;
      const yearBefore = sessionOnOrBefore(sessions, dayOf(year - 1, 12, 31)!);
      fits.set(year, longEnough ? model.fit(model.see(yearBefore)) : null);
    }
    return fits.get(year)!;
  };
  return months.map((session) => {
    const fit = fitFor(Math.floor(monthNumber(sessions[session]!) / 12));
    return fit === null ? null : model.label(fit, model.see(session));
  });
}
