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

/** What the other 5 % is held in. */
export const STRATEGIC = ['gold', 'liquid-fund', 'g-sec'] as const;
export type StrategicId = (typeof STRATEGIC)[number];

/** What the other 5 % is held for. The hedge reserve is money set aside inside a holding, not a holding. */
export const STRATEGIC_PARTS = [...STRATEGIC, 'hedge-reserve'] as const;
export type StrategicPart = (typeof STRATEGIC_PARTS)[number];

/** Any line of a portfolio that TRRM allocates to, in reading order. */
export const POSITIONS = [...SLEEVES, ...STRATEGIC] as const;
export type PositionId = (typeof POSITIONS)[number];

/** Weights as fractions of the whole portfolio; those of one allocation sum to 1. A position left out weighs 0. */
export type Weights = Readonly<Partial<Record<PositionId, number>>>;
