/** The three states of the market that the Tactical Risk Rotation Model tells apart. */
export const REGIMES = ['bullish', 'consolidation', 'bearish'] as const;
export type Regime = (typeof REGIMES)[number];
