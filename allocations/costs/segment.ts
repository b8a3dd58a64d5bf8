/** What is traded, as charges tell it apart. Equity is for delivery: TRRM never closes a purchase on its own day. */
export const SEGMENTS = ['equity-delivery', 'index-future', 'index-option'] as const;
export type Segment = (typeof SEGMENTS)[number];

export type Side = 'buy' | 'sell';

/**
 * Charges as fractions of traded value: price × quantity; of an option the premium × quantity. A side that is not
 * charged is 0.
 */
export type SideRates = Readonly<Record<Side, number>>;

export const bothSides = (rate: number): SideRates => ({ buy: rate, sell: rate });
export const onBuys = (rate: number): SideRates => ({ buy: rate, sell: 0 });
export const onSells = (rate: number): SideRates => ({ buy: 0, sell: rate });
