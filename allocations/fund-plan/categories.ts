import { type Regime } from '../../regimes/regime.ts';
import { categoryTitle } from '../../src/market/funds/categories.ts';
import { type AssetClass, PROFILES, type ProfileId } from '../profile/asset-classes.ts';

/** When a category may be bought. */
interface CategoryRule {
  readonly category: string;
  readonly class: AssetClass;
  /** The most cautious profile that may hold it. */
  readonly from: ProfileId;
  /** Maximum weight of the category, a fraction of the portfolio. */
  readonly cap: number;
  /** `not-bearish`: no purchases in a bearish regime; `falling-yields`: only if the yield signal supports long bonds. */
  readonly when?: 'not-bearish' | 'falling-yields';
}

/** The yield signal's score from which funds with a long duration are chosen (our choice: a third of the scale). */
const DURATION_FROM = 0.33;

/**
 * SEBI's categories by asset class, from the broadest (our choice; the order in which a planner widens the mix as the risk
 * profile rises). Credit risk is never chosen.
 */
const CATEGORY_RULES: readonly CategoryRule[] = [
  { category: 'index', class: 'equity', from: 'conservative', cap: 1 },
  { category: 'large-cap', class: 'equity', from: 'conservative', cap: 1 },
  { category: 'flexi-cap', class: 'equity', from: 'balanced', cap: 0.4 },
  { category: 'large-and-mid-cap', class: 'equity', from: 'balanced', cap: 0.3 },
  { category: 'mid-cap', class: 'equity', from: 'growth', cap: 0.25, when: 'not-bearish' },
  { category: 'value', class: 'equity', from: 'aggressive', cap: 0.25 },
  { category: 'contra', class: 'equity', from: 'aggressive', cap: 0.25 },
  { category: 'small-cap', class: 'equity', from: 'aggressive', cap: 0.15, when: 'not-bearish' },
  { category: 'short-duration', class: 'debt', from: 'conservative', cap: 1 },
  { category: 'banking-and-psu', class: 'debt', from: 'conservative', cap: 1 },
  { category: 'corporate-bond', class: 'debt', from: 'conservative', cap: 1 },
  { category: 'gilt', class: 'debt', from: 'balanced', cap: 0.2, when: 'falling-yields' },
  { category: 'dynamic-bond', class: 'debt', from: 'balanced', cap: 0.2, when: 'falling-yields' },
  { category: 'medium-to-long-duration', class: 'debt', from: 'balanced', cap: 0.2, when: 'falling-yields' },
  { category: 'gold-etf', class: 'gold', from: 'conservative', cap: 1 },
  { category: 'liquid', class: 'cash', from: 'conservative', cap: 1 },
];

/** A category with the decision about it. */
export interface CategoryChoice {
  readonly category: string;
  readonly class: AssetClass;
  readonly cap: number;
  readonly chosen: boolean;
  readonly reason: string;
}

/** The categories that a profile may buy in a regime, each with its reason. */
export function chooseCategories(
  profile: ProfileId,
  regime: Regime,
  yieldScore: number | null,
): readonly CategoryChoice[] {
  return CATEGORY_RULES.map(({ category, class: assetClass, from, cap, when }): CategoryChoice => {
    const title = categoryTitle(category);
    const choice = (chosen: boolean, reason: string): CategoryChoice => ({
      category,
      class: assetClass,
      cap,
      chosen,
      reason,
    });
    if (PROFILES.indexOf(profile) < PROFILES.indexOf(from))
      return choice(false, `${title} is open from the ${from.replace('-', ' ')} profile on.`);
    if (when === 'not-bearish' && regime === 'bearish')
      return choice(false, `No new ${title.toLowerCase()} fund is bought in a bearish regime.`);
    if (when === 'falling-yields' && !((yieldScore ?? -1) >= DURATION_FROM))
      return choice(
        false,
        yieldScore === null
          ? `The yield signal has no score; funds with a long duration need at least +${DURATION_FROM}.`
          : `The yield signal is ${yieldScore.toFixed(2)}; funds with a long duration need at least +${DURATION_FROM}.`,
      );
    const limit = cap < 1 ? `, up to ${Math.round(100 * cap)} % of the portfolio` : '';
    return choice(true, `${title} is open to the ${profile.replace('-', ' ')} profile${limit}.`);
  });
}
