/** The nine factor sleeves among which the regimes rotate. */
export const SLEEVES = [
  'momentum',
  'alpha',
  'value',
  'small-cap',
  'micro-cap',
  'low-volatility',
  'dividend',
  'quality',
  'contrarian',
] as const;
export type SleeveId = (typeof SLEEVES)[number];

/** What the other 5 % may hold. The hedge reserve is kept liquid until a hedge is sized. */
export const STRATEGIC = ['gold', 'liquid-fund', 'g-sec', 'hedge-reserve'] as const;
export type StrategicId = (typeof STRATEGIC)[number];

/** Any line of a portfolio that TRRM allocates to. */
export type PositionId = SleeveId | StrategicId;

/** Weights as fractions of the whole portfolio; the lines of one allocation sum to 1. */
export type Weights = Readonly<Partial<Record<PositionId, number>>>;
