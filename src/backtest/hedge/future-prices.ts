import type { Day } from '../../market/day.ts';
import type { FutureQuote } from '../../market/futures.ts';

/** A contract with its price at one session. */
export interface QuotedContract {
  readonly expiry: Day;
  /** Index points: the close, else the settlement price. */
  readonly price: number;
}

/** Prices of Nifty futures by day. */
export interface FuturePrices {
  /** The contracts that have a price on a day, by expiry. */
  readonly on: (day: Day) => readonly QuotedContract[];
  /** The price of one contract on a day; null where it has none. */
  readonly of: (expiry: Day, day: Day) => number | null;
}

const NONE: readonly QuotedContract[] = [];

/** The prices of quotes as `futuresAt` gives them: one for each contract and day, by day, then expiry. */
export function futurePrices(quotes: readonly FutureQuote[]): FuturePrices {
  const byDay = new Map<Day, QuotedContract[]>();
  for (const { observedOn, expiry, close, settle } of quotes) {
    const price = close ?? settle;
    if (price === null || !(price > 0)) continue;
    const known = byDay.get(observedOn);
    if (known) known.push({ expiry, price });
    else byDay.set(observedOn, [{ expiry, price }]);
  }
  const on = (day: Day): readonly QuotedContract[] => byDay.get(day) ?? NONE;
  return { on, of: (expiry, day) => on(day).find((q) => q.expiry === expiry)?.price ?? null };
}
