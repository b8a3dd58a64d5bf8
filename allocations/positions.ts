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
/** One of the nine factor sleeves. */
export type SleeveId = (typeof SLEEVES)[number];

/**
 * The equity positions: the sleeves, and a Nifty 50 index fund for weight that the rule book's bands allow no sleeve to
 * take. The fund is held only in months that need it.
 */
export const EQUITY = [...SLEEVES, 'nifty-50'] as const;
export type EquityId = (typeof EQUITY)[number];

/** Holdings of the strategic 5 %. */
export const STRATEGIC = ['gold', 'liquid-fund', 'g-sec'] as const;
export type StrategicId = (typeof STRATEGIC)[number];

/** Purposes of the strategic 5 %. The hedge reserve is cash earmarked within the liquid fund, not a holding of its own. */
export const STRATEGIC_PARTS = [...STRATEGIC, 'hedge-reserve'] as const;
export type StrategicPart = (typeof STRATEGIC_PARTS)[number];

/** Every position that TRRM allocates to, in display order. */
export const POSITIONS = [...EQUITY, ...STRATEGIC] as const;
/** A position that TRRM allocates to: a sleeve, the index fund or a strategic holding. */
export type PositionId = (typeof POSITIONS)[number];

/** Weights as fractions of the whole portfolio, summing to 1. An absent position has weight 0. */
export type Weights = Readonly<Partial<Record<PositionId, number>>>;
