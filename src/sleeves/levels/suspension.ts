import type { PriceRecord } from '../../market/stocks/prices/price-state.ts';

/** Sessions without a trade after which a name counts as suspended (our choice): nobody can buy or sell it. */
export const SUSPENDED_AFTER = 10;

export const isSuspended = ({ idle }: Pick<PriceRecord, 'idle'>, issuer: number): boolean =>
  idle[issuer]! >= SUSPENDED_AFTER;
