import type { MarketHistory } from './as-of.ts';
import { addDays, type Day, day, displayDay, iso } from './day.ts';
import { userError } from './problem.ts';
import { NIFTY } from './series.ts';

/** Before any price that a store could hold. */
export const BEFORE_ALL_PRICES = day('1980-01-01');

/** After any price that a store could hold: a view as of this day contains everything. */
export const END_OF_TIME = addDays(0 as Day, 80_000);

/**
 * The requested as-of date, or the last Nifty session of the market.
 *
 * @throws UserError for a date in the future, or where the market has no Nifty closes.
 */
export function asOfDate(requested: Day | undefined, market: MarketHistory, today: Day): Day {
  if (requested !== undefined) return notInFuture(requested, today);
  const last = market.view(END_OF_TIME).column(`${NIFTY}.close`).observedOn.at(-1);
  if (last === undefined) {
    throw userError(
      'no-sessions',
      NIFTY,
      'The store has no Nifty 50 closes.',
      'Import the Nifty 50 price history (niftyindices or NSE) with trrm import.',
    );
  }
  return last as Day;
}

/**
 * The requested date, where it has come.
 *
 * @throws UserError for a date in the future.
 */
export function notInFuture(requested: Day, today: Day): Day {
  if (requested <= today) return requested;
  throw userError(
    'future-date',
    iso(requested),
    `The date is after today, ${displayDay(today)}.`,
    'Choose a date that is not in the future.',
  );
}
