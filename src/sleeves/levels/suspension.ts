import type { PriceState } from '../../market/stocks/prices/price-state.ts';

/** A stock without a trade for this many sessions counts as suspended (our choice): nobody can buy or sell it. */
export const SUSPENDED_AFTER = 10;

export const isSuspended = ({ idle }: Pick<PriceState, 'idle'>, issuer: number): boolean =>
  idle[issuer]! >= SUSPENDED_AFTER;
