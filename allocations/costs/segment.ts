/**
 * Segments with charges of their own. Equity is for delivery: TRRM has no intraday trades. Fund units are bought from and
 * sold to the fund at net asset value, not on the exchange.
 */
export const SEGMENTS = [
  'equity-delivery',
  'index-future',
  'index-option',
  'equity-fund',
  'other-fund',
] as const;
export type Segment = (typeof SEGMENTS)[number];

export const isFund = (segment: Segment): segment is 'equity-fund' | 'other-fund' =>
  segment === 'equity-fund' || segment === 'other-fund';

export type Side = 'buy' | 'sell';

/**
 * Charges as fractions of traded value: price × quantity, or premium × quantity for options. A side without a charge
 * is 0.
 */
export type SideRates = Readonly<Record<Side, number>>;

export const bothSides = (rate: number): SideRates => ({ buy: rate, sell: rate });
export const onBuys = (rate: number): SideRates => ({ buy: rate, sell: 0 });
export const onSells = (rate: number): SideRates => ({ buy: 0, sell: rate });
