import type { Day } from '../../../market/day.ts';
import { issuerPart } from '../../../market/stocks/isin.ts';

/**
 * Prices of what a decision orders and an account holds, by session. Ids are positions, ISINs or scheme codes; a stock is the
 * same under the ISINs before and after a split.
 */
export interface HoldingMarket {
  /** Ascending; every session is an index of them. */
  readonly sessions: readonly Day[];
  /** ₹ a share at the close, on the day's terms; the last trade's where it did not trade. Null where none is known. */
  readonly price: (id: string, at: number) => number | null;
  /** What ₹ 1 held from one session is worth at another, with dividends; null where a level is missing. */
  readonly growth: (id: string, from: number, to: number) => number | null;
  /** Shares at one session for each share at another, by splits and bonuses; 1 where there was none. */
  readonly shares: (id: string, from: number, to: number) => number;
}

/** Weights of holdings by `holdingKey`. */
export type HeldWeights = ReadonlyMap<string, number>;

/** Whether an id is the ISIN of a share, or its issuer part. */
export const isStock = (id: string): boolean => /^IN[E9][0-9A-Z]{4}01([0-9A-Z]{2}\d)?$/.test(id);

/** What identifies a holding: the issuer part of a share's ISIN, otherwise its id. */
export const holdingKey = (id: string): string => (isStock(id) ? issuerPart(id) : id);

/** Adds up weights by holding; those of 0 are left out. */
export function sumByHolding(parts: Iterable<readonly [id: string, weight: number]>): HeldWeights {
  const sums = new Map<string, number>();
  for (const [id, weight] of parts)
    if (weight !== 0) sums.set(holdingKey(id), (sums.get(holdingKey(id)) ?? 0) + weight);
  return sums;
}

/** Holdings after they were left alone for some time. */
export interface CarriedHoldings {
  /** Value for each ₹ 1 at the start. */
  readonly growth: number;
  readonly weights: HeldWeights;
  /** Holdings without a level in the span, which keep their value. */
  readonly unpriced: readonly string[];
}

/** Carries weights from one session to another by prices with dividends. Nothing is traded. */
export function carryHoldings(
  weights: HeldWeights,
  market: HoldingMarket,
  from: number,
  to: number,
): CarriedHoldings {
  const unpriced: string[] = [];
  const values = new Map<string, number>();
  let [before, after] = [0, 0];
  for (const [id, weight] of weights) {
    const growth = market.growth(id, from, to);
    if (growth === null) unpriced.push(id);
    const value = weight * (growth ?? 1);
    values.set(id, value);
    before += weight;
    after += value;
  }
  return {
    growth: after / before,
    weights: new Map(Array.from(values, ([id, value]) => [id, value / after])),
    unpriced,
  };
}
