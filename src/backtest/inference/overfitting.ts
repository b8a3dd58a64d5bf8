import { crossValidateSharpe } from '../../math/resampling/cross-validation.ts';
import { LEAST_MONTHS, type MonthlyAlternative } from './resampled-differences.ts';

/** How often the best variant of one half of the months is below the median of all in the other half. */
export interface Overfitting {
  readonly months: number;
  readonly variants: number;
  readonly splits: number;
  /** Probability of backtest overfitting: share of the splits with a relative rank of one half or less. */
  readonly probability: number;
  /** The variant chosen most often, and in which share of the splits. */
  readonly mostChosen: { readonly id: string; readonly share: number };
}

/** Groups of months: 12,870 ways to take half of them. */
const GROUPS = 16;

/**
 * Probability of backtest overfitting by combinatorially symmetric cross-validation of Sharpe ratios of monthly returns
 * (Bailey, Borwein, López de Prado and Zhu 2017), 16 groups.
 *
 * @returns null below 36 months or for fewer than two variants.
 */
export function overfitting(variants: readonly MonthlyAlternative[]): Overfitting | null {
  const months = variants[0]?.returns.length ?? 0;
  if (variants.length < 2 || months < Math.max(LEAST_MONTHS, 2 * GROUPS)) return null;
  const { logits, chosen } = crossValidateSharpe(
    variants.map((v) => v.returns),
    GROUPS,
  );
  let low = 0;
  for (const logit of logits) if (logit <= 0) low++;
  const counts = new Int32Array(variants.length);
  for (const c of chosen) counts[c]!++;
  const most = counts.reduce((best, count, c) => (count > counts[best]! ? c : best), 0);
  return {
    months,
    variants: variants.length,
    splits: logits.length,
    probability: low / logits.length,
    mostChosen: { id: variants[most]!.id, share: counts[most]! / logits.length },
  };
}
