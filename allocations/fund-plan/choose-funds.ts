import type { CardFund, FundCard } from '../../src/funds/fund-card.ts';
import type { AssetClass } from '../profile/asset-classes.ts';
import type { ProfileRules } from '../profile/rules.ts';
import type { CategoryChoice } from './categories.ts';

/** A fund of the plan with the reason why it was chosen. */
export interface ChosenFund {
  readonly fund: CardFund;
  readonly class: AssetClass;
  readonly category: string;
  readonly cap: number;
  readonly reason: string;
}

/** A fund that would have been chosen by its rank, and why it was not. */
export interface PassedOver {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly reason: string;
}

/** Funds passed over that are listed in each category. */
const SHOWN = 3;

/**
 * Chooses funds by rank within each category: without gates, at most so many of a category and of a house. A fund that is
 * held and ranks in the upper half stays before a better one is bought, because switching costs exit load and tax (our
 * choice).
 *
 * @param cards by category; a category without a card has no funds.
 * @param held codes of funds that the client holds.
 */
export function chooseFunds(
  categories: readonly CategoryChoice[],
  cards: ReadonlyMap<string, FundCard>,
  held: ReadonlySet<string>,
  { funds: limits }: Pick<ProfileRules, 'funds'>,
): { readonly chosen: readonly ChosenFund[]; readonly passedOver: readonly PassedOver[] } {
  const chosen: ChosenFund[] = [];
  const passedOver: PassedOver[] = [];
  const ofHouse = (house: string): number => chosen.filter(({ fund }) => fund.scheme.house === house).length;
  for (const { category, class: assetClass, cap, chosen: isOpen } of categories) {
    const card = cards.get(category);
    if (!isOpen || !card) continue;
    const isKept = (fund: CardFund): boolean => held.has(fund.code) && (fund.quartile ?? 4) <= 2;
    const ranked = [...card.funds].sort((a, b) => Number(isKept(b)) - Number(isKept(a)));
    let taken = 0;
    let passed = 0;
    for (const fund of ranked) {
      if (taken === limits.perCategory) break;
      const gate = fund.flags.find(({ kind }) => kind === 'gate');
      const reason =
        fund.measures.standardDeviation.value === null
          ? `its history does not cover the ${card.window} months`
          : gate
            ? gate.text
            : fund.rank === null && card.funds.some(({ rank }) => rank !== null)
              ? 'it is not ranked'
              : fund.scheme.house !== '' && ofHouse(fund.scheme.house) >= limits.perHouse
                ? `the plan has ${limits.perHouse} funds of ${fund.scheme.house} already`
                : null;
      if (reason !== null) {
        if (passed++ < SHOWN) passedOver.push({ code: fund.code, name: fund.scheme.name, category, reason });
        continue;
      }
      taken++;
      chosen.push({ fund, class: assetClass, category, cap, reason: reasonOf(fund, card, isKept(fund)) });
    }
  }
  return { chosen, passedOver };
}

function reasonOf(fund: CardFund, card: FundCard, isKept: boolean): string {
  const ranked = card.funds.filter(({ rank }) => rank !== null).length;
  const place =
    fund.rank === null
      ? `one of ${card.funds.length} funds of its category in the store, too few for ranks`
      : `rank ${fund.rank} of ${ranked}, score ${fund.score!.toFixed(1)}`;
  return isKept ? `held already and in the upper half (${place})` : place;
}
