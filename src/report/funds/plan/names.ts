import type { AssetClass, ProfileId } from '../../../../allocations/profile/asset-classes.ts';

export const CLASS_NAMES: Readonly<Record<AssetClass, string>> = {
  equity: 'Equity',
  debt: 'Debt',
  gold: 'Gold',
  cash: 'Cash',
};

export const PROFILE_NAMES: Readonly<Record<ProfileId, string>> = {
  conservative: 'Conservative',
  'moderately-conservative': 'Moderately conservative',
  balanced: 'Balanced',
  growth: 'Growth',
  aggressive: 'Aggressive',
};
