/** The asset classes of a client's portfolio, in display order. */
export const ASSET_CLASSES = ['equity', 'debt', 'gold', 'cash'] as const;
export type AssetClass = (typeof ASSET_CLASSES)[number];

/** Weights of the classes, fractions that sum to 1. */
export type ClassWeights = Readonly<Record<AssetClass, number>>;

/** Risk profiles, from the most cautious. */
export const PROFILES = [
  'conservative',
  'moderately-conservative',
  'balanced',
  'growth',
  'aggressive',
] as const;
export type ProfileId = (typeof PROFILES)[number];
