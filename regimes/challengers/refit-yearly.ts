import type { AlignedMarket } from '../../signals/aligned-market.ts';
import { sessionOnOrBefore } from '../../src/market/calendar/calendar.ts';
import { dayOf, monthNumber } from '../../src/market/day.ts';
import type { Regime } from '../regime.ts';

/** Shorter histories are not fitted, in years (our choice). */
const MIN_YEARS = 5;

/** A model `M` that is fitted to observations `S` and labels by the fit. */
export interface YearlyModel<S, M> {
  /** The observations up to the close of a session, and none after it. */
  observe(session: number): S;
  /** The fitted model; null where the data do not separate two states. */
  fit(observed: S): M | null;
  label(model: M, observed: S): Regime;
}

/**
 * Labels by a model refitted each January on everything observed up to the previous year's end: an expanding window. `fit`
 * and `label` receive only what `observe` returns, so neither can look ahead unless `observe` does.
 *
 * Null while history does not reach back to the January five years before, and in a year without a fit.
 */
export function labelRefittingYearly<S, M>(
  { sessions }: AlignedMarket,
  months: readonly number[],
  model: YearlyModel<S, M>,
): (Regime | null)[] {
  const begins = sessions[0];
  if (begins === undefined) return [];
  const fits = new Map<number, M | null>();
  const fitFor = (year: number): M | null => {
    if (!fits.has(year)) {
      const longEnough = monthNumber(begins) <= (year - MIN_YEARS) * 12;
      const yearBefore = sessionOnOrBefore(sessions, dayOf(year - 1, 12, 31)!);
      fits.set(year, longEnough ? model.fit(model.observe(yearBefore)) : null);
    }
    return fits.get(year)!;
  };
  return months.map((session) => {
    const fit = fitFor(Math.floor(monthNumber(sessions[session]!) / 12));
    return fit === null ? null : model.label(fit, model.observe(session));
  });
}
