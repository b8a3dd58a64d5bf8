import type { MarketHistory } from '../../market/as-of.ts';
import { addDays, type Day, day, iso } from '../../market/day.ts';
import { userError } from '../../market/problem.ts';
import { NIFTY, type SeriesKey } from '../../market/series.ts';
import { type OpenMode, openStore, type Store } from '../../market/store/store.ts';
import type { CommonOptions } from './options.ts';

/** Opens the store for one command and lets go of it whatever happens. */
export async function withStore<T>(
  options: Pick<CommonOptions, 'store'>,
  how: { readonly purpose: string; readonly mode: OpenMode },
  work: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openStore(options.store, how);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Before any price that a store could hold. */
export const BEGINNING = day('1980-01-01');

/** The day after which nothing can be dated: for asking a market what it holds at all. */
export const END_OF_TIME = addDays(0 as Day, 80_000);

/**
 * The date asked for, or the last Nifty session of the store.
 *
 * @throws UserError for a date that has not come yet, of which nothing can be known.
 */
export function asOfOr(asked: Day | undefined, market: MarketHistory, today: Day): Day {
  if (asked !== undefined) return mustHaveCome(asked, today);
  const last = market.view(END_OF_TIME).column(`${NIFTY}.close`).observedOn.at(-1);
  if (last === undefined) {
    throw userError(
      'no-sessions',
      NIFTY,
      'the store holds no Nifty 50 closes.',
      'Import the Nifty 50 price history (niftyindices or NSE) with `trrm import`.',
    );
  }
  return last as Day;
}

/** @throws UserError for a date that has not come yet, of which nothing can be known. */
export function mustHaveCome(asked: Day, today: Day): Day {
  if (asked <= today) return asked;
  throw userError(
    'future-date',
    iso(asked),
    `is after today, ${iso(today)}.`,
    'Choose a date that has come.',
  );
}

/** Unique keys, for loading each figure once. */
export const keysOf = (lists: readonly (readonly SeriesKey[])[]): SeriesKey[] => [...new Set(lists.flat())];
