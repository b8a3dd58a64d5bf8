import { addDays, type Day } from '../../../market/day.ts';
import { shareRatio } from '../../../market/stocks/capital-changes.ts';
import { issuerPart } from '../../../market/stocks/isin.ts';
import { advancePriceState, newPriceState } from '../../../market/stocks/prices/price-state.ts';
import type { Store } from '../../../market/store/store.ts';

/** Days read before the span, so that a stock that does not trade on its first session has a price (our choice). */
const BEFORE = 30;

/** A return over more sessions without a trade is no daily return; levels do not depend on it. */
const LONGEST_GAP = 5;

/** Closes and total-return levels of one stock by session, NaN before its first trade. */
export interface StockPrices {
  readonly close: Float64Array;
  readonly level: Float64Array;
  readonly shares: (from: Day, to: Day) => number;
}

/**
 * Prices of stocks over some sessions, as known at the close of the last. Where a stock did not trade, its last close stands.
 *
 * @param sessions ascending. @param issuers issuer parts of ISINs.
 * @returns by issuer; those that the store does not know are missing.
 */
export async function stockPrices(
  store: Store,
  sessions: readonly Day[],
  issuers: ReadonlySet<string>,
): Promise<ReadonlyMap<string, StockPrices>> {
  if (issuers.size === 0) return new Map();
  const last = sessions.at(-1)!;
  const market = await store.stocks({ from: addDays(sessions[0]!, -BEFORE), to: last, asOf: last });
  const wanted = market.issuers.flatMap(({ isin }, column) => {
    const id = issuerPart(isin);
    if (!issuers.has(id)) return [];
    const empty = (): Float64Array => new Float64Array(sessions.length).fill(NaN);
    return [{ id, column, close: empty(), level: empty() }];
  });
  const state = newPriceState(market.issuers.length);
  let s = 0;
  const writeBefore = (day: number): void => {
    for (; s < sessions.length && sessions[s]! < day; s++)
      for (const { column, close, level } of wanted) {
        close[s] = state.close[column]!;
        level[s] = state.index[column]!;
      }
  };
  for await (const slice of market.slices()) {
    writeBefore(slice.day);
    advancePriceState(state, slice, market.issuers, LONGEST_GAP);
  }
  writeBefore(Infinity);
  return new Map(
    wanted.map(({ id, column, close, level }) => [
      id,
      { close, level, shares: (from, to) => shareRatio(market.capitalChanges[column]!, from, to) },
    ]),
  );
}
