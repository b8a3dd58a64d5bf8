import type { Day } from '../../market/day.ts';
import type { FutureVersions } from '../../market/futures.ts';

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

/** The prices of stored futures as latest known: of each contract and day the last version of the most trusted source. */
export function futurePrices({ versions, rank }: FutureVersions): FuturePrices {
  const byDay = new Map<Day, QuotedContract[]>();
  let [day, expiry, trusted] = [NaN, NaN, NaN];
  versions.forEach((version, i) => {
    const isNew = version.observedOn !== day || version.expiry !== expiry;
    if (!isNew && rank[i] !== trusted) return;
    [day, expiry, trusted] = [version.observedOn, version.expiry, rank[i]!];
    const quoted = byDay.get(version.observedOn) ?? [];
    const before = isNew ? quoted : quoted.filter((q) => q.expiry !== version.expiry);
    const price = version.close ?? version.settle;
    const isPriced = price !== null && price > 0;
    byDay.set(version.observedOn, isPriced ? [...before, { expiry: version.expiry, price }] : before);
  });
  const on = (of: Day): readonly QuotedContract[] => byDay.get(of) ?? NONE;
  return { on, of: (contract, of) => on(of).find((q) => q.expiry === contract)?.price ?? null };
}
