/**
 * Segments with charges of their own. Equity is for delivery: TRRM has no intraday trades. Units of exchange-traded funds
 * change hands on the exchange like stocks; other fund units are bought from and sold to the fund at net asset value.
 * Equity and other funds differ in transaction tax.
 */
export const SEGMENTS = [
  'equity-delivery',
  'index-future',
  'index-option',
  'equity-etf',
  'other-etf',
  'equity-fund',
  'other-fund',
] as const;
export type Segment = (typeof SEGMENTS)[number];

/** Whether units are traded with the fund itself. */
export const isFund = (segment: Segment): segment is 'equity-fund' | 'other-fund' =>
  segment === 'equity-fund' || segment === 'other-fund';

/** Whether securities are delivered into and out of a depository account. */
export const isDelivered = (segment: Segment): segment is 'equity-delivery' | 'equity-etf' | 'other-etf' =>
  segment === 'equity-delivery' || segment === 'equity-etf' || segment === 'other-etf';

export type Side = 'buy' | 'sell';

/**
 * Charges as fractions of traded value: price × quantity, or premium × quantity for options. A side without a charge
 * is 0.
 */
export type SideRates = Readonly<Record<Side, number>>;

export const bothSides = (rate: number): SideRates => ({ buy: rate, sell: rate });
export const onBuys = (rate: number): SideRates => ({ buy: rate, sell: 0 });
export const onSells = (rate: number): SideRates => ({ buy: 0, sell: rate });
