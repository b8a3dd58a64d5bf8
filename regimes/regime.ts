/** The three states of the market that the model (TRRM) distinguishes. */
export const REGIMES = ['bullish', 'consolidation', 'bearish'] as const;
/** A state of the market. */
export type Regime = (typeof REGIMES)[number];
